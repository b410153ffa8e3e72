import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { createSources, MOST_OF_KEY, sourceKind } from './sources.ts'

describe('STALE-1: the sources', () => {
  it('keep the place they were first named at', () => {
    const sources = createSources(5_000)
    expect(['gps', 'mqtt', 'gps'].map((id) => sources.placeOf(id))).toEqual([0, 1, 0])
    expect([0, 1, 2].map((place) => sources.nameOf(place))).toEqual(['gps', 'mqtt', ''])
  })

  it('are heard at the latest time, whatever the order', () => {
    const sources = createSources(5_000)
    const gps = sources.placeOf('gps')
    for (const at of [MORNING, MORNING - 5]) sources.heard(gps, at)
    expect(sources.list()).toEqual([{ id: 'gps', kind: 'http', heardAt: MORNING, intervalMs: 5_000, connected: null, sourceKey: null, isRetired: false }])
  })

  it('say whether their connection is up, where there is one', () => {
    const sources = createSources(5_000)
    const broker = sources.placeOf('mqtt')
    sources.connection(broker, true)
    expect(sources.list()).toMatchObject([{ id: 'mqtt', kind: 'mqtt', connected: true }])
    sources.connection(broker, false)
    expect(sources.list()).toMatchObject([{ connected: false }])
  })

  it('are 32 at most: what is named after that shares the last place', () => {
    const sources = createSources(5_000)
    const places = Array.from({ length: 40 }, (_, i) => sources.placeOf(`feed-${i}`))
    expect([places[31], places[32], places[39]]).toEqual([31, 31, 31])
    expect(sources.list()).toHaveLength(32)
  })

  it('DEMO-1: are known by kind from their names', () => {
    expect(['simulator', 'mqtt', 'hotline'].map(sourceKind)).toEqual(['simulator', 'mqtt', 'http'])
  })
})

describe('SOURCE-1: the sources of one key', () => {
  const named = (silent: readonly string[] = []) => {
    const sources = createSources(5_000, () => silent)
    const speak = (id: string, key = 'gw'): number | string => {
      const place = sources.placeFor(id, key)
      if (typeof place !== 'number') return `${place.code} ${place.field}`
      sources.heard(place, MORNING)
      sources.spokeBy(place, key)
      return place
    }
    return { sources, speak }
  }
  const feeds = (n: number): string[] => Array.from({ length: n }, (_, i) => `feed-${i}`)

  it('are eight: the ninth is refused, those that are named go on, and another key names its own', () => {
    const { speak } = named()
    expect(feeds(MOST_OF_KEY + 1).map((id) => speak(id))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 'tooManySources X-Source'])
    expect([speak('feed-7'), speak('feed-8', 'other')]).toEqual([7, 8])
    expect(speak('feed-8')).toBe('tooManySources X-Source')
  })

  it('count with them those whose alarm stands from before a start, which may come back', () => {
    const { speak } = named(feeds(MOST_OF_KEY - 1))
    expect(['new', 'newer', 'feed-0'].map((id) => speak(id))).toEqual([0, 'tooManySources X-Source', 1])
  })

  it('SOURCE-3: one that is retired makes room, is as if it was never heard, and is expected again once it is heard', () => {
    const { sources, speak } = named()
    for (const id of feeds(MOST_OF_KEY)) speak(id)
    sources.retire('feed-3')
    expect(sources.list()[3]).toMatchObject({ heardAt: 0, isRetired: true })
    expect(speak('feed-8')).toBe(8)
    expect(speak('feed-3', 'other')).toBe(3)
    expect(sources.list()[3]).toMatchObject({ heardAt: MORNING, isRetired: false, sourceKey: 'other' })
  })
})
