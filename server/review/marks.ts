import type { Board, BoardFact } from '../../shared/board.ts'
import { serverTimeThen } from '../../shared/drill/clock.ts'
import type { Drill } from '../../shared/drill/types.ts'
import { LOST_AFTER_INTERVALS } from '../../shared/reading/freshness.ts'
import { clip, commonOf, gapsOf, type MarkedSpan, type Span } from '../../shared/review/spans.ts'
import type { Site } from '../../shared/site/types.ts'
import type { ReadingHistory, ReadingKept } from '../ports.ts'

type KindKept = ReadingKept['cameras']

/** What of a stretch the history cannot show whole (REPLAY-4): what is not kept, what was thinned, and who was silent. */
export async function marksOf(site: Site, history: ReadingHistory, stretch: Span, outages: readonly MarkedSpan[]): Promise<MarkedSpan[]> {
  const kept = await history.kept()
  const silences = await unitSilences(site, history, stretch, kept.positions)
  return [...keptMarks('positions', kept.positions, stretch), ...keptMarks('cameras', kept.cameras, stretch), ...silences, ...outages]
}

function keptMarks(of: 'positions' | 'cameras', { since: first, thinned }: KindKept, stretch: Span): MarkedSpan[] {
  const since = first !== null && thinned !== null && first < thinned.until ? Math.floor(first / thinned.everyMs) * thinned.everyMs : first
  const unkept = clip({ from: -Infinity, to: since ?? Infinity }, stretch)
  const thin = thinned === null ? null : clip({ from: since ?? Infinity, to: thinned.until }, stretch)
  return [
    ...(unkept === null ? [] : [{ ...unkept, why: 'unkept', of, id: null, everyMs: null } as const]),
    ...(thin === null ? [] : [{ ...thin, why: 'thinned', of, id: null, everyMs: thinned?.everyMs ?? null } as const]),
  ]
}

/** Silences of each unit, longer than after which it is lost (STALE-1), and the times when none was heard. */
async function unitSilences(site: Site, history: ReadingHistory, stretch: Span, { since, thinned }: KindKept): Promise<MarkedSpan[]> {
  const known = clip({ from: since ?? Infinity, to: Infinity }, stretch)
  if (known === null || site.teams.length === 0) return []
  const lostAfterMs = site.positionIntervalMs * LOST_AFTER_INTERVALS
  const lookedFrom = known.from - lostAfterMs - (thinned?.everyMs ?? 0) * 2
  const times = await history.unitTimes(lookedFrom, known.to)
  const silent = site.teams.map(({ id }) => gapsOf(times.get(id) ?? [], { from: lookedFrom, to: known.to }, lostAfterMs).flatMap((gap) => {
    const thin = thinned !== null && gap.from < thinned.until
    if (thin && gap.to - gap.from <= lostAfterMs + 2 * thinned.everyMs) return []
    return clip(gap, known) ?? []
  }))
  return [
    ...commonOf(silent).map((span) => ({ ...span, why: 'silent', of: 'positions', id: null, everyMs: null }) as const),
    ...silent.flatMap((spans, place) => spans.map((span) => ({ ...span, why: 'silent', of: 'unit', id: site.teams[place]?.id ?? '', everyMs: null }) as const)),
  ]
}

/** Times in which platforms were lost, from the board a stretch begins with and its facts: silence since the last sign of life. */
export function outageMarks(start: Board, facts: Iterable<BoardFact>, stretch: Span): MarkedSpan[] {
  const lost = new Map([...start.outages.values()].map(({ platform, lastHeardAt }) => [platform, lastHeardAt]))
  const marks: MarkedSpan[] = []
  const close = (platform: string, to: number): void => {
    const since = lost.get(platform)
    const span = since === undefined ? null : clip({ from: since, to }, stretch)
    if (span !== null) marks.push({ ...span, why: 'silent', of: 'platform', id: platform, everyMs: null })
    lost.delete(platform)
  }
  for (const fact of facts) {
    if (fact.type === 'PlatformLost') lost.set(fact.data.platform, fact.data.lastHeardAt)
    if (fact.type === 'PlatformRestored') close(fact.data.platform, fact.at)
  }
  for (const platform of [...lost.keys()]) close(platform, stretch.to)
  return marks
}

/** What a drill's script kept from being heard (DRILL-9), by the server's time; what it never let go of ends with the drill. */
export function scriptedMarks({ silences, endedAt, pauses }: Pick<Drill, 'silences' | 'endedAt' | 'pauses'>, stretch: Span): MarkedSpan[] {
  return silences.flatMap(({ subject, subjectId, since, until }) => {
    const end = Math.min(until ?? Infinity, endedAt ?? Infinity)
    const span = clip({ from: serverTimeThen({ pauses }, since), to: end === Infinity ? Infinity : serverTimeThen({ pauses }, end) }, stretch)
    return span === null ? [] : [{ ...span, why: 'scripted', of: subject, id: subjectId, everyMs: null } as const]
  })
}
