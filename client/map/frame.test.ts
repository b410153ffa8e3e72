import { describe, expect, it } from 'vitest'
import type { LonLatPair } from '../../shared/site/types.ts'
import { frameAll, pitchFor, type Framed, type Viewer } from './frame.ts'

const NO_INSET = { top: 0, right: 0, bottom: 0, left: 0 }

/** A pinhole camera over a flat plane of degrees, leaning like a map does. */
function pinhole(width: number, height: number) {
  let centre: LonLatPair = [0, 0]
  let zoom = 3
  let pitch = 0
  const distance = height * 3
  const viewer: Viewer = {
    size: { width, height },
    get zoom() {
      return zoom
    },
    project([lon, lat]) {
      const scale = 2 ** zoom
      const [east, north] = [(lon - centre[0]) * scale, (lat - centre[1]) * scale]
      const depth = distance / (distance + north * Math.sin(pitch))
      return { x: width / 2 + east * depth, y: height / 2 - north * Math.cos(pitch) * depth }
    },
    unproject({ x, y }) {
      const up = height / 2 - y
      const north = (up * distance) / (distance * Math.cos(pitch) - up * Math.sin(pitch))
      const east = ((x - width / 2) * (distance + north * Math.sin(pitch))) / distance
      return [centre[0] + east / 2 ** zoom, centre[1] + north / 2 ** zoom]
    },
    look(at, to) {
      centre = at
      zoom = to
    },
    lean(deg) {
      pitch = (deg * Math.PI) / 180
    },
  }
  return viewer
}

function ringOf(radius: number, room: number): Framed[] {
  return Array.from({ length: 72 }, (_, i) => {
    const angle = (i / 72) * 2 * Math.PI
    return { at: [10 + radius * Math.sin(angle), 20 + radius * Math.cos(angle)], roomX: room, roomY: room }
  })
}

function bounds(viewer: Viewer, framed: readonly Framed[]) {
  const pixels = framed.map(({ at }) => viewer.project(at))
  const xs = pixels.map(({ x }) => x)
  const ys = pixels.map(({ y }) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

describe('MAP-1 the rings fill the space given', () => {
  it.each([
    [1920, 1080],
    [1097, 827],
    [7680, 2160],
    [600, 900],
  ])('at %d × %d the tighter direction is filled to its room and the rest is centred', (width, height) => {
    const viewer = pinhole(width, height)
    const ring = ringOf(5, 20)
    frameAll(viewer, ring, NO_INSET, 45)
    const { left, right, top, bottom } = bounds(viewer, ring)
    const slack = Math.min(left - 20 + (width - right - 20), top - 20 + (height - bottom - 20))
    expect(Math.abs(slack)).toBeLessThan(2)
    expect(Math.abs(left - (width - right))).toBeLessThan(2)
    expect(Math.abs(top - (height - bottom))).toBeLessThan(2)
  })

  it('keeps clear of the edges that panels cover', () => {
    const viewer = pinhole(1920, 1080)
    const ring = ringOf(5, 0)
    frameAll(viewer, ring, { top: 60, right: 460, bottom: 180, left: 360 }, 45)
    const { left, right, top, bottom } = bounds(viewer, ring)
    expect(left).toBeGreaterThan(359)
    expect(right).toBeLessThan(1461)
    expect(top).toBeGreaterThan(59)
    expect(bottom).toBeLessThan(901)
  })

  it('leans no less than the site and at most ten degrees more', () => {
    expect(pitchFor(45, 1000, 1000)).toBe(45)
    expect(pitchFor(45, 7680, 2160)).toBe(55)
    expect(pitchFor(45, 1000, 643)).toBeCloseTo(50, 0)
  })
})
