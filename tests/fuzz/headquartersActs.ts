import type { Pipeline } from '../../server/pipeline.ts'
import type { Board } from '../../shared/board.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import type { DrillCommand } from '../../shared/drill/decide.ts'
import type { Script } from '../../shared/drill/script.ts'
import type { Space } from '../../shared/fact.ts'
import { INCIDENT_KINDS, LEVELS } from '../../shared/incident/kinds.ts'
import { INCIDENT_COMMANDS } from '../../shared/incident/life.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { MATTER_TABLES } from '../../shared/matter/tables.ts'
import { SCENES } from '../../shared/mode/expectation.ts'
import { MODES } from '../../shared/mode/types.ts'
import { reportBody, stampBody } from '../support/builders.ts'
import { drillCommand, fireScript } from '../support/drillBuilders.ts'
import { commandOf } from '../support/incidentCommands.ts'
import { fittingValues } from '../support/matterBuilders.ts'
import { modeCommand, postCommand } from '../support/modeBuilders.ts'
import type { Seeded } from '../support/seeded.ts'
import { gridId, insideGrid, platformId, unitId } from '../support/site.ts'

const MINUTE_MS = 60_000

/** The headquarters that acts: its server of this moment, chance, and how a command is named and sent. */
export interface Headquarters {
  readonly chance: Seeded
  pipeline(): Pipeline
  commandId(): string
  /** A moment mostly within `spreadMs` before now, epoch ms. */
  momentNear(spreadMs: number): number
  /** Sends without always waiting for the answer, whatever it is. */
  send(answer: Promise<unknown>): Promise<void>
}

/** What people at headquarters do besides reporting and stamping, in the real thing and in drills, each with its weight. */
export function headquartersActs(hq: Headquarters): readonly (readonly [number, () => Promise<void>])[] {
  return [
    [2, () => prepareDrill(hq)],
    [9, () => leadDrill(hq)],
    [4, () => reportThere(hq)],
    [5, () => stampThere(hq)],
    [9, () => workIncident(hq)],
    [6, () => answerAlarm(hq)],
    [4, () => setMode(hq)],
    [4, () => staffPosts(hq)],
    [5, () => runMatter(hq)],
    [1, () => takeScene(hq)],
  ]
}

/** The real thing, or one of the drills there are. */
function somewhere({ chance, pipeline }: Headquarters): Board {
  const { board } = pipeline().lane
  return chance.pick([board, board, ...board.drills.values()])
}

function scriptOf(chance: Seeded): Script {
  const [lon, lat] = insideGrid(chance.below(2))
  const fire = { what: 'incident', kind: chance.pick(INCIDENT_KINDS), position: { lon, lat }, place: null, summary: '演练' } as const
  return fireScript({
    participants: { units: [unitId(0)], departments: [], roles: [{ role: '现场指挥', count: 1 }] },
    injects: [
      { ...fire, id: 'first', atMs: 0, severity: chance.pick([null, 'critical' as const]) },
      { ...fire, id: 'second', atMs: chance.pick([1_000, 2 * MINUTE_MS, 11 * MINUTE_MS]), severity: 'severe' },
      { id: 'radio', atMs: 3 * MINUTE_MS, what: 'silence', subject: 'grid', subjectId: gridId(1), forMs: null },
      { id: 'word', atMs: 4 * MINUTE_MS, what: 'message', to: 'all', text: '集结' },
      { id: 'cctv', atMs: chance.below(30) * MINUTE_MS, what: 'silence', subject: 'platform', subjectId: platformId(0), forMs: 2 * MINUTE_MS },
    ],
  })
}

function prepareDrill(hq: Headquarters): Promise<void> {
  const { drill: _drill, carried: _carried, ...command } = drillCommand('prepareDrill', { commandId: hq.commandId(), script: scriptOf(hq.chance) }) as Extract<DrillCommand, { type: 'prepareDrill' }>
  return hq.send(hq.pipeline().drills.prepare(command))
}

const LEADING = [
  'startDrill', 'startDrill', 'startDrill', 'pauseDrill', 'resumeDrill', 'resumeDrill', 'fireInject', 'jumpToInject', 'pinObservation', 'judgeIndicator', 'addImprovement',
  'finishImprovement', 'changeScript', 'stopDrill',
] as const

async function leadDrill(hq: Headquarters): Promise<void> {
  const { chance } = hq
  const boards = [...hq.pipeline().lane.board.drills.values()]
  const { drill } = boards.length === 0 ? { drill: null } : chance.pick(boards)
  if (drill === null) return
  const own = {
    drill: drill.id, commandId: hq.commandId(), inject: chance.pick(drill.script.injects).id, text: '看到', indicator: chance.pick(['injects', 'observations']),
    score: chance.below(11), owner: { type: 'role', id: '现场指挥' }, due: '2023-12-31', improvement: chance.pick(['none', ...drill.improvements.map(({ id }) => id)]),
    script: scriptOf(chance),
  }
  return hq.send(hq.pipeline().drills.command(drillCommand(chance.pick(LEADING), own) as Exclude<DrillCommand, { type: 'prepareDrill' }>))
}

function drillSpace(hq: Headquarters): Space | null {
  const running = [...hq.pipeline().lane.board.drills.values()].filter(({ drill }) => drill?.state === 'running')
  return running.length === 0 ? null : hq.chance.pick(running).space
}

async function reportThere(hq: Headquarters): Promise<void> {
  const space = drillSpace(hq)
  const [lon, lat] = insideGrid(hq.chance.below(2), hq.chance.next())
  if (space !== null) return hq.send(hq.pipeline().doors.report(reportBody({ commandId: hq.commandId(), kind: hq.chance.pick(INCIDENT_KINDS), position: { lon, lat } }), space))
}

async function stampThere(hq: Headquarters): Promise<void> {
  const space = drillSpace(hq)
  const board = space === null ? undefined : hq.pipeline().lane.boardOf(space)
  if (space === null || board === undefined || board.incidents.size === 0) return
  const body = stampBody(hq.chance.pick(STAGES), { commandId: hq.commandId(), ...(hq.chance.chance(0.5) ? { unit: unitId(hq.chance.below(4)) } : {}) })
  return hq.send(hq.pipeline().doors.stamp(hq.chance.pick([...board.incidents.keys()]), body, 'headquarters', space))
}

/** What an incident with a proposal or a handover is asked more often: each has to come in time. */
const ESCALATING = ['decideEscalation', 'decideEscalation', 'decideEscalation', 'acknowledgeHandover', 'acknowledgeHandover', 'acknowledgeHandover'] as const

/** A correction, withdrawal, handover, merger … of an incident that is there. */
async function workIncident(hq: Headquarters): Promise<void> {
  const { chance } = hq
  const { incidents, space } = somewhere(hq)
  if (incidents.size === 0) return
  const incident = chance.pick([...incidents.values()])
  const command = commandOf(chance.pick(incident.escalations.length === 0 ? INCIDENT_COMMANDS : [...INCIDENT_COMMANDS, ...ESCALATING]), { ...ownOf(hq, incident, [...incidents.keys()]), commandId: hq.commandId(), incidentId: incident.id } as never)
  return hq.send(hq.pipeline().doors.command('fuzz', command, space))
}

function ownOf({ chance, momentNear }: Headquarters, incident: Incident, ids: readonly string[]) {
  const stamps = STAGES.flatMap((stage) => incident.stamps[stage].map(({ seq }) => seq))
  const escalations = incident.escalations.map(({ seq }) => seq)
  return {
    stage: chance.pick(STAGES), unit: unitId(chance.below(4)), at: momentNear(10 * MINUTE_MS), stamp: chance.pick([0, ...stamps, ...stamps]), escalation: chance.pick([0, ...escalations, ...escalations]),
    level: chance.pick(LEVELS), accept: chance.chance(0.7), into: chance.pick(ids), measure: chance.pick(['assessment', ...incident.measures.map(({ measure }) => measure)]),
    from: incident.owner?.by ?? null, department: null, by: chance.pick(['headquarters', 'duty-1']),
  }
}

async function answerAlarm(hq: Headquarters): Promise<void> {
  const { chance } = hq
  const { alarms, space } = somewhere(hq)
  if (alarms.byKey.size === 0) return
  const { key, occurrence } = chance.pick([...alarms.byKey.values()])
  const given = { commandId: hq.commandId(), key, by: chance.pick(['duty-1', 'duty-2']) }
  const until = hq.momentNear(1) + chance.pick([1_000, 5 * MINUTE_MS, 480 * MINUTE_MS])
  const command = chance.pick([{ ...given, type: 'acknowledge', occurrence }, { ...given, type: 'acknowledge', occurrence }, { ...given, type: 'shelve', until, reason: '检修', high: chance.chance(0.5) }, { ...given, type: 'unshelve' }, { ...given, type: 'retire', reason: '停用', fixed: chance.chance(0.5) }] as const)
  return hq.send(hq.pipeline().doors.alarm(command, space))
}

function setMode(hq: Headquarters): Promise<void> {
  const { chance } = hq
  const { modeRecord, space } = somewhere(hq)
  const given = { commandId: hq.commandId(), by: chance.pick(['leader-a', 'leader-b']) }
  const proposal = chance.pick([0, ...modeRecord.proposals.map(({ seq }) => seq)])
  const command = chance.pick([
    modeCommand('switchMode', { ...given, to: chance.pick(MODES) }),
    modeCommand('confirmSwitch', { ...given, prepared: modeRecord.prepared?.seq ?? 0 }),
    modeCommand('declineProposal', { ...given, proposal }),
  ])
  return hq.send(hq.pipeline().modes.mode('fuzz', command, space))
}

function staffPosts(hq: Headquarters): Promise<void> {
  const { chance } = hq
  const { space } = somewhere(hq)
  const post = `post-${chance.below(2)}`
  const startsAt = hq.momentNear(60 * MINUTE_MS)
  const shifts = [{ post, startsAt, endsAt: startsAt + 60 * MINUTE_MS, unit: null, role: 'guard', count: 1 + chance.below(3) }] as const
  const given = { commandId: hq.commandId(), post, unit: chance.pick([null, unitId(chance.below(4))]) }
  const command = chance.pick([
    postCommand('setRoster', { commandId: given.commandId, shifts }), postCommand('checkIn', given), postCommand('checkIn', given), postCommand('checkOut', given),
  ])
  return hq.send(hq.pipeline().modes.post('fuzz', command, space))
}

/** Opens a matter of any kind, moves one on, corrects it or ticks its steps. */
function runMatter(hq: Headquarters): Promise<void> {
  const { chance } = hq
  const { matters, lane, site } = { matters: hq.pipeline().matters, lane: hq.pipeline().lane, site: hq.pipeline().site }
  const now = hq.momentNear(1)
  const given = { commandId: hq.commandId(), by: 'duty-1' }
  const matter = lane.board.matters.size === 0 ? null : chance.pick([...lane.board.matters.values()])
  if (matter === null || chance.chance(0.3)) {
    const table = chance.pick(Object.values(MATTER_TABLES))
    const fields = table.opening.fields.filter(({ form }) => form !== 'incident' && form !== 'drill')
    return hq.send(matters.take('fuzz', { ...given, type: 'open', matterId: matters.nextId(), kind: table.kind, values: fittingValues(fields, site, now) }))
  }
  const table = MATTER_TABLES[matter.kind]!
  const there = { ...given, matterId: matter.id }
  const move = chance.pick(table.moves)
  const step = chance.pick(['none', ...matter.steps.map(({ id }) => id)])
  return hq.send(matters.take('fuzz', chance.pick([
    { ...there, type: 'move', giver: null, command: move.id, values: fittingValues(move.fields, site, now) },
    { ...there, type: 'tick', step, department: null, note: null, ...(step.startsWith('opinion-') ? { choice: 'fit' } : {}) },
    { ...there, type: 'reopenStep', step, department: null, reason: '误勾' },
    { ...there, type: 'amend', giver: null, values: fittingValues(table.opening.fields.filter(({ id }) => table.amending?.fields.includes(id) === true), site, now), reason: '误填' },
  ] as const)))
}

function takeScene(hq: Headquarters): Promise<void> {
  const given = { commandId: hq.commandId(), by: 'leader-a' }
  return hq.send(hq.pipeline().modes.scene('fuzz', hq.chance.pick([{ ...given, type: 'takeScene', scene: hq.chance.pick(SCENES) }, { ...given, type: 'releaseScene' }] as const)))
}
