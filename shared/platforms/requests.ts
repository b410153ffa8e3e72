import { nearestRank } from '../clock/stageStatistics.ts'
import { TOPICS } from '../matter/kinds/names.ts'
import type { Matter } from '../matter/types.ts'

/** How the requests of companies stand; `topic` null is all of them. */
export interface RequestFigures {
  readonly topic: string | null
  /** Not confirmed and not withdrawn. */
  readonly open: number
  /** Open ones whose state's limit has passed. */
  readonly overdue: number
  /** n: those that were answered at least once. */
  readonly answered: number
  /** Of `answered`: no limit had passed before the first answer. */
  readonly within: number
  /** Median from coming to the first answer, ms (nearest rank); null of none. */
  readonly medianMs: number | null
}

/** All requests on the board, then each kind that has any, in the order of the table (ENTERPRISE-3). */
export function requestFigures(matters: Iterable<Matter>, now: number): readonly [RequestFigures, ...RequestFigures[]] {
  const requests = [...matters].filter(({ kind, state }) => kind === 'request' && state !== 'withdrawn')
  const topics = TOPICS.map(({ id }) => ({ id, own: requests.filter(({ values }) => values['topic'] === id) })).filter(({ own }) => own.length > 0)
  return [figuresOf(null, requests, now), ...topics.map(({ id, own }) => figuresOf(id, own, now))]
}

function figuresOf(topic: string | null, requests: readonly Matter[], now: number): RequestFigures {
  const open = requests.filter(({ endedAt }) => endedAt === null)
  const answers = requests.flatMap((request) => firstAnswer(request) ?? [])
  return {
    topic, open: open.length, overdue: open.filter(({ until }) => until !== null && now > until).length, answered: answers.length,
    within: answers.filter(({ within }) => within).length, medianMs: nearestRank(answers.map(({ ms }) => ms).sort((a, b) => a - b), 0.5),
  }
}

/** A move may be recorded just before the limit that it missed is told, so the limit's own time counts. */
function firstAnswer({ history, openedAt }: Matter): { readonly ms: number; readonly within: boolean } | null {
  const answer = history.find(({ command }) => command === 'answer')
  if (answer === undefined) return null
  return { ms: answer.at - openedAt, within: !history.some(({ act, at }) => act === 'overdue' && at < answer.at) }
}
