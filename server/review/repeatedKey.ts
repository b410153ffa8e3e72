/** Where a word begins, or an object or list begins, goes on or ends. */
const SIGN = /["{}[\],]/g
const QUOTE = '"'

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
  for (const token of tokensOf(text)) {
    const within = opened.at(-1)
    if (token === '{' || token === '[') opened.push(token === '{' ? { keys: new Set(), at: '' } : { keys: null, at: 0 })
    if (token === '}' || token === ']') opened.pop()
    if (token === ',' && typeof within?.at === 'number') within.at += 1
    if (isKey && within?.keys != null && token.startsWith(QUOTE)) {
      const key = JSON.parse(token) as string
      within.at = key
      if (within.keys.has(key)) return opened.map(({ at }) => at).join('.')
      within.keys.add(key)
    }
    isKey = token === '{' || (token === ',' && within?.keys != null)
  }
  return null
}

/** Words, in their quotes, and the signs that hold objects and lists together, in order. Words of any length, which one pattern for all of it could not take. */
function* tokensOf(text: string): Generator<string> {
  const signs = new RegExp(SIGN)
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    if (found[0] === QUOTE) signs.lastIndex = endOfWord(text, found.index)
    yield text.slice(found.index, signs.lastIndex)
  }
}

/** Where the word that begins with the quote at `start` is over. */
function endOfWord(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === QUOTE) return at + 1
  }
  return text.length
}
