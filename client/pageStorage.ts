/** What the browser keeps for this page while its window is open; null where it refuses to. */
export function pageStorage(): Storage | null {
  return unlessRefused(() => sessionStorage)
}

/** What the browser keeps for all pages of this server; null where it refuses to. */
export function browserStorage(): Storage | null {
  return unlessRefused(() => localStorage)
}

function unlessRefused(storage: () => Storage): Storage | null {
  try {
    return storage()
  } catch {
    return null
  }
}
