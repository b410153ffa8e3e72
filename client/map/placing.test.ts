import { describe, expect, it } from 'vitest'
import { boxOf, placeMarkers, type Box, type Ground } from './placing.ts'

const size = { lozenge: 40, time: 80 }
const ground: Ground = { width: 1000, height: 600, landmarks: [] }

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

describe('MAP-4 markers of incidents never cover one another', () => {
  it('stands a lone marker on a short stem with its time on the right', () => {
    expect(placeMarkers([{ x: 500, y: 300 }], size, ground)).toEqual([{ x: 500, y: 300, side: 'right', lift: 40 }])
  })

  it('keeps eight incidents at one place apart', () => {
    const boxes = placeMarkers(Array.from({ length: 8 }, () => ({ x: 500, y: 500 })), size, ground).map((placed) => boxOf(placed, size))
    const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => overlap(a, b)))
    expect(pairs.filter(Boolean)).toHaveLength(0)
  })

  it('turns to the left at the right edge, and not one pixel earlier', () => {
    const [touching, beyond] = [900, 901].map((x) => placeMarkers([{ x, y: 300 }], size, ground)[0]?.side)
    expect([touching, beyond]).toEqual(['right', 'left'])
  })

  it('keeps off landmarks', () => {
    const landmark = { left: 540, right: 560, top: 250, bottom: 270 }
    const [placed] = placeMarkers([{ x: 500, y: 300 }], size, { ...ground, landmarks: [landmark] })
    expect(placed).toMatchObject({ side: 'left' })
  })

  it('has no stem through another\'s time, nor its time over another\'s stem, while a place is free', () => {
    const at = (x: number, y: number) => ({ x, y })
    const sides = (...places: readonly (readonly [number, number])[]) => placeMarkers(places.map(([x, y]) => at(x, y)), size, ground).map(({ side, lift }) => [side, lift])
    expect(sides([500, 300], [430, 310])).toEqual([['right', 40], ['left', 40]])
    // The later one's stem would run through the earlier one's time: the earlier one turns away.
    expect(sides([500, 300], [570, 300])).toEqual([['left', 40], ['right', 82]])
    // Crossing gives way to a landmark.
    const landmark = { left: 300, right: 400, top: 0, bottom: 600 }
    expect(placeMarkers([at(500, 300), at(430, 310)], size, { ...ground, landmarks: [landmark] })[1]!.side).toBe('right')
  })

  it('stands near its place: landmarks and crossings give way before distance does, and distance before markers cover one another', () => {
    const around = { left: 300, right: 700, top: 0, bottom: 480 }
    const lifts = (count: number) => placeMarkers(Array.from({ length: count }, () => ({ x: 500, y: 500 })), size, { ...ground, landmarks: [around] }).map(({ lift }) => lift / size.lozenge)
    expect(lifts(1)).toEqual([1])
    expect(Math.max(...lifts(3))).toBeLessThan(3.2)
    expect(Math.max(...lifts(4))).toBeGreaterThan(3.2)
    // Over a landmark that ends within that distance it stands clear, and on one that ends a pixel higher it stands near.
    const over = (top: number) => placeMarkers([{ x: 500, y: 300 }], size, { ...ground, landmarks: [{ ...around, top, bottom: 280 }] })[0]!.lift / size.lozenge
    expect(over(196)).toBeCloseTo(3.1)
    expect(over(195)).toBe(1)
  })

  it('covers a landmark rather than leave the map', () => {
    const everywhere = { left: 0, right: 1000, top: 0, bottom: 600 }
    const [placed] = placeMarkers([{ x: 980, y: 300 }], size, { ...ground, landmarks: [everywhere] })
    expect(placed).toMatchObject({ side: 'left', lift: 40 })
  })

  it('shows a marker at the very top even though it leaves the map', () => {
    expect(placeMarkers([{ x: 500, y: 10 }], size, ground)).toHaveLength(1)
  })
})
