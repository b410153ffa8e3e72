import type { Board } from '../../../../shared/board.ts'
import { MINUTE_MS } from '../../../../shared/clock/stages.ts'
import type { MatterCommand } from '../../../../shared/matter/decide.ts'
import { MATTER_TABLES } from '../../../../shared/matter/tables.ts'
import type { MatterValues } from '../../../../shared/matter/types.ts'
import { isRefusal } from '../../../../shared/refusal.ts'
import type { Guarantee, Plan, Scheme, Site, Zone } from '../../../../shared/site/types.ts'
import { matterCommand, playedMatters } from '../../../support/matterBuilders.ts'
import { place, polar } from '../map/fixture.ts'

const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const text = (zh: string, en: string) => ({ zh, en })

/** Steps as long as a real pack's, due one after the other. */
function plan(id: string, kind: Plan['kind'], name: Plan['name'], steps: readonly (readonly [zh: string, en: string, owner: string | null, dueMin: number])[]): Plan {
  return {
    id, kind, name, resources: [], schemes: [],
    steps: steps.map(([zh, en, owner, dueMin], i) => ({ id: `s${i}`, text: text(zh, en), owner, dueMs: dueMin * MINUTE_MS })),
  }
}

const PLANS: readonly Plan[] = [
  plan('fire', 'fire', text('防火灾预案', 'Fire'), [
    ['快速响应：值班员核实并启动预案', 'Respond: the duty officer verifies', null, 1], ['微型消防站先期处置', 'Mini fire station goes first', 'fireRescue', 3],
    ['消防车到场，接通消火栓', 'Engine on scene, hydrant connected', 'fireRescue', 6], ['周边路口分流车辆', 'Traffic led around', 'trafficPolice', 8],
    ['疏散楼内人员并清点', 'Building cleared and counted', 'police', 10], ['医疗人员到场待命', 'Medics stand by', 'emergencyMedical', 12],
    ['切断现场水电燃气', 'Power, water and gas cut off', 'urbanManagement', 15], ['处置结束，上报情况', 'Ended and reported', null, 30],
  ]),
  plan('abnormalGathering', 'abnormalGathering', text('防非正常人员聚集预案', 'Abnormal gathering'), [
    ['快速响应：值班员核实并启动预案', 'Respond: the duty officer verifies', null, 1], ['警力到场，划定疏导区', 'Police on scene, area marked off', 'police', 5],
    ['周边路口分流车辆', 'Traffic led around', 'trafficPolice', 9], ['广播引导分批离场', 'Led away by loudspeaker', 'police', 14],
    ['清理占道摊位', 'Stalls cleared', 'lawEnforcement', 20], ['处置结束，上报情况', 'Ended and reported', null, 30],
  ]),
  ...([
    ['stability', '维稳安保预案', 'Stability and security', 4], ['drowning', '防溺水预案', 'Drowning', 2], ['flood', '防汛排涝预案', 'Flood', 9],
    ['counterTerror', '反恐处突预案', 'Counter-terror', 6], ['trafficJam', '交通疏堵预案', 'Traffic jam', 3], ['publicHealth', '公共卫生预案', 'Public health', 25],
  ] as const).map(([kind, zh, en, dueMin]) => plan(kind, kind, text(zh, en), [
    ['快速响应：值班员核实并启动预案', 'Respond: the duty officer verifies', null, 1], ['警力到场，维持秩序', 'Police on scene, order kept', 'police', dueMin],
    ['周边路口分流车辆', 'Traffic led around', 'trafficPolice', dueMin + 4], ['处置结束，上报情况', 'Ended and reported', null, 30],
  ])),
]

const SCHEMES: readonly Scheme[] = [
  { id: 'innerSouth', name: text('内环南段车辆禁行', 'Inner ring closed in the south'), form: 'closedRoad', lines: [[polar(565, 160), polar(565, 200)]], gates: [polar(565, 160)] },
  { id: 'convention', name: text('会展周边车辆远端管控', 'Vehicles held off around the convention centre'), form: 'closedRoad', lines: [[polar(805, 160), polar(805, 200)]], gates: [] },
  { id: 'lakeWalk', name: text('环湖步道单向通行', 'Lakeside walk one way'), form: 'oneWayWalk', lines: [[polar(320, 40), polar(320, 80)]], gates: [] },
]

const ZONES: readonly Zone[] = [
  ['会展中心广场', 'Convention Forecourt', 12_000], ['千玺广场', 'Millennium Royal Plaza', 6_000], ['艺术中心', 'Art Centre', 8_000],
  ['北岸文化广场', 'North Shore Culture Square', 5_000], ['环湖步道东段', 'Lake Walk East', 3_000], ['环湖步道西段', 'Lake Walk West', 3_000],
].map(([zh, en, capacity], i) => ({ id: `z${i + 1}`, name: text(String(zh), String(en)), centre: polar(380, i * 60), radiusM: 50, capacity: Number(capacity) }))

const GUARANTEES: readonly Guarantee[] = ['trafficPolice', 'police', 'waterAffairs', 'lawEnforcement', 'urbanManagement'].map((department) => ({
  department, tasks: [{ id: 'first', text: text('先做', 'First') }, { id: 'second', text: text('后做', 'Second') }],
}))

/** What headquarters runs by states needs of a pack, as much of it as a real one has. */
export const MATTERS_OF_SITE = {
  plans: PLANS, schemes: SCHEMES, zones: ZONES, guarantees: GUARANTEES,
  companies: Array.from({ length: 78 }, (_, i) => ({ id: `company-${i}`, name: text(`企业${i}`, `Company ${i}`), kind: 'finance' as const, grid: `g${(i % 6) + 1}` })),
  memberUnits: Array.from({ length: 9 }, (_, i) => ({ id: `unit-${i}`, name: text(`单位${i}`, `Unit ${i}`), rank: 'member' as const })),
}

/**
 * Matters of a busy evening on the board: an event under way, two plans and two schemes run, guarantees, requests, hazards, work of the month.
 * With `allPlans` every other plan of the pack runs as well, fire's a second time, some late and some not.
 */
export function withMatters(site: Site, board: Board, clockNow: number, allPlans = false): Board {
  const now = Math.floor(clockNow)
  const played = playedMatters({ tables: MATTER_TABLES, site })
  for (const [id, incident] of board.incidents) played.board.incidents.set(id, incident)
  let given = 0
  function give(command: MatterCommand, at: number): void {
    const decision = played.command({ ...command, commandId: `given-${(given += 1)}` }, at)
    if (isRefusal(decision)) throw new Error(`${JSON.stringify(decision)} for ${JSON.stringify(command)}`)
  }
  const day: Day = {
    now,
    open: (kind, matterId, values, agoMs) => give(matterCommand('open', { kind, matterId, values }), now - agoMs),
    move: (matterId, command, values, agoMs) => give(matterCommand('move', { matterId, command, values }), now - agoMs),
    tick: (matterId, step, agoMs, note) => give(matterCommand('tick', { matterId, step, note: note ?? null }), now - agoMs),
  }
  for (const part of [theEvent, theEmergency, ...(allPlans ? [theOtherPlans] : []), theGuarantees, theRequests, theHazards, theWork, theMeeting]) part(day)
  for (const [id, matter] of played.board.matters) board.matters.set(id, matter)
  board.gathering = {
    present: ['police', 'trafficPolice', 'fireRescue', 'emergencyMedical'].map((department) => ({ event: 'event', department, since: now - HOUR_MS, by: department })),
    crowd: COUNTS.map(([zone, count, agoMin]) => ({ zone, count, at: now - agoMin * MINUTE_MS, source: 'crowd' })),
  }
  site.grids.slice(0, 4).forEach(({ id }, i) => board.profiles.set(id, {
    grid: id, buildings: 11 + i, residents: 1_240 + i * 317, fraudCases: i, asOf: '2026-11-20', toldAt: now - DAY_MS, by: 'grid',
    companies: { finance: 214 + i, commerce: 167, culture: 38, professional: 122, technology: 95, property: 21 },
  }))
  return board
}

/** What may be done to matters so long before the moment of the scene. */
interface Day {
  readonly now: number
  open(kind: string, id: string, values: MatterValues, agoMs: number): void
  move(id: string, command: string, values: MatterValues, agoMs: number): void
  tick(id: string, step: string, agoMs: number, note?: string): void
}

/** Counts with their age, min: one over, one filling, one late and as wide as counts come, one lost, one never told. */
const COUNTS = [['z1', 9_860, 0.3], ['z2', 6_240, 0.3], ['z3', 3_410, 0.4], ['z4', 99_999, 3.7], ['z5', 940, 11]] as const

function theEvent({ now, open, move, tick }: Day): void {
  const [lon, lat] = place(120, -420)
  open('event', 'event', {
    eventName: '如意湖秋季音乐节', organiser: 'company', venue: '会展中心广场', position: { lon, lat }, crowd: 18_000,
    doorsAt: now - HOUR_MS, startsAt: now - 10 * MINUTE_MS, endsAt: now + 2 * HOUR_MS, dispersedAt: now + 3 * HOUR_MS,
  }, 6 * DAY_MS)
  move('event', 'assess', { risk: 'medium', assessment: '可控', withoutOpinions: '急办' }, 5 * DAY_MS)
  move('event', 'approve', {}, 5 * DAY_MS)
  tick('event', 'prejudge', 4 * DAY_MS, '场地空旷')
  tick('event', 'plan', 3 * DAY_MS)
  move('event', 'prepareUnfinished', {
    unfinished: '当天现场走位',
    commander: 'office', deputies: ['交通副指挥长', '安保副指挥长'], commandDepartments: ['police', 'trafficPolice', 'urbanManagement', 'lawEnforcement', 'fireRescue', 'emergencyMedical', 'waterAffairs'],
  }, DAY_MS)
  move('event', 'goLiveUnfinished', { unfinished: '当天现场走位' }, 10 * MINUTE_MS)
  open('event', 'fair', {
    eventName: '商务内环书市', organiser: 'association', venue: '商务内环路', position: { lon, lat }, crowd: 2_000,
    doorsAt: now - 5 * MINUTE_MS, startsAt: now - 5 * MINUTE_MS, endsAt: now + 3 * HOUR_MS, dispersedAt: now + 4 * HOUR_MS,
  }, 6 * DAY_MS)
  move('fair', 'assess', { risk: 'low', assessment: '可控', withoutOpinions: '急办' }, 5 * DAY_MS)
  move('fair', 'approve', {}, 5 * DAY_MS)
  move('fair', 'prepareUnfinished', { unfinished: '不设演练', commander: 'police', commandDepartments: ['police'] }, DAY_MS)
  move('fair', 'goLiveUnfinished', { unfinished: '不设演练' }, 5 * MINUTE_MS)
}

function theEmergency({ now, open, tick }: Day): void {
  open('planRun', 'plan-1', { plan: 'abnormalGathering', incident: 'a3' }, 7 * MINUTE_MS)
  open('planRun', 'plan-2', { plan: 'fire', incident: 'a2' }, 3 * MINUTE_MS)
  tick('plan-1', 's0', 6 * MINUTE_MS)
  tick('plan-2', 's0', 2.5 * MINUTE_MS)
  open('schemeRun', 'scheme-1', { scheme: 'convention', reason: '散场客流拥堵，远端分流', incident: 'a3', reviewAt: now + 42 * MINUTE_MS }, 6 * MINUTE_MS)
  open('schemeRun', 'scheme-2', { scheme: 'innerSouth', reason: '消防车辆通行', reviewAt: now - MINUTE_MS }, 2 * HOUR_MS)
}

function theOtherPlans({ open, tick }: Day): void {
  PLANS.slice(2).forEach(({ id }, i) => {
    open('planRun', `more-${id}`, { plan: id, ...(i % 2 === 0 ? { incident: `a${i + 1}` } : {}) }, (i + 2) * MINUTE_MS)
    if (i % 3 > 0) tick(`more-${id}`, 's0', MINUTE_MS)
  })
  open('planRun', 'more-fire', { plan: 'fire' }, 5 * MINUTE_MS)
}

function theGuarantees({ now, open, move, tick }: Day): void {
  for (const [i, { department }] of GUARANTEES.slice(0, 4).entries()) {
    const id = `guarantee-${i}`
    open('guaranteeTask', id, { department, dueAt: i === 2 ? now - MINUTE_MS : now + HOUR_MS }, 5 * HOUR_MS)
    if (i > 0) move(id, 'begin', {}, 4 * HOUR_MS)
    if (i > 0) tick(id, 'first', 3 * HOUR_MS)
    if (i !== 3) continue
    tick(id, 'second', 2 * HOUR_MS)
    move(id, 'finish', {}, HOUR_MS)
  }
}

function theRequests({ open, move }: Day): void {
  for (const [i, topic] of ['policy', 'premises', 'permits', 'recruitment', 'security', 'utilities'].entries()) {
    for (const n of [0, 1, 2]) {
      const id = `request-${i}-${n}`
      open('request', id, { company: `company-${i * 3 + n}`, topic, summary: '诉求' }, (30 + i) * HOUR_MS)
      if (n > 0) move(id, 'assign', {}, 29 * HOUR_MS)
      if (n > 1) move(id, 'answer', { answer: '已答复' }, (28 - i * 3) * HOUR_MS)
    }
  }
}

function theHazards({ open, move }: Day): void {
  for (const i of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
    const id = `hazard-${i}`
    open('hazard', id, { summary: '井盖松动', risk: 'facility', grid: `g${(i % 5) + 1}` }, (2 + i * 13) * HOUR_MS)
    if (i % 3 > 0) move(id, 'assign', { assignee: 'gridWorker' }, HOUR_MS)
    if (i % 3 > 1) move(id, 'rectify', { done: '已加固' }, HOUR_MS)
  }
}

function theWork({ now, open, move }: Day): void {
  const soon = now + MINUTE_MS
  open('training', 'training-1', { topic: '应急处置', audience: 'gridWorkers', people: 40, dueAt: soon }, DAY_MS)
  open('training', 'training-2', { topic: '心肺复苏', audience: 'guards', people: 60, dueAt: soon }, DAY_MS)
  move('training-1', 'complete', { attended: 38 }, HOUR_MS)
  open('areaPatrol', 'patrol-1', { topic: '消防通道', grid: 'g1', dueAt: soon }, DAY_MS)
  move('patrol-1', 'begin', {}, 3 * HOUR_MS)
  move('patrol-1', 'complete', { hazards: 4 }, HOUR_MS)
  open('drillPlan', 'drill-1', { topic: '疏散演练', dueAt: now - HOUR_MS }, DAY_MS)
}

function theMeeting({ now, open }: Day): void {
  open('meeting', 'meeting-1', {
    subject: '秋季音乐节安保联席会', meetingKind: 'event', startsAt: now + DAY_MS, endsAt: now + DAY_MS + HOUR_MS, invited: ['unit-0', 'unit-1'],
  }, HOUR_MS)
}
