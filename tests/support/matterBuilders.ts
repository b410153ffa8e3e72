import { emptyBoard, type Board, type BoardFact, type NewBoardFact } from '../../shared/board.ts'
import type { Script } from '../../shared/drill/script.ts'
import { spaceOfDrill, type Drill } from '../../shared/drill/types.ts'
import { foldFact } from '../../shared/fold.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { decideMatter, type MatterCommand, type MatterRules } from '../../shared/matter/decide.ts'
import { decideMattersDue } from '../../shared/matter/due.ts'
import { askedWith, type MatterField, type MatterTable } from '../../shared/matter/table.ts'
import type { Matter, MatterValue, MatterValues } from '../../shared/matter/types.ts'
import { isRefusal, type Decision } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import { at, boardOf, firstIncident, reportedFact } from './builders.ts'
import { fireScript, playedTo } from './drillBuilders.ts'
import { smallSite } from './site.ts'

export const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const text = (zh: string, en: string) => ({ zh, en })

/** A kind no pack has, with one of everything a table can say. */
export const TOY: MatterTable = {
  kind: 'toy', name: text('试验', 'Toy'), prefix: 'TY', start: 'asked', titleField: 'title', keptMs: 3 * HOUR_MS,
  states: {
    asked: { name: text('已提出', 'Asked'), ended: false, limit: { ms: 10 * MINUTE_MS } },
    doing: { name: text('进行中', 'Doing'), ended: false, limit: { ms: 5 * MINUTE_MS, field: 'dueAt' } },
    done: { name: text('完成', 'Done'), ended: true, limit: null },
  },
  opening: {
    name: text('提出', 'Ask'), permission: 'matter',
    fields: [
      { id: 'title', name: text('题', 'Title'), needed: true, form: 'text', most: 10 },
      { id: 'count', name: text('数', 'Count'), needed: false, form: 'number', least: 1, most: 5 },
      { id: 'startsAt', name: text('开始', 'Start'), needed: false, form: 'moment' },
      { id: 'size', name: text('大小', 'Size'), needed: false, form: 'choice', choices: [{ id: 'small', name: text('小', 'Small') }] },
      { id: 'department', name: text('部门', 'Department'), needed: false, form: 'ofSite', of: 'departments' },
      { id: 'about', name: text('事件', 'Incident'), needed: false, form: 'incident' },
      { id: 'place', name: text('地点', 'Place'), needed: false, form: 'place' },
      { id: 'things', name: text('清单', 'Things'), needed: false, form: 'lines', mostLines: 2 },
    ],
  },
  moves: [
    { id: 'begin', name: text('开始', 'Begin'), from: ['asked'], to: 'doing', permission: 'decideMatter', fields: [{ id: 'dueAt', name: text('期限', 'Due'), needed: false, form: 'moment' }] },
    { id: 'finish', name: text('完成', 'Finish'), from: ['doing'], to: 'done', permission: 'matter', fields: [] },
    { id: 'again', name: text('重来', 'Again'), from: ['done'], to: 'asked', permission: 'matter', fields: [{ id: 'reason', name: text('原因', 'Reason'), needed: true, form: 'text', most: 20 }] },
  ],
  amending: { permission: 'matter', fields: ['title', 'startsAt', 'department'] },
  steps: [
    { id: 'early', text: text('先做', 'Early'), owner: null, ownerField: null, due: { after: 'opening', ms: 2 * MINUTE_MS } },
    { id: 'inside', text: text('进行时做', 'Inside'), owner: 'police', ownerField: 'department', due: { after: 'state', state: 'doing', ms: MINUTE_MS } },
    { id: 'before', text: text('开始前做', 'Before'), owner: 'fireRescue', ownerField: null, due: { after: 'field', field: 'startsAt', ms: -MINUTE_MS } },
    { id: 'sometime', text: text('随时', 'Sometime'), owner: null, ownerField: null, due: null },
  ],
}

export const TOY_RULES: MatterRules = { tables: { toy: TOY }, site: smallSite() }

type Of<T extends MatterCommand['type']> = Extract<MatterCommand, { readonly type: T }>

/** A command about a matter, as headquarters gives it. */
export function matterCommand<T extends MatterCommand['type']>(type: T, own: Partial<Of<T>> = {}): Of<T> {
  const base = { type, commandId: `matter-${type}`, matterId: 'm-1', by: 'duty-1', giver: null, kind: 'toy', values: {}, department: null, note: null, reason: '误填' }
  return { ...base, ...(type === 'open' ? { values: { title: '题' } } : {}), ...own } as unknown as Of<T>
}

export const KNOWN_INCIDENT = 'incident-1'

/** Puts an incident on the board that a matter may be about. */
export function addIncident({ board }: Pick<PlayedMatters, 'board'>, over: Partial<Incident> = {}): void {
  board.incidents.set(KNOWN_INCIDENT, { ...firstIncident(boardOf([reportedFact()])), ...over })
}

export const KNOWN_DRILL = 'drill-1'

/** Puts a drill that has ended beside the board, of the small site's first plan unless told otherwise. */
export function addDrill({ board }: Pick<PlayedMatters, 'board'>, over: Partial<Drill> = {}, plan: Script['plan'] = 'fire'): void {
  const id = over.id ?? KNOWN_DRILL
  const space = spaceOfDrill(id)
  const drill = playedTo('ended', at(0), fireScript({ plan })).drill()
  board.drills.set(space, { ...emptyBoard(space), drill: { ...drill, id, ...over } })
}

/** Puts a meeting that was held on the board, whose number is what a text field is filled in with. */
export function addMeeting({ board }: Pick<PlayedMatters, 'board'>, over: Partial<Matter> = {}): void {
  const line = { seq: 0, number: '说明', openedAt: 0, openedBy: 'duty-1', since: 0, until: null, overdueAt: null, overdues: 0, values: {}, steps: [], endedAt: null, leavesAt: null, history: [] }
  board.matters.set('meeting-1', { id: 'meeting-1', kind: 'meeting', state: 'held', ...line, ...over })
}

/** Matters played as lane and deadlines do: what is decided is folded at once. */
export interface PlayedMatters {
  readonly board: Board
  readonly facts: BoardFact[]
  command(command: MatterCommand, now: number): Decision<NewBoardFact>
  /** Passes the time. */
  pass(now: number): readonly NewBoardFact[]
  matter(id?: string): Matter
}

export function playedMatters(rules: MatterRules = TOY_RULES): PlayedMatters {
  const board = emptyBoard()
  const facts: BoardFact[] = []
  function take<D extends Decision<NewBoardFact>>(decision: D, now: number): D {
    const news: Decision<NewBoardFact> = decision
    if (isRefusal(news)) return decision
    for (const next of news) {
      const fact = { ...next, seq: board.seq + 1, recordedAt: Math.max(board.recordedAt, now) } as BoardFact
      foldFact(board, fact)
      facts.push(fact)
    }
    return decision
  }
  return {
    board, facts,
    command: (command, now) => take(decideMatter(board, command, rules, now), now),
    pass: (now) => take(decideMattersDue(board, now), now),
    matter: (id = 'm-1') => board.matters.get(id)!,
  }
}

/** A value that fits a field; moments lie an hour ahead, those of one form a millisecond apart in its order. */
export function fittingValue(field: MatterField, site: Site, now: number): MatterValue {
  switch (field.form) {
    case 'text': return '说明'
    case 'number': return field.least
    case 'moment': return now + HOUR_MS
    case 'choice': return field.choices[0]!.id
    case 'ofSite': return site[field.of][0]!.id
    case 'incident': return KNOWN_INCIDENT
    case 'drill': return KNOWN_DRILL
    case 'place': return { lon: site.grids[0]!.label[0], lat: site.grids[0]!.label[1] }
    case 'lines': return [field.of === undefined ? '一项' : site[field.of][0]!.id]
    case 'areas': return [{ name: field.of === undefined ? '一处' : site[field.of[0]!][0]!.id, lon: site.view.centre[0], lat: site.view.centre[1], radiusM: 50 }]
  }
}

/** Values of all the fields that are asked with them. */
export function fittingValues(fields: readonly MatterField[], site: Site, now: number): MatterValues {
  const values = Object.fromEntries(fields.map((field, i) => [field.id, fittingValue(field, site, now + i)]))
  return Object.fromEntries(askedWith(fields, values).map(({ id }) => [id, values[id]!]))
}
