import { UNATTENDED } from '../../shared/access/unattended.ts'

/** ASSUMPTION: what a page asks within so long after a touch or a key comes of it, ms; anything later it asks by itself. */
export const AT_IT_MS = 10_000

/**
 * Headers of what a page asks for: whether somebody is at it, who touched it or pressed a key at `target` within `AT_IT_MS` (ACCESS-6).
 * Opening it is the first touch. `now`: ms of any clock that nobody sets.
 */
export function createAttendance(target: EventTarget, now: () => number): () => Record<string, string> {
  let touchedAt = now()
  const touched = (): void => void (touchedAt = now())
  for (const event of ['pointerdown', 'keydown', 'wheel']) target.addEventListener(event, touched, { capture: true, passive: true })
  return () => (now() - touchedAt <= AT_IT_MS ? {} : { [UNATTENDED]: '1' })
}

const { window: page = new EventTarget() } = globalThis as { readonly window?: EventTarget }
/** Of this page. */
export const attendance = createAttendance(page, () => performance.now())
