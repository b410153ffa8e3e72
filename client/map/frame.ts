import type { LonLatPair } from '../../shared/site/types.ts'

/** A place that must be in the picture, with room around it for what stands there, px. */
export interface Framed {
  readonly at: LonLatPair
  readonly roomX: number
  readonly roomY: number
}

/** Space at the edges of the map that panels cover, px. */
export interface Inset {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

interface Pixel {
  readonly x: number
  readonly y: number
}

/** The part of a map that framing needs. */
export interface Viewer {
  readonly size: { readonly width: number; readonly height: number }
  readonly zoom: number
  project(at: LonLatPair): Pixel
  unproject(pixel: Pixel): LonLatPair
  look(centre: LonLatPair, zoom: number): void
  lean(pitchDeg: number): void
}

/** How far the view may lean beyond the site's own pitch where the space is wide, degrees. */
const LEAN_DEG = 10

/** The pitch at which a circle on the ground fills `width` × `height`, from the site's own to a little more, degrees. */
export function pitchFor(ownDeg: number, width: number, height: number): number {
  const fillingDeg = (Math.acos(Math.min(1, height / Math.max(1, width))) * 180) / Math.PI
  return Math.min(ownDeg + LEAN_DEG, Math.max(ownDeg, fillingDeg))
}

/** Under perspective no formula fits at once: each round looks, measures and corrects. It settles within five. */
const ROUNDS = 8
const SETTLED_PX = 0.5

/** Moves the viewer, without easing, so that everything `framed` fills the space that `inset` leaves. `pitchDeg` is the site's own. */
export function frameAll(viewer: Viewer, framed: readonly Framed[], inset: Inset, pitchDeg: number): void {
  const width = Math.max(1, viewer.size.width - inset.left - inset.right)
  const height = Math.max(1, viewer.size.height - inset.top - inset.bottom)
  viewer.lean(pitchFor(pitchDeg, width, height))
  for (let round = 0; round < ROUNDS && framed.length > 0; round++) {
    const box = boxOf(viewer, framed)
    const scale = Math.min((width - box.roomX) / box.width, (height - box.roomY) / box.height)
    const offX = box.centreX - (inset.left + width / 2)
    const offY = box.centreY - (inset.top + height / 2)
    const settled = Math.abs(scale - 1) * Math.max(width, height) < SETTLED_PX && Math.hypot(offX, offY) < SETTLED_PX
    if (settled || !Number.isFinite(scale) || scale <= 0) return
    const middle = { x: viewer.size.width / 2 + offX, y: viewer.size.height / 2 + offY }
    viewer.look(viewer.unproject(middle), viewer.zoom + Math.log2(scale))
  }
}

/** Bounds on screen: `width` and `height` of the places themselves, the rooms beside them apart, since they do not scale. */
function boxOf(viewer: Viewer, framed: readonly Framed[]): Record<'width' | 'height' | 'roomX' | 'roomY' | 'centreX' | 'centreY', number> {
  const bare = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  const roomy = { ...bare }
  for (const { at, roomX, roomY } of framed) {
    const { x, y } = viewer.project(at)
    stretch(bare, x, y, 0, 0)
    stretch(roomy, x, y, roomX, roomY)
  }
  const width = Math.max(1, bare.right - bare.left)
  const height = Math.max(1, bare.bottom - bare.top)
  return {
    width,
    height,
    roomX: roomy.right - roomy.left - width,
    roomY: roomy.bottom - roomy.top - height,
    centreX: (roomy.left + roomy.right) / 2,
    centreY: (roomy.top + roomy.bottom) / 2,
  }
}

function stretch(box: Record<'left' | 'right' | 'top' | 'bottom', number>, x: number, y: number, roomX: number, roomY: number): void {
  box.left = Math.min(box.left, x - roomX)
  box.right = Math.max(box.right, x + roomX)
  box.top = Math.min(box.top, y - roomY)
  box.bottom = Math.max(box.bottom, y + roomY)
}
