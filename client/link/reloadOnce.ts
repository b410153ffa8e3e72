const KEY = 'ruyi.reloadedForProtocol'

/**
 * A server of another version has probably brought a new page: fetch it, once. Returns false when that was already
 * tried for this `protocol`, or nothing tells whether it was, so that a page never reloads in circles.
 */
export function reloadOnce(protocol: number, storage: Storage | null, reload: () => void): boolean {
  if (storage === null || storage.getItem(KEY) === String(protocol)) return false
  storage.setItem(KEY, String(protocol))
  reload()
  return true
}

/** The versions agree again: a later mismatch may reload once more. */
export function forgetReload(storage: Storage | null): void {
  storage?.removeItem(KEY)
}
