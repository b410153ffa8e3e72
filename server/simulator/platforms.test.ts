import { describe, expect, test } from 'vitest'
import { seededChance } from './chance.ts'
import { hearPlatforms, OUTAGE_MS, platformsOf } from './platforms.ts'
import { aSite } from './siteFixture.ts'

const START = 1_700_000_000_000
const TICK_MS = 250
const HOUR_MS = 3_600_000

interface Outage {
  readonly platform: string
  readonly from: number
  until: number
  readonly saidSo: boolean
  readonly listedAtReturn: boolean
}

/** Listens for a while and notes each outage; the heartbeats heard from platforms that are down are noted too. */
function listen(hours: number, heartbeatMs = 10_000) {
  const site = { ...aSite(), platforms: aSite().platforms.map((platform) => ({ ...platform, heartbeatMs })) }
  const platforms = platformsOf(site, seededChance(2, 'platforms'), START, 1)
  const outages: Outage[] = []
  const beats = new Map<string, number[]>()
  let mostDown = 0
  let beatsWhileDown = 0
  let open: Outage | null = null
  for (let now = START; now <= START + hours * HOUR_MS; now += TICK_MS) {
    const { heartbeats, listing } = hearPlatforms(platforms, now, 1)
    const down = platforms.states.filter(({ downUntil }) => downUntil !== null)
    mostDown = Math.max(mostDown, down.length)
    for (const { upstream, status } of heartbeats) {
      if (status === 'down') continue
      beats.set(upstream, [...(beats.get(upstream) ?? []), now])
      if (down.some(({ id }) => id === upstream)) beatsWhileDown += 1
    }
    const [state] = down
    if (open !== null && state === undefined) {
      outages.push({ ...open, until: now, listedAtReturn: listing.has(open.platform) })
      open = null
    } else if (open === null && state !== undefined) {
      const saidSo = heartbeats.some(({ upstream, status }) => upstream === state.id && status === 'down')
      open = { platform: state.id, from: now, until: now, saidSo, listedAtReturn: false }
    }
  }
  return { outages, beats, mostDown, beatsWhileDown }
}

const heard = listen(24)

describe('platforms', () => {
  test('a platform that is up beats at its interval', () => {
    const gaps = [...heard.beats.values()].flatMap((times) => times.slice(1).map((at, i) => at - (times[i] ?? at)))
    expect(gaps.filter((gap) => gap === 10_000).length / gaps.length).toBeGreaterThan(0.97)
    expect(heard.beatsWhileDown).toBe(0)
  })

  test('STALE-2 now and then one goes down, never two, for one to four minutes', () => {
    expect(heard.outages.length).toBeGreaterThan(60)
    expect(heard.outages.length).toBeLessThan(160)
    expect(heard.mostDown).toBe(1)
    for (const { from, until } of heard.outages) {
      expect(until - from).toBeGreaterThanOrEqual(OUTAGE_MS[0])
      expect(until - from).toBeLessThanOrEqual(OUTAGE_MS[1] + TICK_MS)
    }
  })

  test('some say so, others fall silent; each lists its cameras when it comes back', () => {
    const told = heard.outages.filter(({ saidSo }) => saidSo).length / heard.outages.length
    expect(told).toBeGreaterThan(0.2)
    expect(told).toBeLessThan(0.5)
    expect(heard.outages.every(({ listedAtReturn }) => listedAtReturn)).toBe(true)
  })

  test('STALE-1 where heartbeats are slow an outage still lasts past the silence that shows it', () => {
    const slow = listen(6, 60_000)
    expect(slow.outages.length).toBeGreaterThan(0)
    for (const { from, until } of slow.outages) expect(until - from).toBeGreaterThan(5 * 60_000)
  })

  test('a site without platforms has no news', () => {
    const platforms = platformsOf(aSite({ platforms: 0, cameras: 0 }), seededChance(1, 'platforms'), START, 1)
    expect(hearPlatforms(platforms, START + HOUR_MS, 1)).toEqual({ heartbeats: [], listing: new Set() })
  })
})
