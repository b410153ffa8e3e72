import type { Board } from '../board.ts'
import type { Matter } from '../matter/types.ts'

/** What of the joint committee a room should know at a glance. */
export interface CommitteeNow {
  /** The meeting called that begins first among those not over; null for none. */
  readonly next: Matter | null
  /** Key work that carries out decisions of meetings and has not ended, and how many of it are past their time. */
  readonly open: number
  readonly overdue: number
}

/** Read off the board at `now`, epoch ms. */
export function committeeNow({ matters }: Pick<Board, 'matters'>, now: number): CommitteeNow {
  const all = [...matters.values()]
  const begins = ({ values }: Matter): number => Number(values['startsAt'])
  const coming = all.filter(({ kind, state, values }) => kind === 'meeting' && state === 'called' && Number(values['endsAt']) > now).sort((a, b) => begins(a) - begins(b))
  const open = all.filter(({ kind, values, endedAt }) => kind === 'keyWork' && values['meeting'] !== undefined && endedAt === null)
  return { next: coming[0] ?? null, open: open.length, overdue: open.filter(({ until }) => until !== null && now > until).length }
}
