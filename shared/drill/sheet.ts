import type { Board } from '../board.ts'
import { responseClock, type StageState } from '../clock/responseClock.ts'
import type { Stage } from '../clock/stages.ts'
import type { Incident } from '../incident/types.ts'
import { ARTICLE_LIMITS_MS } from '../clock/stages.ts'
import type { AlarmKind } from '../alarm/types.ts'
import { handlingsOf } from '../incident/types.ts'
import type { Lead, Measure } from '../incident/response.ts'
import { drillNow } from './clock.ts'
import { MOST_SCORE, type Drill, type Judgement } from './types.ts'

/**
 * What is looked at, in the order of the sheet. The form (indicator, expected, observed, score, remark) and what is grouped how
 * follow AQ/T 9009-2015, annex A (实战演练评估), and 《突发事件应急演练指南》 (应急办函〔2009〕62号); no words are theirs.
 */
export const SHEET_SECTIONS = ['organisation', 'command', 'coordination', 'record'] as const
export type SheetSection = (typeof SHEET_SECTIONS)[number]

/** An indicator, by what it measures. */
export type Indicator =
  | { readonly what: 'injectsCame' | 'observed' }
  | { readonly what: 'stage'; readonly incident: string; readonly number: string; readonly handling: number; readonly stage: Stage; readonly state: StageState }
  | { readonly what: 'handover'; readonly incident: string; readonly number: string; readonly to: Lead }
  | { readonly what: 'measure'; readonly incident: string; readonly number: string; readonly measure: Measure }
  | { readonly what: 'alarm'; readonly kind: AlarmKind; readonly subject: string; readonly number: string | null }
  | { readonly what: 'message'; readonly to: string; readonly text: string }
  | { readonly what: 'unitStamped'; readonly unit: string }
  | { readonly what: 'departmentJoined'; readonly department: string }
  | { readonly what: 'carried'; readonly improvement: string; readonly text: string }

/** A row. `expected` and `observed` are ms where `unit` is `ms`, else counts; `observed` null for not at all. */
export interface SheetRow {
  readonly id: string
  readonly section: SheetSection
  readonly indicator: Indicator
  readonly unit: 'ms' | 'count'
  readonly expected: number
  readonly observed: number | null
  /** Does the record say? Where it does not, nothing is observed and whoever watched has to judge. */
  readonly observable: boolean
  /** Was it as expected? null while that is open, and where the record does not say. */
  readonly met: boolean | null
  readonly score: number | null
  readonly remark: string | null
  readonly judgedBy: string | null
}

export interface Sheet {
  readonly rows: readonly SheetRow[]
  /** Points given, and the most the judged rows could have; the others are counted beside, in no share. */
  readonly score: number
  readonly most: number
  readonly unjudged: number
}

type Measured = Omit<SheetRow, 'score' | 'remark' | 'judgedBy' | 'observable'> & { readonly observable?: false }

/** ASSUMPTION: alarms and messages of a drill are answered within what an incident is to be responded to in (CLOCK-1), ms. */
export const ANSWERED_WITHIN_MS = ARTICLE_LIMITS_MS.respond

/** The score sheet, filled from what the drill's board holds at the server's `now` (epoch ms), with the judgements given. */
export function sheetOf(board: Board, now: number): Sheet {
  const { drill } = board
  if (drill === null) return { rows: [], score: 0, most: 0, unjudged: 0 }
  const at = drillNow(drill, now)
  const over = drill.state === 'ended'
  const incidents = [...board.incidents.values()]
  const measured = [
    ...organisation(drill, over),
    ...incidents.flatMap((incident) => [...stages(incident, at, over), ...handovers(incident, over), ...measures(incident, over)]),
    ...alarms(drill, board, at, over),
    ...messages(drill, incidents, at, over),
    ...participants(drill, incidents, over),
  ]
  const rows = measured
    .map((row) => ({ observable: true, ...row, ...judgementOf(drill.judgements, row.id) }))
    .sort((a, b) => SHEET_SECTIONS.indexOf(a.section) - SHEET_SECTIONS.indexOf(b.section))
  const judged = rows.flatMap(({ score }) => score ?? [])
  return { rows, score: judged.reduce((sum, score) => sum + score, 0), most: judged.length * MOST_SCORE, unjudged: rows.length - judged.length }
}

function judgementOf(judgements: readonly Judgement[], id: string): Pick<SheetRow, 'score' | 'remark' | 'judgedBy'> {
  const found = judgements.find(({ indicator }) => indicator === id)
  return found === undefined ? { score: null, remark: null, judgedBy: null } : { score: found.score, remark: found.remark, judgedBy: found.by }
}

/** Something that is to happen so often: open until it has, or the drill is over. */
function counted(id: string, section: SheetSection, indicator: Indicator, expected: number, observed: number, over: boolean): Measured {
  return { id, section, indicator, unit: 'count', expected, observed, met: observed >= expected ? true : over ? false : null }
}

function organisation({ script, fired, observations, improvements, id: drill }: Drill, over: boolean): Measured[] {
  const came = fired.filter(({ refused }) => refused === null).length
  return [
    counted('injects', 'organisation', { what: 'injectsCame' }, script.injects.length, came, over),
    counted('observations', 'record', { what: 'observed' }, script.observers, observations.length, over),
    ...improvements.filter(({ from }) => from.drill !== drill).map(({ id, text, done }) =>
      counted(`carried.${id}`, 'organisation', { what: 'carried', improvement: id, text }, 1, done === null ? 0 : 1, over)),
  ]
}

function stages(incident: Incident, at: number, over: boolean): Measured[] {
  return handlingsOf(incident).flatMap((handling) => responseClock(handling, at).map(({ stage, state, limitMs, tookMs }): Measured => ({
    id: `stage.${incident.id}.${handling.handling}.${stage}`,
    section: 'command',
    indicator: { what: 'stage', incident: incident.id, number: incident.number, handling: handling.handling, stage, state },
    unit: 'ms',
    expected: limitMs,
    observed: tookMs,
    met: state === 'met' ? true : state === 'open' || state === 'dueSoon' ? (over ? false : null) : false,
  })))
}

function handovers({ id, number, escalations }: Incident, over: boolean): Measured[] {
  return escalations.filter(({ acknowledgeBy }) => acknowledgeBy !== null).map(({ seq, to, decision, acknowledgeBy, acknowledged }): Measured => {
    const startedAt = decision?.at ?? 0
    const observed = acknowledged === null ? null : acknowledged.at - startedAt
    const expected = (acknowledgeBy ?? startedAt) - startedAt
    const met = observed === null ? (over ? false : null) : observed <= expected
    return { id: `handover.${id}.${seq}`, section: 'command', indicator: { what: 'handover', incident: id, number, to }, unit: 'ms', expected, observed, met }
  })
}

function measures({ id, number, measures: called }: Incident, over: boolean): Measured[] {
  return called.map(({ measure, taken }) =>
    counted(`measure.${id}.${measure}`, 'command', { what: 'measure', incident: id, number, measure }, 1, taken === null ? 0 : 1, over))
}

/** Each alarm that asked to be acknowledged, by its slowest answer; one that went by before anybody had to asks for nothing. */
function alarms({ alarms: asked }: Drill, { incidents }: Board, at: number, over: boolean): Measured[] {
  return asked.filter(({ slowestMs, askedSince }) => slowestMs !== null || askedSince !== null).map(({ key, kind, subject, incident, slowestMs, askedSince }): Measured => {
    const late = Math.max(slowestMs ?? 0, askedSince === null ? 0 : at - askedSince) > ANSWERED_WITHIN_MS
    const number = incidents.get(incident ?? '')?.number ?? null
    return {
      id: `alarm.${key}`, section: 'command', indicator: { what: 'alarm', kind, subject, number }, unit: 'ms', expected: ANSWERED_WITHIN_MS,
      observed: askedSince === null ? slowestMs : null, met: late ? false : askedSince === null ? true : over ? false : null,
    }
  })
}

/**
 * Each message that came, by the first act of whoever it was for, as far as the record has one in time. Where it has none it does
 * not say that the message was not answered, by radio or on the spot: that is for whoever watched.
 */
function messages({ fired }: Drill, incidents: readonly Incident[], at: number, over: boolean): Measured[] {
  return fired.flatMap(({ inject, at: cameAt }): Measured[] => {
    if (inject.what !== 'message') return []
    const acts = incidents.flatMap((incident) => actsOf(incident, inject.to)).filter((act) => act >= cameAt && act - cameAt <= ANSWERED_WITHIN_MS)
    const first = acts.length === 0 ? null : Math.min(...acts) - cameAt
    const open = first === null && !over && at - cameAt <= ANSWERED_WITHIN_MS
    return [{
      id: `message.${inject.id}`, section: 'coordination', indicator: { what: 'message', to: inject.to, text: inject.text }, unit: 'ms', expected: ANSWERED_WITHIN_MS,
      observed: first, met: first === null ? null : true, ...(first === null && !open ? { observable: false } : {}),
    }]
  })
}

/** When a unit or department acted on an incident: stamped, or joined. Epoch ms. */
function actsOf(incident: Incident, who: string): number[] {
  return handlingsOf(incident).flatMap(({ stamps, departments }) => [
    ...Object.values(stamps).flat().filter(({ unit, department }) => unit === who || department === who),
    ...departments.filter(({ department }) => department === who),
  ].map(({ at }) => at))
}

/** Each unit and department that takes part is expected to be seen at work once: by a stamp, or by joining. */
function participants({ script: { participants: { units, departments } } }: Drill, incidents: readonly Incident[], over: boolean): Measured[] {
  const handlings = incidents.flatMap(handlingsOf)
  const stamps = handlings.flatMap(({ stamps: byStage }) => Object.values(byStage).flat())
  const joined = (id: string): number =>
    handlings.flatMap(({ departments: joining }) => joining).filter(({ department }) => department === id).length + stamps.filter(({ department }) => department === id).length
  return [
    ...units.map((unit) => counted(`unit.${unit}`, 'coordination', { what: 'unitStamped', unit }, 1, stamps.filter((stamp) => stamp.unit === unit).length, over)),
    ...departments.map((department) => counted(`department.${department}`, 'coordination', { what: 'departmentJoined', department }, 1, joined(department), over)),
  ]
}
