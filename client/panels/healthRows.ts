import type { PlatformOutage } from '../../shared/camera/types.ts'
import type { PlatformId } from '../../shared/ids.ts'
import type { Health, PlatformHealth, SourceHealth } from '../../shared/protocol/messages.ts'
import { freshness, type Freshness } from '../../shared/reading/freshness.ts'
import type { Text } from '../../shared/site/types.ts'

/** `unknown`: nothing was ever heard, which is neither well nor wrong. */
export type Condition = 'well' | 'late' | 'wrong' | 'unknown'

/** One thing the wall itself depends on. `say` is a message key; `name` one or the site's own words. */
export interface HealthRow {
  readonly id: string
  readonly condition: Condition
  readonly name: { readonly key: string; readonly figures?: Readonly<Record<string, number>> } | { readonly text: Text }
  readonly say: { readonly key: string; readonly figures?: Readonly<Record<string, number>> }
  /** ms since the last sign, null where age means nothing or nothing was heard. */
  readonly ageMs: number | null
}

export interface HealthView {
  readonly health: Health
  /** Is the link to the server live? Null in a replay: the server's own state is not recorded. */
  readonly linked: boolean | null
  /** Server time of the last thing heard from it, epoch ms. */
  readonly heardAt: number
  readonly outages: ReadonlyMap<PlatformId, PlatformOutage>
  readonly platformNames: ReadonlyMap<PlatformId, Text>
  readonly now: number
}

const CONDITIONS: Readonly<Record<Freshness, Condition>> = { fresh: 'well', late: 'late', lost: 'wrong', never: 'unknown' }

const GRAVITY: Readonly<Record<Condition, number>> = { wrong: 0, late: 1, unknown: 2, well: 3 }

/**
 * What the wall depends on (STALE-1, STALE-2): server, record, sources, platforms; each with its age, what is wrong first.
 */
export function healthRows(view: HealthView): HealthRow[] {
  const { health, linked, heardAt, now } = view
  const rows = [...(linked === null ? [] : serverRows(health, linked, age(heardAt, now))), ...health.sources.map((source) => sourceRow(source, now)), ...platformRows(view)]
  return rows.sort((a, b) => GRAVITY[a.condition] - GRAVITY[b.condition])
}

function serverRows(health: Health, linked: boolean, ageMs: number | null): HealthRow[] {
  return [
    {
      id: 'server',
      condition: linked ? 'well' : 'wrong',
      name: { key: 'health.server' },
      say: { key: linked ? 'health.fresh' : 'health.lost' },
      ageMs,
    },
    {
      id: 'journal',
      condition: health.journalWritable ? 'well' : 'wrong',
      name: { key: 'health.journal' },
      say: { key: health.journalWritable ? 'health.writable' : 'health.notWritable' },
      ageMs: null,
    },
  ]
}

function sourceRow({ id, kind, heardAt, intervalMs, connected }: SourceHealth, now: number): HealthRow {
  const heard = freshness(heardAt, now, intervalMs)
  const disconnected = connected === false
  return {
    id: `source-${id}`,
    condition: disconnected ? 'wrong' : CONDITIONS[heard],
    name: { key: `health.source.${kind}` },
    say: { key: disconnected ? 'health.disconnected' : `health.${heard}` },
    ageMs: age(heardAt, now),
  }
}

/** Lost platforms shown by name; more than these are counted in one row. */
export const NAMED_PLATFORMS = 2

/** Each lost platform is one row, the others one row a condition: a wall says what is wrong, not all that is well. */
function platformRows({ health, outages, platformNames, now }: HealthView): HealthRow[] {
  const lost = health.platforms.filter(({ id }) => outages.has(id))
  const standing = health.platforms.filter(({ id }) => !outages.has(id))
  const named = lost.length > NAMED_PLATFORMS + 1 ? lost.slice(0, NAMED_PLATFORMS) : lost
  const rows: HealthRow[] = named.map(({ id, heardAt }) => ({
    id: `platform-${id}`,
    condition: 'wrong',
    name: { text: platformNames.get(id) ?? { zh: id, en: id } },
    say: { key: `health.outage.${outages.get(id)?.reason ?? 'silent'}` },
    ageMs: age(heardAt, now),
  }))
  rows.push(...group(lost.slice(named.length), 'lost', 'health.morePlatforms', now))
  for (const each of ['fresh', 'late', 'lost', 'never'] as const) {
    const alike = standing.filter(({ heardAt, intervalMs }) => freshness(heardAt, now, intervalMs) === each)
    rows.push(...group(alike, each, 'health.platforms', now))
  }
  return rows
}

/** One row for platforms of one condition, aged as the oldest of them; none for none. */
function group(platforms: readonly PlatformHealth[], heard: Freshness, key: string, now: number): HealthRow[] {
  if (platforms.length === 0) return []
  const oldest = Math.min(...platforms.map(({ heardAt }) => heardAt))
  return [
    {
      id: `platforms-${key === 'health.platforms' ? heard : 'more'}`,
      condition: CONDITIONS[heard],
      name: { key, figures: { n: platforms.length } },
      say: { key: `health.${heard}` },
      ageMs: age(oldest, now),
    },
  ]
}

function age(at: number, now: number): number | null {
  return at === 0 ? null : Math.max(0, now - at)
}
