/** What the browser keeps for this page while its window is open; null where it refuses to. */
export function pageStorage(): Storage | null {
  return unlessRefused(() => sessionStorage)
}

/** What the browser keeps for all pages of this server; null where it refuses to. */
export function browserStorage(): Storage | null {
  return unlessRefused(() => localStorage)
}

/** Kept for a moment, to see whether anything is. */
const TRIAL = 'ruyi.trial'

/** A storage may also be there and take nothing: a full one, or one of a browser that is told to keep nothing. */
function unlessRefused(storage: () => Storage): Storage | null {
  try {
    const found = storage()
    found.setItem(TRIAL, TRIAL)
    found.removeItem(TRIAL)
    return found
  } catch {
    return null
  }
}
