import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

const PAGE_BYTES = 4_096
/** Only who runs the server reads the record and the accounts; the engine makes the log beside a file as the file is. */
const OWNER_ONLY = 0o600
/** WAL pages after which a COMMIT itself moves them into the file, should there be no quiet moment before: 32 MiB. */
const CHECKPOINT_PAGES = 8_192

/** `lasting` survives a power cut once committed; `swift` may lose the last second of it, never its order. */
export type Durability = 'lasting' | 'swift'

/** What a statement takes for each of its `?`. */
export type SqlValue = string | number | bigint | Uint8Array | null

/** The engine did not take a setting that durability rests on. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused'
}

/**
 * One database file with one connection, which is its only user: write-ahead log, exclusive lock, synchronous FULL.
 * A transaction that fails is undone; where not even that works, it is tried again before the next one. After an error of
 * the engine the log begins anew, so that the next transaction needs no more room than there is.
 */
export class SqliteFile {
  #db: DatabaseSyncInstance | null = null
  readonly #statements = new Map<string, StatementSyncInstance>()
  #durability: Durability = 'lasting'
  /** The log was made by this connection and its name, or its folder's, may not survive a power cut yet. */
  #unnamedLog = false

  /** `maxBytes`: upper size of the file; null for what the disk holds. */
  constructor(readonly path: string, private readonly maxBytes: number | null) {}

  run(sql: string, values: readonly SqlValue[] = []): number {
    return this.#prepared(sql).run(...values).changes
  }

  get<R>(sql: string, values: readonly SqlValue[] = []): R | null {
    return this.all<R>(sql, values)[0] ?? null
  }

  /** Reads to the end, so that no statement stays open behind it. */
  all<R>(sql: string, values: readonly SqlValue[] = []): R[] {
    return this.#prepared(sql).all(...values) as R[]
  }

  /** Runs several statements without values. */
  script(sql: string): void {
    this.#open().exec(sql)
  }

  /** Does `work` whole or not at all. */
  transaction<T>(durability: Durability, work: () => T): T {
    this.#undo()
    this.#use(durability)
    this.run('BEGIN IMMEDIATE')
    try {
      const value = work()
      this.run('COMMIT')
      if (durability === 'lasting') this.#nameLog()
      return value
    } catch (error) {
      this.#recover(isOfEngine(error))
      throw error
    }
  }

  checkpoint(): void {
    this.script('PRAGMA wal_checkpoint(PASSIVE)')
  }

  close(): void {
    const db = this.#db
    this.#db = null
    this.#statements.clear()
    if (db === null) return
    letGo(db)
    db.close()
  }

  #open(): DatabaseSyncInstance {
    if (this.#db !== null) return this.#db
    closeSync(openSync(this.path, 'a', OWNER_ONLY))
    const db = new DatabaseSync(this.path)
    try {
      settle(db, this.maxBytes)
    } catch (error) {
      letGo(db)
      db.close()
      throw error
    }
    this.#durability = 'lasting'
    this.#unnamedLog = true
    this.#db = db
    return db
  }

  /** The engine syncs the folder of a log it made when it likes, and never the folder above: so both are synced here. */
  #nameLog(): void {
    if (!this.#unnamedLog) return
    syncFolder(dirname(this.path))
    syncFolder(dirname(dirname(this.path)))
    this.#unnamedLog = false
  }

  #prepared(sql: string): StatementSyncInstance {
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

  /** Ends a transaction that failed and could not be undone then. */
  #undo(): void {
    if (this.#db?.isTransaction === true) this.script('ROLLBACK')
  }

  /** What fails here is not reported: the error that led here is. */
  #recover(emptyLog: boolean): void {
    try {
      this.#undo()
      if (emptyLog) this.checkpoint()
    } catch {
      return
    }
  }
}

/**
 * Moves the log into the file and gives up the lock. The engine would do both when it closes a connection, but not before
 * the last of its statements has been collected. What cannot be moved now stays in the log, for whoever opens the file next.
 */
function letGo(db: DatabaseSyncInstance): void {
  try {
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema')
  } catch {
    return
  }
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

function settle(db: DatabaseSyncInstance, maxBytes: number | null): void {
  insist(db, 'locking_mode', 'EXCLUSIVE', 'exclusive')
  insist(db, 'journal_mode', 'WAL', 'wal')
  insist(db, 'synchronous', 'FULL', 2)
  insist(db, 'wal_autocheckpoint', String(CHECKPOINT_PAGES), CHECKPOINT_PAGES)
  insist(db, 'page_size', String(PAGE_BYTES), PAGE_BYTES)
  if (maxBytes !== null) db.exec(`PRAGMA max_page_count = ${Math.floor(maxBytes / PAGE_BYTES)}`)
}

/** An error of SQLite itself, as a disk that is full; what `work` throws is none. */
function isOfEngine(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_SQLITE_ERROR'
}

/** Sets a pragma and reads it back. */
function insist(db: DatabaseSyncInstance, name: string, value: string, expected: string | number): void {
  db.exec(`PRAGMA ${name} = ${value}`)
  const got = (db.prepare(`PRAGMA ${name}`).get() as Record<string, unknown> | undefined)?.[name]
  if (got !== expected) throw new SettingRefused(`SQLite answers ${name} = ${String(got)} where ${expected} is needed`)
}
