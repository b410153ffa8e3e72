/** What a JSON text is made of, as far as keys are concerned. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs

/** An object or list whose end has not come; `at`: the key or place that is read. */
interface Opened {
  readonly keys: Set<string> | null
  at: string | number
}

/**
 * The path (`facts.3.type`) of the first key that stands twice in one object of a JSON text that parses; null for none. A parser
 * says nothing of it: some read the first of the two, ours the last, and people what they see (EXPORT-3).
 */
export function repeatedKey(text: string): string | null {
  const opened: Opened[] = []
  let isKey = false
  for (const [token] of text.matchAll(TOKENS)) {
    const within = opened.at(-1)
    if (token === '{' || token === '[') opened.push(token === '{' ? { keys: new Set(), at: '' } : { keys: null, at: 0 })
    if (token === '}' || token === ']') opened.pop()
    if (token === ',' && typeof within?.at === 'number') within.at += 1
    if (isKey && within?.keys != null && token.startsWith('"')) {
      const key = JSON.parse(token) as string
      within.at = key
      if (within.keys.has(key)) return opened.map(({ at }) => at).join('.')
      within.keys.add(key)
    }
    isKey = token === '{' || (token === ',' && within?.keys != null)
  }
  return null
}
