import type { Site, Text } from '../../shared/site/types.ts'
import type { LonLat } from '../../shared/incident/types.ts'

/** A place of the site pack that a report can name. */
export interface Place {
  readonly name: Text
  readonly position: LonLat
  readonly of: 'post' | 'grid' | 'checkpoint' | 'camera'
}

/** So many places are offered at once. */
export const MOST_PLACES = 12

/** Every named place of the pack; what people name first comes first. */
export function placesOf({ posts, grids, routes, cameras }: Pick<Site, 'posts' | 'grids' | 'routes' | 'cameras'>): Place[] {
  return [
    ...posts.map(({ name, position: [lon, lat] }) => ({ name, position: { lon, lat }, of: 'post' as const })),
    ...grids.map(({ name, label: [lon, lat] }) => ({ name, position: { lon, lat }, of: 'grid' as const })),
    ...routes.flatMap(({ checkpoints }) =>
      checkpoints.map(({ name, position: [lon, lat] }) => ({ name, position: { lon, lat }, of: 'checkpoint' as const }))),
    ...cameras.map(({ name, lon, lat }) => ({ name: { zh: name, en: name }, position: { lon, lat }, of: 'camera' as const })),
  ]
}

/** Places whose name in either language holds all words of `query`; those that begin with it first, then the order of `places`. */
export function findPlaces(places: readonly Place[], query: string): Place[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return places.slice(0, MOST_PLACES)
  const found = places.filter(({ name }) => words.every((word) => `${name.zh} ${name.en}`.toLowerCase().includes(word)))
  const begins = ({ name }: Place): boolean => [name.zh, name.en].some((text) => text.toLowerCase().startsWith(words[0] ?? ''))
  return [...found.filter(begins), ...found.filter((place) => !begins(place))].slice(0, MOST_PLACES)
}

/** Does a position lie within bounds or on their edge, as the server judges it (INPUT-6)? */
export function isWithin([west, south, east, north]: Site['bounds'], { lon, lat }: LonLat): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}
