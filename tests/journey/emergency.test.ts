import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ModeRecord } from '../../shared/mode/types.ts'
import type { PersonRole } from '../../shared/access/roles.ts'
import { at } from '../support/builders.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startStoredApp, type StoredApp } from '../support/storedApp.ts'

let stored: StoredApp
let session: Map<string, { cookie: string }>

beforeEach(async () => {
  stored = await startStoredApp()
  session = new Map()
})
afterEach(() => stored.end())

/** Stops the server and starts it on the same store; everybody signs in anew under the same account. */
async function restart(now: number): Promise<void> {
  await stored.close()
  session = new Map()
  await stored.open(now)
}

/** A command of an account over HTTP, signed in as itself. */
function as(id: string, path: string, body: object, role: PersonRole = 'leader') {
  const cookie = session.get(id) ?? cookieOf(letIn(stored.test.access, role, id))
  session.set(id, cookie)
  return stored.test.post(`/api/v1/${path}`, body, cookie)
}

const modeNow = async () => (await stored.test.get<Pick<ModeRecord, 'prepared' | 'history'> & { mode: string }>('/api/v1/mode')).body
const ask = (id: string) => as(id, 'mode/switch', { commandId: `ask-${id}`, to: 'emergency', reason: '大面积停电' })
const confirm = (id: string, prepared = 1, role: PersonRole = 'leader') => as(id, 'mode/confirm', { commandId: `confirm-${id}-${prepared}`, prepared }, role)

describe('MODE-2 given one leader who asked for emergency', () => {
  beforeEach(async () => {
    expect(await ask('leader-a')).toMatchObject({ status: 201, body: { fact: 'ModeSwitchPrepared', by: 'leader-a', seq: 1 } })
  })

  it('when the same one confirms, then it is refused, also after a restart; when another does, then it is entered and stays', async () => {
    expect(await confirm('leader-a')).toMatchObject({ status: 409, body: { code: 'samePerson', field: 'prepared' } })
    await restart(at(1))
    expect(await modeNow()).toMatchObject({ mode: 'normal', prepared: { by: 'leader-a', confirmBy: at(2) } })
    expect(await confirm('leader-a')).toMatchObject({ status: 409, body: { code: 'samePerson' } })
    expect(await confirm('leader-b')).toMatchObject({ status: 201, body: { fact: 'ModeSwitched', by: 'leader-b' } })
    await restart(at(2))
    expect(await modeNow()).toMatchObject({
      mode: 'emergency', prepared: null, history: [{ from: 'normal', to: 'emergency', by: 'leader-b', preparedBy: 'leader-a', reason: '大面积停电' }],
    })
  })

  it('when an account that may not change the mode confirms, then it is refused by its role and nothing changes', async () => {
    for (const role of ['operator', 'supervisor', 'auditor'] as const) {
      expect(await confirm(role, 1, role)).toMatchObject({ status: 403, body: { code: 'notAllowed' } })
    }
    expect(await modeNow()).toMatchObject({ mode: 'normal', prepared: { seq: 1 } })
  })

  it('when the limit passes in a restart, then nobody can confirm any more: at the limit itself somebody still could', async () => {
    await stored.test.clock.advanceTo(at(2))
    expect((await modeNow()).prepared).toMatchObject({ seq: 1 })
    await restart(at(2) + 1)
    expect(await confirm('leader-b')).toMatchObject({ status: 409, body: { code: 'notPrepared' } })
    expect(await modeNow()).toMatchObject({ mode: 'normal', prepared: null, history: [] })
  })

  it('when another asks for it as well, then that one is told to confirm the first', async () => {
    expect(await ask('leader-b')).toMatchObject({ status: 409, body: { code: 'alreadyPrepared', message: expect.stringContaining('leader-a') } })
  })
})

describe('MODE-1 given two leaders who switch at the same moment', () => {
  it('then there is one effect, and the record says who was first', async () => {
    const answers = await Promise.all(['leader-a', 'leader-b'].map((id) =>
      as(id, 'mode/switch', { commandId: `to-${id}`, to: 'holiday', reason: '春节保障' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const first = answers.findIndex(({ status }) => status === 201)
    expect(answers[1 - first]).toMatchObject({ body: { code: 'unchanged', field: 'to' } })
    const { history } = await modeNow()
    expect(history).toHaveLength(1)
    expect(history[0]?.by).toBe(['leader-a', 'leader-b'][first])
  })
})

describe('SCENE-2 given a leader who pins a scene', () => {
  it('then every wall holds it, also after a restart, until it is released; an operator may not', async () => {
    const walls = [stored.test.openWall(), stored.test.openWall()]
    for (const wall of walls) await wall.until('joined', () => wall.replica?.complete === true)
    expect(await as('operator-a', 'scene/take', { commandId: 's-0', scene: 'event' }, 'operator')).toMatchObject({ status: 403, body: { code: 'notAllowed' } })
    expect(await as('leader-a', 'scene/take', { commandId: 's-1', scene: 'event' })).toMatchObject({ status: 201, body: { fact: 'SceneTaken', by: 'leader-a' } })
    for (const wall of walls) await wall.until('the scene', () => wall.replica?.board.scene?.scene === 'event')
    expect(await as('leader-b', 'scene/take', { commandId: 's-2', scene: 'event' })).toMatchObject({ status: 409, body: { code: 'unchanged', field: 'scene' } })
    expect(await as('leader-b', 'scene/take', { commandId: 's-3', scene: 'party' })).toMatchObject({ status: 400, body: { field: 'scene' } })
    await restart(at(1))
    expect(stored.test.app.pipeline.lane.board.scene).toMatchObject({ scene: 'event', by: 'leader-a' })
    expect(await as('leader-b', 'scene/release', { commandId: 's-4' })).toMatchObject({ status: 201, body: { fact: 'SceneReleased' } })
    expect(await as('leader-b', 'scene/release', { commandId: 's-5' })).toMatchObject({ status: 409, body: { code: 'notTaken' } })
  })
})
