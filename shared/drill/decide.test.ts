import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { drillCommand, DRILL_SITE, FIRE_INJECTS, fireScript, playedTo, PlayedSpaces } from '../../tests/support/drillBuilders.ts'
import { localTime } from '../timing/localTime.ts'
import { emptyBoard } from '../board.ts'
import type { Refusal } from '../refusal.ts'
import { decideDrill, type DrillCommand } from './decide.ts'
import { DRILL_LIFE, type DrillVerb } from './life.ts'
import type { Inject } from './script.ts'
import { DRILL_STATES } from './types.ts'

const codeOf = (came: unknown): string | true => ('refused' in (came as object) ? (came as Refusal).code : true)
const fieldOf = (came: unknown): unknown => { const { code, field } = came as Refusal; return [code, field] }
const TRIES: Readonly<Record<Exclude<DrillVerb, 'act'>, DrillCommand>> = {
  change: drillCommand('changeScript'), withdraw: drillCommand('withdrawDrill', { reason: '重复制定' }), start: drillCommand('startDrill'), pause: drillCommand('pauseDrill'), resume: drillCommand('resumeDrill'),
  fire: drillCommand('fireInject', { inject: 'word' }), jump: drillCommand('jumpToInject', { inject: 'word' }), stop: drillCommand('stopDrill'),
  observe: drillCommand('pinObservation', { text: '集结有序' }), judge: drillCommand('judgeIndicator', { indicator: 'injects', score: 8 }),
  improve: drillCommand('addImprovement', { text: '加强通信', owner: { type: 'department', id: 'fireRescue' }, due: '2023-12-31' }),
}

describe('DRILL-4: in each state each command', () => {
  const cells = DRILL_STATES.flatMap((state) => (Object.keys(TRIES) as (keyof typeof TRIES)[]).map((verb) => [state, verb, DRILL_LIFE[state][verb]] as const))
  it.each(cells)('given one that is %s, when %s, then %s', (state, verb, expected) => {
    const played = playedTo(state, at(0))
    const before = played.facts.length
    expect(codeOf(played.command(TRIES[verb], at(1)))).toBe(expected)
    expect(played.facts.length > before).toBe(expected === true)
  })

  it('given none, then each but the preparation is unknown', () => {
    for (const command of Object.values(TRIES)) expect(codeOf(decideDrill(emptyBoard('drill:d1'), command, DRILL_SITE, at(0)))).toBe('unknown')
    expect(codeOf(playedTo('prepared', at(0)).command(drillCommand('prepareDrill'), at(1)))).toBe('duplicate')
  })
})

describe('DRILL-4: what a script names', () => {
  const fire = FIRE_INJECTS[0] as Extract<Inject, { what: 'incident' }>
  const one = (over: object): Partial<ReturnType<typeof fireScript>> => ({ injects: [{ ...fire, ...over } as Inject] })
  it.each([
    [{ participants: { units: ['team-9'], departments: [], roles: [] } }, ['unknown', 'participants.units.0']],
    [{ participants: { units: [], departments: ['x'], roles: [] } }, ['unknown', 'participants.departments.0']],
    [{ injects: [fire, fire] }, ['duplicate', 'injects.1.id']],
    [one({ position: { lon: 113, lat: 34 } }), ['outsideBounds', 'injects.0.position']],
    [one({ what: 'message', to: 'nobody', text: 'x' }), ['unknown', 'injects.0.to']],
    [one({ what: 'silence', subject: 'unit', subjectId: 'x', forMs: null }), ['unknown', 'injects.0.subjectId']],
    [one({ what: 'silence', subject: 'grid', subjectId: 'x', forMs: null }), ['unknown', 'injects.0.subjectId']],
  ])('refuses %j with its field', (over, expected) => {
    expect(fieldOf(new PlayedSpaces().command(drillCommand('prepareDrill', { script: fireScript(over) }), at(0)))).toEqual(expected)
  })

  const roles = (...names: string[]) => names.map((role) => ({ role, count: 1 }))
  it.each([
    [{ units: ['team-0', 'team-1', 'team-0'] }, ['duplicate', 'participants.units.2']],
    [{ departments: ['fireRescue', 'fireRescue'] }, ['duplicate', 'participants.departments.1']],
    [{ roles: roles('现场指挥', '安全员', '现场指挥') }, ['duplicate', 'participants.roles.2.role']],
    [{ roles: roles('现场指挥', 'all') }, ['duplicate', 'participants.roles.1.role']],
    [{ roles: roles('team-1') }, ['duplicate', 'participants.roles.0.role']],
    [{ roles: roles('fireRescue') }, ['duplicate', 'participants.roles.0.role']],
    [{ roles: roles('张三 13812345678', '张三 13912345678') }, ['duplicate', 'participants.roles.1.role']],
    [{ units: ['team-0', 'team-1'], departments: ['fireRescue'], roles: roles('现场指挥', '安全员', 'All hands') }, [undefined, undefined]],
  ])('of who takes part, %j', (over, expected) => {
    const script = fireScript({ participants: { units: [], departments: [], roles: [], ...over } })
    expect(fieldOf(new PlayedSpaces().command(drillCommand('prepareDrill', { script }), at(0)))).toEqual(expected)
    expect(fieldOf(playedTo('running', at(0)).command(drillCommand('changeScript', { script }), at(1)))).toEqual(expected)
  })

  it('PRIVACY-1: numbers in the name of a role are masked, also where a message is for it; a name without one is kept', () => {
    const participants = { units: [], departments: [], roles: roles('张三 13812345678', '安全员') }
    const words = ['张三 13812345678', '安全员'].map((to, i) => ({ id: `w${i}`, atMs: 0, what: 'message' as const, to, text: '集结' }))
    const script = fireScript({ participants, injects: words })
    const played = playedTo('prepared', at(0), script)
    const masked = (): unknown => [played.drill().script.participants.roles.map(({ role }) => role), played.drill().script.injects.map((each) => each.what === 'message' && each.to)]
    expect(masked()).toEqual([['张三 ＊＊＊', '安全员'], ['张三 ＊＊＊', '安全员']])
    played.command(drillCommand('startDrill'), at(0))
    played.due(at(0))
    expect(codeOf(played.command(drillCommand('changeScript', { script, commandId: 'again' }), at(1)))).toBe(true)
    expect(masked()).toEqual([['张三 ＊＊＊', '安全员'], ['张三 ＊＊＊', '安全员']])
  })

  it('PRIVACY-1: is masked where it is free text', () => {
    const played = playedTo('prepared', at(0), fireScript({ injects: [{ ...fire, summary: '联系 13812345678' }] }))
    expect(played.drill().script.injects[0]).toMatchObject({ summary: '联系 ＊＊＊' })
  })
})

describe('DRILL-4: an inject', () => {
  it('by hand comes now, once, and what it reports is on the drill’s board with a number of its own (DRILL-3)', () => {
    const played = playedTo('running', at(0))
    played.command(drillCommand('fireInject', { inject: 'fire-2' }), at(1))
    expect([...played.of('drill:d1').incidents.values()]).toMatchObject([{ number: '演-001', reportedAt: at(1), summary: '第二着火点', grid: 'grid-0' }])
    expect(codeOf(played.command(drillCommand('fireInject', { inject: 'fire-2', commandId: 'again' }), at(2)))).toBe('alreadyFired')
    expect(codeOf(played.command(drillCommand('fireInject', { inject: 'none' }), at(2)))).toBe('unknown')
    expect(played.board.incidents.size).toBe(0)
  })

  it('jumped to comes now; those between are passed over, and what follows comes as much sooner', () => {
    const played = playedTo('running', at(0))
    played.due(at(0))
    played.command(drillCommand('jumpToInject', { inject: 'word' }), at(1))
    expect(played.drill()).toMatchObject({ jumpedMs: 180_000, skipped: ['fire-2', 'radio'] })
    expect(played.drill().fired.map(({ inject, way }) => [inject.id, way])).toEqual([['fire-1', 'script'], ['word', 'jump']])
    expect(played.due(at(2, -1))).toEqual([])
    played.due(at(2))
    expect(played.drill().fired.at(-1)).toMatchObject({ inject: { id: 'cctv' }, at: at(2), way: 'script' })
    expect(codeOf(played.command(drillCommand('jumpToInject', { inject: 'radio' }), at(3)))).toBe('reversed')
    played.command(drillCommand('fireInject', { inject: 'radio' }), at(3))
    expect(played.drill().skipped).toEqual(['fire-2'])
  })

  it('that came stays in the script as it was', () => {
    const played = playedTo('running', at(0))
    played.due(at(0))
    const without = fireScript({ injects: FIRE_INJECTS.slice(1) })
    expect(fieldOf(played.command(drillCommand('changeScript', { script: without }), at(1)))).toEqual(['alreadyFired', 'injects'])
    const moved = fireScript({ injects: FIRE_INJECTS.map((each) => (each.id === 'word' ? { ...each, atMs: 150_000 } : each)) })
    played.command(drillCommand('changeScript', { script: moved }), at(1))
    expect(played.due(at(2, 30_000)).filter(({ type }) => type === 'InjectFired').map(({ data }) => data)).toMatchObject([{ inject: 'fire-2' }, { inject: 'word' }])
  })
})

describe('DRILL-7: what is to be made better', () => {
  const add = (over: object): DrillCommand => ({ ...TRIES.improve, ...over }) as DrillCommand
  const ownDay = localTime(at(0), DRILL_SITE.timeZone).day
  const dayBefore = localTime(at(0) - 86_400_000, DRILL_SITE.timeZone).day
  it.each([
    [{ due: 'soon' }, ['outOfRange', 'due']],
    [{ due: '2023-13-01' }, ['outOfRange', 'due']],
    [{ due: '2026-02-31' }, ['outOfRange', 'due']],
    [{ due: '2025-02-29' }, ['outOfRange', 'due']],
    [{ due: dayBefore }, ['outOfRange', 'due']],
    [{ owner: { type: 'department', id: 'x' } }, ['unknown', 'owner.id']],
    [{ owner: { type: 'role', id: '厨师' } }, ['unknown', 'owner.id']],
  ])('%j is refused with its field', (over, expected) => {
    expect(fieldOf(playedTo('ended', at(0)).command(add(over), at(1)))).toEqual(expected)
  })

  it.each(['2028-02-29', ownDay, '2026-12-31'])('by %s, a day not before the drill’s, is taken', (due) => {
    expect(codeOf(playedTo('ended', at(0)).command(add({ due }), at(1)))).toBe(true)
  })

  it('is of the drill’s day by the clocks of the place, also where UTC is a day behind', () => {
    const midnight = Date.parse(`${ownDay}T00:00:00+08:00`)
    expect(codeOf(playedTo('ended', midnight).command(add({ due: dayBefore }), midnight))).toBe('outOfRange')
    expect(codeOf(playedTo('ended', midnight - 1).command(add({ due: dayBefore }), midnight))).toBe(true)
  })

  it('is whose it is and done once', () => {
    const played = playedTo('ended', at(0))
    played.command(add({ commandId: 'i1' }), at(1))
    expect(played.drill().improvements).toMatchObject([{ id: 'i1', owner: { id: 'fireRescue' }, from: { drill: 'd1' }, done: null }])
    played.command(drillCommand('finishImprovement', { improvement: 'i1', note: '已配' }), at(2))
    expect(played.drill().improvements[0]?.done).toEqual({ at: at(2), by: 'supervisor-a', note: '已配', in: { drill: 'd1', name: '火灾专项预案演练' } })
    expect(codeOf(played.command(drillCommand('finishImprovement', { improvement: 'i1', commandId: 'x' }), at(3)))).toBe('alreadyDone')
    expect(codeOf(played.command(drillCommand('finishImprovement', { improvement: 'i2', commandId: 'y' }), at(3)))).toBe('unknown')
  })

  it.each([[-1, 'outOfRange'], [0, true], [10, true], [11, 'outOfRange'], [1.5, 'outOfRange']])('a score of %d is %s', (score, expected) => {
    expect(codeOf(playedTo('ended', at(0)).command(drillCommand('judgeIndicator', { indicator: 'injects', score }), at(1)))).toBe(expected)
  })
})
