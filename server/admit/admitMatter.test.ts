import { describe, expect, it } from 'vitest'
import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import { emptyBoard } from '../../shared/board.ts'
import { EVENT } from '../../shared/matter/kinds/event.ts'
import { HAZARD } from '../../shared/matter/kinds/hazard.ts'
import type { Giver } from '../../shared/matter/permission.ts'
import type { MatterValues } from '../../shared/matter/types.ts'
import { createHeldClock, MORNING } from '../../tests/support/heldClock.ts'
import { matterCommand } from '../../tests/support/matterBuilders.ts'
import { MemoryJournal } from '../../tests/support/memoryStore.ts'
import { insideGrid, smallSite } from '../../tests/support/site.ts'
import { createFactLane } from '../state/factLane.ts'
import { createMatterAdmission } from './admitMatter.ts'

const HOUR_MS = 3_600_000
const [lon, lat] = insideGrid(0)
const [doorsAt, startsAt, endsAt, dispersedAt] = [1, 2, 5, 6].map((hours) => MORNING + hours * HOUR_MS) as [number, number, number, number]
const VALUES = { eventName: '灯会', organiser: 'government', venue: '会展中心', position: { lon, lat }, crowd: 8_000, doorsAt, startsAt, endsAt, dispersedAt }

const giver = (role: Role, department: string | null = null): Giver => ({ permissions: permissionsOf(role), department })

function bench() {
  const journal = new MemoryJournal()
  const lane = createFactLane({ journal, clock: createHeldClock(), board: emptyBoard(), onRecorded: () => undefined })
  const matters = createMatterAdmission({ tables: { event: EVENT, hazard: HAZARD }, site: smallSite() }, lane, { next: () => 'm-1' }, () => undefined)
  let last = 0
  const commandId = (): string => `c-${(last += 1)}`
  const open = (kind: string, values: MatterValues) => matters.take('open', matterCommand('open', { commandId: commandId(), kind, values }))
  const move = (command: string, values: MatterValues, by: Giver, id = commandId()) => matters.take(command, matterCommand('move', { commandId: id, command, values, giver: by }))
  const amend = (values: MatterValues, by: Giver, id = commandId()) => matters.take('amend', matterCommand('amend', { commandId: id, values, giver: by }))
  return { journal, open, move, amend, matter: () => lane.board.matters.get('m-1')! }
}

/** What becomes of commands that come in this order while none is recorded yet. */
async function atOnce(journal: MemoryJournal, ...commands: (() => Promise<object>)[]): Promise<object[]> {
  journal.hold()
  const answers = commands.map((command) => command())
  journal.release()
  return Promise.all(answers)
}

describe('MATTER-13: who may do it is decided on the matter as it then is', () => {
  const assess = ({ move }: ReturnType<typeof bench>) => () => move('assess', { risk: 'low', assessment: '可控', withoutOpinions: '急办' }, giver('leader'))

  it('given an assessment and an amendment at the same instant, when the assessment comes first, then an operator does not amend what was assessed; a leader does', async () => {
    for (const [role, crowd] of [['operator', 8_000], ['leader', 9_000]] as const) {
      const event = bench()
      await event.open('event', VALUES)
      const [, amended] = await atOnce(event.journal, assess(event), () => event.amend({ crowd: 9_000 }, giver(role)))
      expect(amended).toMatchObject(role === 'leader' ? { fact: 'MatterAmended' } : { refused: true, code: 'notAllowed', field: 'crowd' })
      expect(event.matter()).toMatchObject({ state: 'assessed', values: { crowd } })
    }
  })

  it('given the same, when the amendment comes first, then it is taken, and the same command has the same answer also after the assessment', async () => {
    const event = bench()
    await event.open('event', VALUES)
    const amend = () => event.amend({ crowd: 9_000 }, giver('operator'), 'once')
    const [amended] = await atOnce(event.journal, amend, assess(event))
    expect(amended).toMatchObject({ fact: 'MatterAmended' })
    expect([await amend(), event.matter()]).toMatchObject([amended!, { state: 'assessed', values: { crowd: 9_000 } }])
  })

  it('given a hazard that is assigned to another department and said to be rectified at the same instant, then the department it was taken from is not heard any more', async () => {
    const assign = (hazard: ReturnType<typeof bench>, department: string) => hazard.move('assign', { assignee: 'department', department }, giver('operator'))
    const rectify = (hazard: ReturnType<typeof bench>) => () => hazard.move('rectify', { done: '已换' }, giver('department', 'police'))
    const [taken, kept] = [bench(), bench()]
    for (const hazard of [taken, kept]) {
      await hazard.open('hazard', { summary: '栏杆松动', risk: 'water', grid: 'grid-0' })
      await assign(hazard, 'police')
    }
    expect((await atOnce(taken.journal, () => assign(taken, 'fireRescue'), rectify(taken)))[1]).toMatchObject({ refused: true, code: 'notAllowed', field: '' })
    expect((await atOnce(kept.journal, rectify(kept), () => assign(kept, 'fireRescue')))).toMatchObject([{ fact: 'MatterMoved' }, { refused: true, code: 'notInState' }])
    expect([taken.matter().state, kept.matter().state]).toEqual(['assigned', 'rectified'])
  })
})
