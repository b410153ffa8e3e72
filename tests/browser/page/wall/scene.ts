import { emptyBoard, type Board } from '../../../../shared/board.ts'
import type { NewAlarmFact } from '../../../../shared/alarm/facts.ts'
import { CAMERA_STATUSES, type CameraStatus } from '../../../../shared/camera/types.ts'
import { MINUTE_MS } from '../../../../shared/clock/stages.ts'
import type { Incident } from '../../../../shared/incident/types.ts'
import type { Mode } from '../../../../shared/mode/types.ts'
import type { Health } from '../../../../shared/protocol/messages.ts'
import { emptyPicture, toE7, type Picture } from '../../../../shared/reading/picture.ts'
import type { Site } from '../../../../shared/site/types.ts'
import { alarmsOf, raisedFact } from '../../../support/alarmBuilders.ts'
import { incidentWith, type StampMinutes } from '../../../support/incidentBuilder.ts'
import { fixtureSite, polar } from '../map/fixture.ts'
import { MATTERS_OF_SITE, withMatters } from './matters.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const LOST_PLATFORM = 'p3'

/** The fixture's site with the force and names of a real pack. */
export function sceneSite(): Site {
  const site = fixtureSite()
  const others = [12, 14, 11, 13, 12, 10]
  return {
    ...site,
    ...MATTERS_OF_SITE,
    name: { zh: '如意湖 CBD', en: 'Ruyi Lake CBD' },
    platforms: site.platforms.map((platform, i) => ({ ...platform, name: PLATFORM_NAMES[i] ?? platform.name })),
    posts: site.posts.map((post, i) => ({ ...post, name: { zh: POST_NAMES[i] ?? '', en: `Convention Centre Gate ${i + 1}` } })),
    routes: site.routes.map((route, i) => ({ ...route, name: { zh: `${i % 2 === 0 ? '外环' : '内环'}${i + 1}段`, en: `Ring ${i + 1}` } })),
    grids: site.grids.map((grid, i) => ({
      ...grid,
      force: { police: 1, gridWorkers: 1, others: [{ role: { zh: '保安', en: 'guards' }, count: others[i] ?? 0 }] },
    })),
  }
}

const PLATFORM_NAMES = [
  { zh: '城运中心视频平台', en: 'City operations video' },
  { zh: '交警道路监控平台', en: 'Police video net' },
  { zh: '会展中心平台', en: 'Exhibition platform' },
]
const POST_NAMES = ['会展中心北门', '会展中心南门', '艺术中心广场', '千玺广场', '如意湖东岸', '如意湖西岸', '内环东口', '内环西口', '会展中心地铁站A口', '外环南口', '运河桥', '中央公园']

interface Worked {
  readonly agoMin: number
  readonly stamps: StampMinutes
  readonly more: Partial<Incident>
}

/** What level II calls for, half of it taken. */
const ASSESSED: Incident['measures'] = [
  { measure: 'assessment', level: 'II', calledAt: 0, taken: { at: 0, by: 'desk', note: null } }, { measure: 'cityReport', level: 'II', calledAt: 0, taken: null },
]
/** Who joined, in more words than a line holds. */
const JOINED: Partial<Incident> = {
  departments: ['police', 'trafficPolice', 'urbanManagement', 'lawEnforcement', 'fireRescue', 'emergencyMedical', 'waterAffairs'].map((department, seq) => ({ department, at: 0, by: 'operator-1', seq })),
}
const ACTIVE: readonly Worked[] = [
  { agoMin: 11.7, stamps: { respond: 2.6, dispatch: 4.6 }, more: { ...JOINED, place: '艺术中心广场', kind: 'stability', grid: 'g5', summary: '广场西侧多个摊位占道，与保安发生争执，围观约 40 人' } },
  { agoMin: 4.45, stamps: { respond: 2.2 }, more: { place: '外环1号楼 出入口（商务外环路/商务东一街附近）', kind: 'fire', level: 'III', grid: 'g4', summary: 'B2 层配电间冒烟，无明火，车辆正在疏散' } },
  { agoMin: 8.2, stamps: { respond: 1.3, dispatch: 4.1 }, more: { place: '会展中心北门', kind: 'abnormalGathering', level: 'II', lead: 'committee', measures: ASSESSED, grid: 'g2', summary: '散场观众滞留约 300 人，网约车上客区拥堵' } },
  { agoMin: 22.4, stamps: { respond: 1.9, dispatch: 5.8, arrive: 9.4 }, more: { place: '商务外环路/商务西四街 路口（外环外侧）', kind: 'trafficJam', grid: 'g2', summary: '两车剐蹭，占用一条车道' } },
  { agoMin: 17.6, stamps: { respond: 0.8, arrive: 8.9 }, more: { place: '如意湖东岸', kind: 'drowning', level: 'III', grid: 'g6', summary: '一名游客落水，已被救起，等待救护车' } },
  { agoMin: 0.7, stamps: {}, more: { place: null, kind: 'publicHealth', grid: 'g3', summary: '食客腹泻三人' } },
  { agoMin: 2.1, stamps: { respond: -1 }, more: { place: '运河桥', kind: 'other', grid: null, summary: '桥面积水' } },
]

function active(now: number, count: number): Incident[] {
  return ACTIVE.slice(0, count).map(({ agoMin, stamps, more }, i) => {
    const [lon, lat] = polar(200 + i * 90, 260 + i * 57)
    return incidentWith(now - agoMin * MINUTE_MS, stamps, { id: `a${i + 1}`, number: `20261123-0${i + 17}`, position: { lon, lat }, ...more })
  })
}

/** Resolved ones of the last day, every seventh worked too late. */
function resolved(now: number): Incident[] {
  return Array.from({ length: 23 }, (_, i) => {
    const late = i % 7 === 6
    const stamps = { respond: 1 + (i % 5) * 0.4, dispatch: 3 + (i % 4) * 0.5, arrive: late ? 12 : 6 + (i % 6) * 0.6, resolve: 14 + ((i * 5) % 15) }
    return incidentWith(now - 0.6 * HOUR_MS - i * 0.97 * HOUR_MS, stamps, { id: `r${i}`, number: `20261122-1${10 + i}`, place: POST_NAMES[i % 12] ?? null, grid: `g${(i % 6) + 1}` })
  })
}

/** A board of a busy evening: `count` incidents in every state, one platform lost, and what headquarters runs by states, `allPlans` among it. */
export function busyBoard(site: Site, now: number, count: number, { flood = 0, allPlans = false } = {}): Board {
  const board = emptyBoard()
  for (const incident of [...resolved(now), ...active(now, count)]) board.incidents.set(incident.id, incident)
  board.outages.set(LOST_PLATFORM, { platform: LOST_PLATFORM, lostAt: now - 134 * SECOND_MS, lastHeardAt: now - 140 * SECOND_MS, reason: 'silent' })
  alarmsOf(flood > 0 ? floodOfAlarms(now, flood) : usualAlarms(now), board.alarms)
  return withMatters(site, board, now, allPlans)
}

/** The alarms that go with the incidents, teams and platform of the scene, some of them seen. */
function usualAlarms(now: number): NewAlarmFact[] {
  const ago = (minutes: number): number => now - minutes * MINUTE_MS
  const seen = (key: string): NewAlarmFact => ({ v: 1, space: 'live', by: 'desk', commandId: null, type: 'AlarmAcknowledged', at: now, data: { key } })
  const over = (key: string): NewAlarmFact => ({ v: 1, space: 'live', by: 'system', commandId: null, type: 'AlarmReturned', at: now, data: { key, settled: null } })
  return [
    raisedFact('gridServiceability', 'g4', ago(190), { grid: 'g4' }),
    raisedFact('limitMissed', 'a4', ago(17), { grid: 'g2', incident: 'a4', level: 'IV', stage: 'dispatch' }),
    raisedFact('patrolSilent', 't7', ago(2)),
    raisedFact('platformDown', LOST_PLATFORM, ago(2.2), { consequences: 3 }),
    raisedFact('limitMissed', 'a1', ago(1.7), { grid: 'g5', incident: 'a1', level: 'IV', stage: 'arrive' }),
    raisedFact('limitDueSoon', 'a2', ago(0.4), { grid: 'g4', incident: 'a2', level: 'III', stage: 'dispatch' }),
    raisedFact('limitDueSoon', 'a3', ago(0.2), { grid: 'g2', incident: 'a3', level: 'II', stage: 'arrive' }),
    raisedFact('limitMissed', 'a6', ago(0.1), { grid: 'g3', incident: 'a6', level: 'I', stage: 'respond' }),
    seen('gridServiceability:g4'), over('limitMissed:a4'),
  ]
}

/** So many alarms within five minutes, one of them of level I. */
function floodOfAlarms(now: number, count: number): NewAlarmFact[] {
  const kinds = ['limitMissed', 'limitDueSoon', 'gridServiceability', 'blindPost', 'patrolSilent'] as const
  const facts = Array.from({ length: count - 1 }, (_, i) =>
    raisedFact(kinds[i % kinds.length]!, `s${i}`, now - 5 * MINUTE_MS + i, { grid: `g${(i % 6) + 1}`, level: i % 5 < 2 ? 'IV' : null }))
  return [...facts, raisedFact('limitMissed', 'a6', now - 3_000, { grid: 'g3', incident: 'a6', level: 'I', stage: 'respond' })]
}

/** A quiet night: nothing is being worked, the last one went well. */
export function calmBoard(now: number): Board {
  const board = emptyBoard()
  for (const incident of resolved(now).slice(0, 9)) board.incidents.set(incident.id, incident)
  return board
}

const SHIFT_MS = 4 * HOUR_MS

/** The board in a mode: who is at the posts, and how the teams keep to their routes. */
export function inMode(site: Site, board: Board, mode: Mode, now: number): Board {
  if (mode === 'normal') return board
  board.mode = mode
  board.modeRecord = { ...board.modeRecord, since: now - 3 * HOUR_MS }
  const shifts = site.posts.map(({ id }, i) => ({
    post: id, startsAt: now - (i % 5 === 4 ? 12 * MINUTE_MS : HOUR_MS), endsAt: now + SHIFT_MS, unit: null, role: 'guard' as const, count: 4,
  }))
  const presences = site.posts.flatMap(({ id }, i) => (i % 5 === 4 ? [] : [
    { seq: i + 2, post: id, unit: null, role: 'guard' as const, count: i === 3 ? 2 : 4, by: 'operator', from: now - HOUR_MS + i * MINUTE_MS, to: i === 6 ? now - 9 * MINUTE_MS : null },
  ]))
  board.duty = { roster: { seq: 1, setAt: now - 5 * HOUR_MS, by: 'leader', shifts }, presences }
  site.teams.forEach(({ id, route }, i) => {
    board.patrols.set(id, {
      unit: id, route, course: i === 3 ? 'off' : i === 8 ? 'unknown' : 'on', since: now - (i + 2) * MINUTE_MS, hadLeft: i === 3, alongM: 300, alongAt: now, direction: 1,
      loop: { first: 0, direction: 1, startedAt: now - 20 * MINUTE_MS, marks: ['reached', 'reached', 'open', 'open', 'open'], overdue: false },
      stays: i === 4 ? [{ checkpoint: 1, at: now - MINUTE_MS, dwellMs: 301_000, verdict: 'tooLong' }] : [], lastLoop: null, day: { day: '20261123', completed: i % 4 + 1, missed: 0, unknown: 0 },
    })
  })
  return board
}

const TEAM_AGES_S = [2, 1, 3, 2, 1, 14, 141, 1, 2]

/** Nine teams heard of, one late, one lost, one never; cameras with the faults of a usual day. */
export function scenePicture(site: Site, now: number): Picture {
  const picture = emptyPicture(site.cameras.length, site.teams.length)
  site.cameras.forEach((camera, place) => {
    const bad = camera.grid === 'g4' ? place % 14 === 0 : place % 83 === 0
    const status: CameraStatus = bad ? (place % 3 === 0 ? 'fault' : 'offline') : 'online'
    picture.cameraStatus[place] = CAMERA_STATUSES.indexOf(status)
    picture.cameraAt[place] = now
  })
  TEAM_AGES_S.forEach((ageS, unit) => {
    const [lon, lat] = polar(unit % 2 === 0 ? 805 : 565, unit * 36 + 8)
    const fixAt = now - ageS * SECOND_MS
    picture.positions[unit] = { lonE7: toE7(lon), latE7: toE7(lat), fixAt, accuracyDm: 40, speedCmps: 120, headingDeg: (unit * 36 + 98) % 360, source: 0 }
  })
  return picture
}

export function sceneHealth(now: number, well: boolean): Health {
  return {
    demo: true,
    sources: [
      { id: 'simulator', kind: 'simulator', heardAt: now - SECOND_MS, intervalMs: 5_000, connected: null },
      { id: 'http', kind: 'http', heardAt: now - 4 * SECOND_MS, intervalMs: 5_000, connected: null },
      { id: 'mqtt', kind: 'mqtt', heardAt: well ? now - 2 * SECOND_MS : 0, intervalMs: 5_000, connected: well },
    ],
    platforms: ['p1', 'p2', 'p3'].map((id) => ({ id, heardAt: now - (id === LOST_PLATFORM && !well ? 140 : 4) * SECOND_MS, intervalMs: 10_000 })),
    walls: 2,
    journalWritable: true,
    refused: 3,
    startedAt: now - 9 * HOUR_MS,
  }
}
