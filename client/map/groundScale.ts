/** MapLibre's world is 512 px wide at zoom 0. */
const WORLD_PX = 512
const EQUATOR_M = 40_075_016.686

/** How many px a metre on the ground is wide at `zoom` and `latitude`. */
export function pxPerMetre(zoom: number, latitude: number): number {
  return (WORLD_PX * 2 ** zoom) / (EQUATOR_M * Math.cos((latitude * Math.PI) / 180))
}
