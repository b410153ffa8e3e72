import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { createSources, sourceKind } from './sources.ts'

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
    expect(sources.list()).toEqual([{ id: 'gps', kind: 'http', heardAt: MORNING, intervalMs: 5_000, connected: null }])
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
