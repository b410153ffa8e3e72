/** Every message of a section's words by its path. */
export function deskWordLeaves(words: object, path = ''): Map<string, string> {
  const leaves = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') leaves.set(`${path}${key}`, value)
    else for (const [inner, message] of deskWordLeaves(value as object, `${path}${key}.`)) leaves.set(inner, message)
  }
  return leaves
}
