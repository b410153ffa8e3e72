/** `mm:ss` of a time of the script, ms. */
export function spellAt(atMs: number): string {
  const seconds = Math.round(atMs / 1_000)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}
