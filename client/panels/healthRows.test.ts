import { describe, expect, it } from 'vitest'
import type { PlatformOutage } from '../../shared/camera/types.ts'
import type { Health } from '../../shared/protocol/messages.ts'
import { bannerOf } from './banner.ts'
import { healthRows, NAMED_PLATFORMS, type HealthView } from './healthRows.ts'
import { percentOf } from './percent.ts'

const NOW = 1_700_000_000_000

function health(more: Partial<Health> = {}): Health {
  return { demo: false, sources: [], platforms: [], walls: 1, journalWritable: true, refused: 0, startedAt: NOW, ...more }
}

function rows(more: Partial<HealthView> = {}): [string, string, string, number | null][] {
  const view: HealthView = { health: health(), linked: true, heardAt: NOW - 400, outages: new Map(), platformNames: new Map(), now: NOW, ...more }
  return healthRows(view).map(({ id, condition, say, ageMs }) => [id, condition, say.key, ageMs])
}

function lost(...platforms: string[]): Map<string, PlatformOutage> {
  return new Map(platforms.map((platform) => [platform, { platform, lostAt: NOW - 1, lastHeardAt: NOW - 60_000, reason: 'silent' }]))
}

function platforms(...agesMs: (number | null)[]): Health['platforms'] {
  return agesMs.map((ageMs, i) => ({ id: `p${i + 1}`, heardAt: ageMs === null ? 0 : NOW - ageMs, intervalMs: 10_000 }))
}

describe('STALE-1 the wall says what it depends on', () => {
  it('is well when the link is live and facts can be recorded', () => {
    expect(rows()).toEqual([['server', 'well', 'health.fresh', 400], ['journal', 'well', 'health.writable', null]])
  })

  it('puts what is wrong first', () => {
    expect(rows({ health: health({ journalWritable: false }) })[0]).toEqual(['journal', 'wrong', 'health.notWritable', null])
    expect(rows({ linked: false })[0]?.slice(0, 2)).toEqual(['server', 'wrong'])
  })

  it('tells a source that is late, stopped, disconnected or was never heard', () => {
    const source = (id: string, ageMs: number | null, connected: boolean | null = null) =>
      ({ id, kind: 'mqtt', heardAt: ageMs === null ? 0 : NOW - ageMs, intervalMs: 5_000, connected }) as const
    const sources = [source('fresh', 10_000), source('late', 10_001), source('lost', 25_001), source('never', null), source('cut', 1_000, false)]
    expect(rows({ health: health({ sources }) }).filter(([id]) => id.startsWith('source'))).toEqual([
      ['source-lost', 'wrong', 'health.lost', 25_001],
      ['source-cut', 'wrong', 'health.disconnected', 1_000],
      ['source-late', 'late', 'health.late', 10_001],
      ['source-never', 'unknown', 'health.never', null],
      ['source-fresh', 'well', 'health.fresh', 10_000],
    ])
  })
})

describe('STALE-2 platforms', () => {
  const ofPlatforms = (view: Partial<HealthView>) => rows(view).filter(([id]) => id.startsWith('platform'))

  it('that stand are one row, as old as the oldest of them', () => {
    expect(ofPlatforms({ health: health({ platforms: platforms(2_000, 9_000) }) })).toEqual([['platforms-fresh', 'well', 'health.fresh', 9_000]])
  })

  it('that are lost have a row each, and its reason', () => {
    expect(ofPlatforms({ health: health({ platforms: platforms(60_000, 2_000) }), outages: lost('p1') })).toEqual([
      ['platform-p1', 'wrong', 'health.outage.silent', 60_000],
      ['platforms-fresh', 'well', 'health.fresh', 2_000],
    ])
  })

  it('are counted once too many are lost to name', () => {
    const many = platforms(60_000, 60_000, 60_000, 70_000)
    expect(ofPlatforms({ health: health({ platforms: many }), outages: lost('p1', 'p2', 'p3', 'p4') }).map(([id]) => id)).toEqual(['platform-p1', 'platform-p2', 'platforms-more'])
    expect(ofPlatforms({ health: health({ platforms: many.slice(0, 3) }), outages: lost('p1', 'p2', 'p3') })).toHaveLength(NAMED_PLATFORMS + 1)
  })

  it('never heard of are unknown, not wrong', () => {
    expect(ofPlatforms({ health: health({ platforms: platforms(null) }) })).toEqual([['platforms-never', 'unknown', 'health.never', null]])
  })
})

describe('the banner', () => {
  it('tells the gravest reason not to trust the wall', () => {
    expect(bannerOf('live', { journalWritable: true })).toBeNull()
    expect(bannerOf('connecting', null)).toBeNull()
    expect(bannerOf('live', { journalWritable: false })).toBe('journal')
    expect(bannerOf('stale', { journalWritable: false })).toBe('stale')
    expect(bannerOf('outdated', null)).toBe('outdated')
  })
})

describe('a rate under the line never reads as on it', () => {
  it.each([[0.98, '98.0%'], [0.9799, '97.9%'], [1, '100.0%'], [0.29, '29.0%'], [null, '–']])('%s reads %s', (share, text) => {
    expect(percentOf(share)).toBe(text)
  })
})
