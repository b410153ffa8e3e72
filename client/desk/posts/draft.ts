import { isRefusal } from '../../../shared/refusal.ts'
import { decidePost, type Known } from '../../../shared/post/decide.ts'
import { POST_ROLES, type PostRole, type Shift } from '../../../shared/post/types.ts'
import { emptyBoard } from '../../../shared/board.ts'
import { momentOfText, momentText } from '../../../shared/site/moment.ts'

/** A shift as it is written: everything is text, nothing is checked. `who` is a team's id or a role. */
export interface DraftShift {
  readonly post: string
  readonly start: string
  readonly end: string
  readonly who: string
  readonly count: string
}

export type ShiftField = 'post' | 'startsAt' | 'endsAt' | 'unit' | 'count' | 'row'

/** What is wrong with a shift: its row, from 1, the field, and a word of `desk.posts.problem` or what the server said. */
export interface RowProblem {
  readonly row: number
  readonly field: ShiftField
  readonly problem: string
}

const MOST_COUNT = 100

export function isRole(who: string): who is PostRole {
  return (POST_ROLES as readonly string[]).includes(who)
}

export function draftOf(shifts: readonly Shift[], timeZone: string): DraftShift[] {
  return shifts.map(({ post, startsAt, endsAt, unit, role, count }) => (
    { post, start: momentText(startsAt, timeZone), end: momentText(endsAt, timeZone), who: unit ?? role ?? '', count: String(count) }))
}

/** The shifts a draft stands for, or the first thing wrong with it: its form here, the rest as the server decides it at `now`, epoch ms (POST-1). */
export function shiftsOf(draft: readonly DraftShift[], known: Known, timeZone: string, now: number): readonly Shift[] | RowProblem {
  const shifts: Shift[] = []
  for (const [place, { post, start, end, who, count }] of draft.entries()) {
    const wrong = (field: ShiftField, problem: string): RowProblem => ({ row: place + 1, field, problem })
    const [startsAt, endsAt, many] = [momentOfText(start, timeZone), momentOfText(end, timeZone), Number(count)]
    if (!known.posts.has(post)) return wrong('post', 'unknownPost')
    if (startsAt === null) return wrong('startsAt', 'notTime')
    if (endsAt === null) return wrong('endsAt', 'notTime')
    if (who === '') return wrong('unit', 'noWho')
    if (!isRole(who) && !known.units.has(who)) return wrong('unit', 'unknownWho')
    if (!Number.isInteger(many) || many < 1 || many > MOST_COUNT) return wrong('count', 'notCount')
    shifts.push({ post, startsAt, endsAt, unit: isRole(who) ? null : who, role: isRole(who) ? who : null, count: many })
  }
  if (shifts.length === 0) return { row: 1, field: 'row', problem: 'empty' }
  const decision = decidePost(emptyBoard(), { type: 'setRoster', commandId: '', by: '', shifts }, known, now)
  return isRefusal(decision) ? (problemOf(decision.field, decision.code) ?? { row: 1, field: 'row', problem: decision.code }) : shifts
}

const FIELD = /^shifts\.(\d+)\.(\w+)$/

/** The row and field a refusal of the server names (`shifts.3.endsAt`); null when it names none. */
export function problemOf(field: string, problem: string): RowProblem | null {
  const [, place, name] = FIELD.exec(field) ?? []
  if (place === undefined) return null
  const known: readonly ShiftField[] = ['post', 'startsAt', 'endsAt', 'unit', 'count']
  return { row: Number(place) + 1, field: known.find((each) => each === name) ?? 'row', problem }
}
