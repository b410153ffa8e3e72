import { ranMs, serverTimeThen } from '../../shared/drill/clock.ts'
import { spellClock } from '../../shared/drill/spell.ts'
import type { Drill } from '../../shared/drill/types.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import { EXCLUSIONS, stageOutcomes } from '../../shared/clock/stageStatistics.ts'
import type { Text } from '../../shared/site/types.ts'
import type { TimingReport } from '../../shared/timing/figures.ts'
import { isCorrected } from '../../shared/timing/handlings.ts'
import { offsetTime } from '../../shared/timing/localTime.ts'
import type { ReviewSpace, TimedHandling } from '../../shared/timing/types.ts'
import type { ImportedIncident } from './import/record.ts'

/** A cell of an export: words or a number, or nothing. */
export type Cell = string | number | null

/** What tables need to be read by people. */
export interface TableWhere {
  /** Are live facts made up by a simulator? Then each row says so (DEMO-1). */
  readonly demo: boolean
  /** Epoch ms at which the figures hold, by the server's clock. */
  readonly now: number
  /** The same by the clock of a space. */
  nowOf(space: ReviewSpace): number
  /** Zone in which all times are written, with the offset (EXPORT-1). */
  readonly timeZone: string
  /** Is any of what is told of a drill? Then its clock stands beside each time (DRILL-10). */
  readonly ofDrills: boolean
  /** The drill of a space; null for any other. */
  drillOf(space: ReviewSpace): Drill | null
  /** What a space is called: a drill by its name and start; null for one that has no name. */
  titleOf(space: ReviewSpace): string | null
  /** Name of a grid or a unit; null for one the site pack does not know. */
  nameOf(id: string): Text | null
}

const SECOND_MS = 1_000

/** The mark of what is not the real thing, on each row, sheet and page (DRILL-1, DEMO-1, EXPORT-2); empty for the real thing. */
export function markOf(space: string, demo: boolean): string {
  if (space.startsWith('drill:') || space === 'drills') return '演练 DRILL'
  if (space.startsWith('import:')) return '导入 IMPORTED'
  return demo ? '模拟数据 DEMO' : ''
}

const STAGE_ZH = { respond: '响应', dispatch: '出动', arrive: '到场', resolve: '处置' } as const

/** Column headers of the table of handlings. */
export function handlingHeader({ ofDrills }: Pick<TableWhere, 'ofDrills'>): readonly string[] {
  return HANDLING_HEADER.filter((column) => ofDrills || !column.endsWith(DRILL_CLOCK))
}

/** Ends the names of columns that are by a drill's clock, since its start. */
const DRILL_CLOCK = '.drillClock'

const HANDLING_HEADER: readonly string[] = [
  '标记 mark', '空间 space', '空间名 title', '编号 number', '事件 incident', '处置轮次 handling', '类型 kind', '等级 level', '网格 grid', '队伍 teams', '专项预案 plans', '模式 mode', '接报 startedAt', `接报演练计时 startedAt${DRILL_CLOCK}`,
  ...STAGES.flatMap((stage) => [
    `${STAGE_ZH[stage]}限时(秒) ${stage}.limitS`, `${STAGE_ZH[stage]}时刻 ${stage}.at`, `${STAGE_ZH[stage]}演练计时 ${stage}.at${DRILL_CLOCK}`, `${STAGE_ZH[stage]}用时(秒) ${stage}.tookS`, `${STAGE_ZH[stage]}结果 ${stage}.outcome`,
    `${STAGE_ZH[stage]}更正前时刻 ${stage}.originalAt`, `${STAGE_ZH[stage]}更正前演练计时 ${stage}.originalAt${DRILL_CLOCK}`, `${STAGE_ZH[stage]}更正前用时(秒) ${stage}.originalTookS`,
  ]),
  '结束方式 end', '结束时刻 endedAt', `结束演练计时 endedAt${DRILL_CLOCK}`, '更正 corrected', '备注 notes',
]

/** One handling as a row, its values as they count beside what they were before a correction (CLOCK-5). */
export function handlingRow(handling: TimedHandling, where: TableWhere): Cell[] {
  const time = timesIn(where, handling.space)
  const named = (id: string | null): Cell => (id === null ? null : where.nameOf(id) === null ? id : `${where.nameOf(id)?.zh} ${id}`)
  const stages = stageOutcomes(handling, where.nowOf(handling.space)).flatMap(({ outcome, clock }): Cell[] => {
    const original = originalOf(handling, clock.stage)
    return [
      clock.limitMs / SECOND_MS, ...time(clock.stampAt), clock.tookMs === null ? null : clock.tookMs / SECOND_MS, outcome,
      ...time(original), original === null ? null : (original - handling.startedAt) / SECOND_MS,
    ]
  })
  return [
    markOf(handling.space, where.demo), handling.space, where.titleOf(handling.space), handling.number, handling.incidentId, handling.handling, handling.kind, handling.level, named(handling.grid),
    handling.teams.map(named).join(' '), handling.plans.join(' '), handling.mode, ...time(handling.startedAt), ...stages,
    handling.end?.how ?? null, ...time(handling.end?.at ?? null), isCorrected(handling) ? 'corrected' : null,
    noteWords(handling.notes),
  ]
}

/** A time of a space as cells: by the clocks of the place and, in a table that tells of drills, by the drill's clock beside it. */
function timesIn({ timeZone, ofDrills, drillOf }: TableWhere, space: ReviewSpace): (at: number | null) => Cell[] {
  const drill = drillOf(space)
  return (at) => {
    const ran = at === null || drill === null ? null : ranMs(drill, at)
    const real = at === null || drill === null ? at : serverTimeThen(drill, at)
    return [real === null ? null : offsetTime(real, timeZone), ...(ofDrills ? [ran === null ? null : spellClock(ran)] : [])]
  }
}

function noteWords(notes: TimedHandling['notes'], written: Readonly<Partial<Record<string, string>>> = {}): string {
  const said = (field: string): string => (written[field] === undefined ? field : `${field}: ${written[field]}`)
  return notes.map(([what, field]) => (field === null ? what : `${what}(${said(field)})`)).join(' ')
}

/** A record of another system without a report that can be read, as a row: what can be read, its classes, and what was written there (IMPORT-2). */
export function undatedRow(record: ImportedIncident, space: ReviewSpace, where: TableWhere): Cell[] {
  const time = timesIn(where, space)
  const stages = STAGES.flatMap((stage): Cell[] => [null, ...time(record.stamps[stage]), null, record.lacking[stage] ?? 'faulty', ...time(null), null])
  return [
    markOf(space, where.demo), space, where.titleOf(space), record.id, record.id, record.handling, record.kind, record.level, record.grid, record.teams.join(' '), '', null, ...time(null),
    ...stages, record.cancelled ? 'cancelled' : null, ...time(null), null, noteWords(record.notes, record.written),
  ]
}

/** What the stage said before corrections and withdrawals, epoch ms; null when nothing was changed. */
export function originalOf({ stamps, withdrawn, startedAt }: TimedHandling, stage: (typeof STAGES)[number]): number | null {
  const taken = withdrawn.filter((one) => one.stage === stage).map(({ at }) => at)
  if (taken.length === 0 && stamps[stage].every(({ original }) => original === null)) return null
  const times = [...taken, ...stamps[stage].map(({ at, original }) => original ?? at)].sort((a, b) => a - b)
  return times.find((at) => at >= startedAt) ?? times[0] ?? null
}

/** Column headers of the table of figures. */
export const FIGURES_HEADER: readonly string[] = [
  '标记 mark', '空间 space', '起 from', '止 to', '维度 by', '分组 key', '分组名 title', '环节 stage', '计入 n', '达标 met', '迟 late', '超时 missed', '限内 open',
  ...EXCLUSIONS.map((reason) => `未计入 excluded.${reason}`), '限内占比 within', '中位(秒) medianS', '九成位(秒) p90S', '时限(秒) limitS', '最宽时限(秒) mostLimitS',
  '更正数 corrected', '更正前中位(秒) originalMedianS', '更正前九成位(秒) originalP90S',
]

/** Figures of a stretch as rows: the whole first, then each group. `stretch`: both ends as they are said. */
export function figureRows(report: TimingReport, spaces: readonly string[], stretch: { readonly from: string; readonly to: string }, where: TableWhere): Cell[][] {
  const marks = [...new Set(spaces.map((space) => markOf(space, where.demo)))].filter((mark) => mark !== '').join(' ')
  const seconds = (ms: number | null | undefined): Cell => (ms == null ? null : ms / SECOND_MS)
  const groups = report.by === 'all' ? [report.total] : [report.total, ...report.groups]
  return groups.flatMap((group, i) => group.stages.map((each): Cell[] => [
    marks, spaces.join(' '), stretch.from, stretch.to, i === 0 ? 'all' : report.by, i === 0 ? 'all' : group.key,
    i > 0 && report.by === 'space' && group.key !== null ? where.titleOf(group.key as ReviewSpace) : null, each.stage, each.n, each.met, each.late, each.missed, each.open,
    ...EXCLUSIONS.map((reason) => each.excluded[reason]), each.within, seconds(each.medianMs), seconds(each.p90Ms), seconds(each.limitMs?.least), seconds(each.limitMs?.most),
    each.corrected, seconds(each.original?.medianMs), seconds(each.original?.p90Ms),
  ]))
}

/** What a spreadsheet would take for a formula: `=+-@` in ASCII and full width, and what begins a line. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** Words as a cell that no spreadsheet computes: an apostrophe stands before what would begin a formula (EXPORT-4). Numbers stay numbers. */
export function inert(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell
}
