import type { SqliteFile } from './sqliteFile.ts'

/** Before every time that can be measured. */
const EVER = -Number.MAX_VALUE

interface Walk {
  readonly from: number
  readonly until: number
  readonly everyMs: number
  at: number
  id: string
  interval: number
  kept: Set<string>
}

interface Mark {
  every_ms: number
  until: number
}

/**
 * Thins one kind of readings to one an interval and id: the newest, so that the last of each always stays. Walks back
 * in time in small steps; remembers up to where all is thin, so that the next walk is short.
 */
export class Thinning {
  #walk: Walk | null = null
  /** Earliest reading that came during this walk and lies before its end. */
  #cameLate = Infinity

  constructor(private readonly file: SqliteFile, private readonly kind: 'camera' | 'position') {}

  /** Begins a walk over what was measured before `until`. */
  start(until: number, everyMs: number): void {
    const mark = this.#mark()
    const from = mark !== null && mark.every_ms === everyMs ? mark.until : EVER
    this.#walk = { from, until, everyMs, at: until, id: '', interval: NaN, kept: new Set() }
    this.#cameLate = Infinity
  }

  /** Looks at the next `limit` readings, within the caller's transaction. */
  step(limit: number): { dropped: number; done: boolean } {
    const walk = this.#walk
    if (walk === null) return { dropped: 0, done: true }
    const rows = this.file.all<{ at: number; id: string }>(
      `SELECT at, id FROM ${this.kind}_readings WHERE at >= ? AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?`,
      [walk.from, walk.at, walk.id, limit],
    )
    let dropped = 0
    for (const { at, id } of rows) dropped += this.#pass(walk, at, id)
    const done = rows.length < limit
    if (done) this.#finish(walk)
    return { dropped, done }
  }

  /** Told of each batch written, within its transaction: a late one makes thin times thick again. */
  written(earliest: number): void {
    this.#cameLate = Math.min(this.#cameLate, earliest)
    const mark = this.#mark()
    if (mark !== null && earliest < mark.until) this.#remember(mark.every_ms, floorTo(earliest, mark.every_ms))
  }

  #pass(walk: Walk, at: number, id: string): number {
    const interval = Math.floor(at / walk.everyMs)
    if (interval !== walk.interval) walk.kept.clear()
    walk.interval = interval
    walk.at = at
    walk.id = id
    if (!walk.kept.has(id)) {
      walk.kept.add(id)
      return 0
    }
    return this.file.run(`DELETE FROM ${this.kind}_readings WHERE at = ? AND id = ?`, [at, id])
  }

  #finish({ until, everyMs }: Walk): void {
    this.#remember(everyMs, floorTo(Math.min(until, this.#cameLate), everyMs))
    this.#walk = null
  }

  #mark(): Mark | null {
    return this.file.get<Mark>('SELECT every_ms, until FROM thinned WHERE kind = ?', [this.kind])
  }

  #remember(everyMs: number, until: number): void {
    this.file.run('INSERT OR REPLACE INTO thinned (kind, every_ms, until) VALUES (?, ?, ?)', [this.kind, everyMs, until])
  }
}

function floorTo(at: number, everyMs: number): number {
  return Math.floor(at / everyMs) * everyMs
}
