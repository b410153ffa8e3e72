import type { LonLatPair } from '../../shared/site/types.ts'

const DASHES = 5
/** Share of the circle that is drawn. */
const DRAWN = 0.58
/** Each dash is bent so often. */
const BENDS = 3
const M_PER_DEGREE = 111_320

/** Half the width (west to east) and half the height (south to north) of a ring, m on the ground. */
export interface RingSize {
  readonly eastM: number
  readonly northM: number
}

/** The dashes of a ring around `centre`, as lines. */
export function dashedRing([lon, lat]: LonLatPair, { eastM, northM }: RingSize): [number, number][][] {
  const lonPerM = 1 / (M_PER_DEGREE * Math.cos((lat * Math.PI) / 180))
  const latPerM = 1 / M_PER_DEGREE
  const step = (2 * Math.PI) / DASHES
  return Array.from({ length: DASHES }, (_, dash) =>
    Array.from({ length: BENDS + 1 }, (_, bend): [number, number] => {
      const angle = (dash + (DRAWN * bend) / BENDS) * step
      return [lon + Math.sin(angle) * eastM * lonPerM, lat + Math.cos(angle) * northM * latPerM]
    }),
  )
}
