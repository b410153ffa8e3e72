/** What a phone keeps to open without a link, as JSON; null where nothing is kept, and where it is junk or of an older page. */
export function readKept<T>(kept: string | null, isIt: (value: unknown) => boolean): T | null {
  try {
    const value: unknown = JSON.parse(kept ?? 'null')
    return isIt(value) ? (value as T) : null
  } catch {
    return null
  }
}
