import type { Camera, CameraKind, LonLatPair, Site } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'
import { distanceM, type Ground, type Plane } from './plane.ts'

/** Where an incident happens, and what people call the place. */
export interface Spot {
  readonly ground: Ground
  readonly position: LonLatPair
  readonly place: string | null
}

export interface SpotFinder {
  /** A spot in view of a camera of one of the kinds; of any camera, post or grid where the site has none of them. */
  find(near: readonly CameraKind[], chance: Chance): Spot
}

/** An incident lies at most this far from the camera that sees it, m. */
const IN_VIEW_M = 18
/** A post or checkpoint is named as a landmark for what happens this near to it, m. */
const LANDMARK_WITHIN_M = 130
/** The number (with its 号, told by its code point) by which a camera differs from its neighbours: no part of the place it looks at. */
const SERIAL = /\s*\d+\u53f7?$/

interface Named {
  readonly name: string
  readonly ground: Ground
}

export function spotFinder(site: Site, plane: Plane): SpotFinder {
  const named = namedPlaces(site, plane)
  const anchors = anchorsWithoutCameras(site)
  return {
    find(near, chance) {
      const camera = chance.pick(site.cameras.filter(({ kind }) => near.includes(kind))) ?? chance.pick(site.cameras)
      const anchor: LonLatPair = camera === null ? (chance.pick(anchors) ?? site.view.centre) : [camera.lon, camera.lat]
      const centre = plane.toGround(anchor)
      const [angle, awayM] = [chance.between(0, 2 * Math.PI), chance.between(0, IN_VIEW_M)]
      const happens = { x: centre.x + awayM * Math.cos(angle), y: centre.y + awayM * Math.sin(angle) }
      const position = within(site.bounds, plane.toDegrees(happens))
      const ground = plane.toGround(position)
      return { ground, position, place: placeName(named, ground, camera) }
    },
  }
}

/** Keeps a position inside the bounds: what lies outside is refused. */
export function within([west, south, east, north]: Site['bounds'], [lon, lat]: LonLatPair): LonLatPair {
  return [Math.min(east, Math.max(west, lon)), Math.min(north, Math.max(south, lat))]
}

function namedPlaces(site: Site, plane: Plane): Named[] {
  const places = [...site.posts, ...site.routes.flatMap(({ checkpoints }) => checkpoints)]
  return places.map(({ name, position }) => ({ name: name.zh, ground: plane.toGround(position) }))
}

function anchorsWithoutCameras(site: Site): LonLatPair[] {
  const posts = site.posts.map(({ position }) => position)
  return posts.length > 0 ? posts : site.grids.map(({ label }) => label)
}

/** The place the camera looks at, and the landmark beside it unless both begin alike, as two names of one street do. */
function placeName(named: readonly Named[], ground: Ground, camera: Camera | null): string | null {
  const landmark = nearestNamed(named, ground)
  const seen = camera?.name.replace(SERIAL, '') ?? ''
  if (seen === '') return landmark === null ? null : `${landmark}附近`
  return landmark === null || landmark.slice(0, 2) === seen.slice(0, 2) ? seen : `${seen}（${landmark}附近）`
}

function nearestNamed(named: readonly Named[], ground: Ground): string | null {
  let nearest: { readonly name: string; readonly awayM: number } | null = null
  for (const place of named) {
    const awayM = distanceM(place.ground, ground)
    if (awayM <= LANDMARK_WITHIN_M && (nearest === null || awayM < nearest.awayM)) nearest = { name: place.name, awayM }
  }
  return nearest?.name ?? null
}
