/** MapLibre's world is 512 px wide at zoom 0. */
const WORLD_PX = 512
const EQUATOR_M = 40_075_016.686

/** How many px a metre on the ground is wide at `zoom` and `latitude`. */
export function pxPerMetre(zoom: number, latitude: number): number {
  return (WORLD_PX * 2 ** zoom) / (EQUATOR_M * Math.cos((latitude * Math.PI) / 180))
}

const M_PER_E7_DEGREE = EQUATOR_M / 360 / 1e7

/** How far apart two places are that stand a pixel apart at `zoom` and `latitude`, 1e-7 degrees of latitude. */
export function pixelE7(zoom: number, latitude: number): number {
  return 1 / pxPerMetre(zoom, latitude) / M_PER_E7_DEGREE
}
