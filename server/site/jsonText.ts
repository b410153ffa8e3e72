/** Keys and indexes from the root to a value. */
export type JsonPath = readonly (string | number)[]

export interface JsonText {
  readonly value: unknown
  /** Line on which the value at `path` starts; that of its nearest parent when it is not there. */
  lineOf(path: JsonPath): number
}

/** Text that is not JSON. `line` is where it stops making sense. */
export class JsonTextBroken extends Error {
  override readonly name = 'JsonTextBroken'
  readonly line: number
  readonly reason: string

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`)
    this.line = line
    this.reason = reason
  }
}

/** `["features", 3, "id"]` → `features[3].id`. */
export function describePath(path: JsonPath): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('')
}

interface Node {
  readonly offset: number
  readonly children?: ReadonlyMap<string | number, Node>
}

const SPACE = /[ \t\n\r]*/y
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

/**
 * Reads JSON and remembers where each value stands. A key given twice is an error, since one of the two would be lost.
 * @throws JsonTextBroken
 */
export function readJsonText(text: string): JsonText {
  const reader = new Reader(text)
  const { value, node } = reader.readAll()
  return { value, lineOf: (path) => reader.lineAt(offsetOf(node, path)) }
}

function offsetOf(root: Node, path: JsonPath): number {
  let node = root
  for (const part of path) {
    const child = node.children?.get(part)
    if (!child) break
    node = child
  }
  return node.offset
}

class Reader {
  private at = 0
  private readonly text: string
  private readonly lineStarts: readonly number[]

  constructor(text: string) {
    this.text = text
    this.lineStarts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)]
  }

  readAll(): { value: unknown; node: Node } {
    const read = this.readValue()
    this.skipSpace()
    if (this.at < this.text.length) this.fail(`unexpected “${this.text[this.at]}” after the end`)
    return read
  }

  lineAt(offset: number): number {
    let [low, high] = [0, this.lineStarts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.lineStarts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }

  private readValue(): { value: unknown; node: Node } {
    this.skipSpace()
    const next = this.text[this.at]
    if (next === '{') return this.readObject()
    if (next === '[') return this.readArray()
    const offset = this.at
    if (next === '"') return { value: this.readString(), node: { offset } }
    const scalar = this.match(SCALAR)
    if (scalar === null) this.fail(next === undefined ? 'the file ends too early' : `unexpected “${next}”`)
    return { value: JSON.parse(scalar), node: { offset } }
  }

  private readObject(): { value: unknown; node: Node } {
    const offset = this.at
    const value: Record<string, unknown> = {}
    const children = new Map<string | number, Node>()
    this.at += 1
    if (this.take('}')) return { value, node: { offset, children } }
    do {
      this.skipSpace()
      const key = this.readString()
      if (children.has(key)) this.fail(`the key “${key}” is given twice`)
      this.need(':')
      const member = this.readValue()
      Object.defineProperty(value, key, { value: member.value, enumerable: true, configurable: true, writable: true })
      children.set(key, member.node)
    } while (this.take(','))
    this.need('}')
    return { value, node: { offset, children } }
  }

  private readArray(): { value: unknown; node: Node } {
    const offset = this.at
    const value: unknown[] = []
    const children = new Map<string | number, Node>()
    this.at += 1
    if (this.take(']')) return { value, node: { offset, children } }
    do {
      const item = this.readValue()
      children.set(value.length, item.node)
      value.push(item.value)
    } while (this.take(','))
    this.need(']')
    return { value, node: { offset, children } }
  }

  private readString(): string {
    const quoted = this.match(STRING)
    if (quoted === null) this.fail(this.at >= this.text.length ? 'the file ends too early' : 'a string in double quotes was expected')
    return JSON.parse(quoted) as string
  }

  private skipSpace(): void {
    this.match(SPACE)
  }

  private take(sign: string): boolean {
    this.skipSpace()
    if (this.text[this.at] !== sign) return false
    this.at += 1
    return true
  }

  private need(sign: string): void {
    if (!this.take(sign)) {
      this.fail(this.at >= this.text.length ? 'the file ends too early' : `“${sign}” was expected, not “${this.text[this.at]}”`)
    }
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? null
    if (found !== null) this.at += found.length
    return found
  }

  private fail(reason: string): never {
    throw new JsonTextBroken(this.lineAt(this.at), reason)
  }
}
