/** ASSUMPTION: a program that takes longer does not come, ms. */
export const MAP_COMES_WITHIN_MS = 60_000

/**
 * The map's component, with what it is drawn by.
 * @throws Error when its script or its worker's did not come, or not within a minute
 */
export async function loadMap() {
  return (await inTime(import('./CommandMap.vue'))).default
}

/** What `coming` brings. @throws Error when that takes longer than a minute */
export async function inTime<T>(coming: Promise<T>): Promise<T> {
  let late: ReturnType<typeof setTimeout> | undefined
  const lateness = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error("the map's program has not come within a minute")), MAP_COMES_WITHIN_MS)
  })
  try {
    return await Promise.race([coming, lateness])
  } finally {
    clearTimeout(late)
  }
}
