/** This reader's own clock, epoch ms: the same in the page and in its frames. */
export function ownNow(): number {
  return performance.timeOrigin + performance.now()
}
