const KEY = 'ruyi.reloadedForScript'
/** Between two reloads of this kind, ms: a file that is missing for good must not blank the wall over and over. */
export const RELOADS_APART_MS = 60_000
/** Between two looks at whether the page is served, ms. */
export const LOOK_EVERY_MS = 1_000
/** A server that answers no sooner does not serve it, ms. */
const ANSWER_WITHIN_MS = 5_000

/** The page's own doors to the world. */
export interface PageDoors {
  /** Is the page served? */
  isServed(): Promise<boolean>
  reload(): void
}

const DOORS: PageDoors = {
  isServed: () => fetch(location.href, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(({ ok }) => ok, () => false),
  reload: () => location.reload(),
}

/**
 * Reloads the page once its server serves it again: a browser keeps a script that did not come as failed for as long as the
 * page lives, so nothing less brings it. At the soonest after a second, and a minute after the last time, which `storage`
 * knows; without one a minute after the page began to look.
 */
export function reloadWhenServed(storage: Storage | null, { isServed, reload }: PageDoors = DOORS): void {
  const look = async (): Promise<void> => {
    if (!(await isServed())) return void setTimeout(look, LOOK_EVERY_MS)
    storage?.setItem(KEY, String(Date.now()))
    reload()
  }
  setTimeout(look, storage === null ? RELOADS_APART_MS : soonestAfter(Number(storage.getItem(KEY) ?? -Infinity)))
}

/** A clock that was set back since makes the wait no longer than a minute. */
function soonestAfter(last: number): number {
  return Math.min(Math.max(last + RELOADS_APART_MS - Date.now(), LOOK_EVERY_MS), RELOADS_APART_MS)
}
