import { closeSync, existsSync, fsyncSync, openSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import sqlite, { type BindValues, type Database, type QueryResult, type Statement } from 'node-sqlite3-wasm'

const PAGE_BYTES = 4_096
/** WAL pages after which a COMMIT itself moves them into the file, should there be no quiet moment before: 32 MiB. */
const CHECKPOINT_PAGES = 8_192

/** `lasting` survives a power cut once committed; `swift` may lose the last second of it, never its order. */
export type Durability = 'lasting' | 'swift'

/** The engine did not take a setting that durability rests on. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused'
}

/**
 * One database file with one connection, which is its only user: write-ahead log, exclusive lock, synchronous FULL.
 * After an error that leaves its state in doubt it is closed, and opened again by the next call.
 */
export class SqliteFile {
  #db: Database | null = null
  readonly #statements = new Map<string, Statement>()
  #durability: Durability = 'lasting'
  /** The log was made by this connection and its name may not survive a power cut yet. */
  #unnamedLog = false

  /** `maxBytes`: upper size of the file; null for what the disk holds. */
  constructor(readonly path: string, private readonly maxBytes: number | null) {}

  run(sql: string, values: BindValues = []): number {
    return this.#with(sql, (statement) => statement.run(values).changes)
  }

  get<R>(sql: string, values: BindValues = []): R | null {
    return this.all<R>(sql, values)[0] ?? null
  }

  /** Reads to the end, so that no statement stays open behind it. */
  all<R>(sql: string, values: BindValues = []): R[] {
    return this.#with(sql, (statement) => statement.all(values) as QueryResult[] as R[])
  }

  /** Runs several statements without values. */
  script(sql: string): void {
    this.#open().exec(sql)
  }

  /** Does `work` whole or not at all. */
  transaction<T>(durability: Durability, work: () => T): T {
    this.#use(durability)
    let inDoubt = false
    this.run('BEGIN IMMEDIATE')
    try {
      const value = work()
      inDoubt = true
      this.run('COMMIT')
      if (durability === 'lasting') this.#nameLog()
      return value
    } catch (error) {
      if (inDoubt) this.#discard()
      else this.#rollback()
      throw error
    }
  }

  checkpoint(): void {
    this.script('PRAGMA wal_checkpoint(PASSIVE)')
  }

  close(): void {
    for (const statement of this.#statements.values()) finalize(statement)
    this.#statements.clear()
    this.#db?.close()
    this.#db = null
  }

  #open(): Database {
    if (this.#db !== null) return this.#db
    const db = new sqlite.Database(this.path)
    try {
      settle(db, this.maxBytes)
    } catch (error) {
      db.close()
      throw error
    }
    this.#durability = 'lasting'
    this.#unnamedLog = true
    this.#db = db
    return db
  }

  /** The engine leaves this to us: it makes its log anew with each connection and syncs the file but not its name. */
  #nameLog(): void {
    if (!this.#unnamedLog) return
    syncFolder(dirname(this.path))
    syncFolder(dirname(dirname(this.path)))
    this.#unnamedLog = false
  }

  /** A statement that failed is not used again: the engine answers its next use with the same error. */
  #with<T>(sql: string, use: (statement: Statement) => T): T {
    const statement = this.#prepared(sql)
    try {
      return use(statement)
    } catch (error) {
      this.#statements.delete(sql)
      finalize(statement)
      throw error
    }
  }

  #prepared(sql: string): Statement {
    const db = this.#open()
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = db.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  #use(durability: Durability): void {
    this.#open()
    if (this.#durability === durability) return
    this.script(`PRAGMA synchronous = ${durability === 'lasting' ? 'FULL' : 'NORMAL'}`)
    this.#durability = durability
  }

  #rollback(): void {
    try {
      if (this.#db?.inTransaction === true) this.script('ROLLBACK')
    } catch {
      this.#discard()
    }
  }

  /** Lets go of a connection in doubt. What fails here is not reported: the error that led here is. */
  #discard(): void {
    try {
      this.close()
    } catch {
      this.#db = null
    }
    removeLock(this.path)
  }
}

/** Frees a statement. What it throws is the error of its last use, which has been thrown then. */
function finalize(statement: Statement): void {
  try {
    statement.finalize()
  } catch {
    return
  }
}

/**
 * Removes the engine's own lock, a folder beside the file that a killed process leaves behind. Only for who has proved
 * to be the file's only owner. True when there was one.
 */
export function removeLock(path: string): boolean {
  const lock = `${path}.lock`
  if (!existsSync(lock)) return false
  rmdirSync(lock)
  return true
}

/** Makes the names of new files in a folder survive a power cut; where folders cannot be opened (Windows) the system does it. */
function syncFolder(dir: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(dir, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

function settle(db: Database, maxBytes: number | null): void {
  insist(db, 'locking_mode', 'EXCLUSIVE', 'exclusive')
  insist(db, 'journal_mode', 'WAL', 'wal')
  insist(db, 'synchronous', 'FULL', 2)
  insist(db, 'wal_autocheckpoint', String(CHECKPOINT_PAGES), CHECKPOINT_PAGES)
  insist(db, 'page_size', String(PAGE_BYTES), PAGE_BYTES)
  if (maxBytes !== null) db.exec(`PRAGMA max_page_count = ${Math.floor(maxBytes / PAGE_BYTES)}`)
}

/** Sets a pragma and reads it back. */
function insist(db: Database, name: string, value: string, expected: string | number): void {
  db.exec(`PRAGMA ${name} = ${value}`)
  const got = db.get(`PRAGMA ${name}`)?.[name]
  if (got !== expected) throw new SettingRefused(`SQLite answers ${name} = ${String(got)} where ${expected} is needed`)
}
