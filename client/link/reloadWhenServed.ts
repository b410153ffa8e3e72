const KEY = 'ruyi.reloadedForScript'
/** Between two reloads of this kind, ms: a file that is missing for good must not blank the wall over and over. */
const RELOADS_APART_MS = 60_000
/** Between two looks at whether the page is served, ms. */
const LOOK_EVERY_MS = 1_000

/**
 * Reloads the page once its server serves it again: a browser keeps a script that did not come as failed for as long as the
 * page lives, so nothing less brings it. At the soonest after a second, and a minute after the last time. Times in ms.
 */
export function reloadWhenServed(storage: Storage): void {
  const last = Number(storage.getItem(KEY) ?? -Infinity)
  const soonest = Math.min(Math.max(last + RELOADS_APART_MS - Date.now(), LOOK_EVERY_MS), RELOADS_APART_MS)
  const look = async (): Promise<void> => {
    const served = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(({ ok }) => ok, () => false)
    if (!served) return void setTimeout(look, LOOK_EVERY_MS)
    storage.setItem(KEY, String(Date.now()))
    location.reload()
  }
  setTimeout(look, soonest)
}
