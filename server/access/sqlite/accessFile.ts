import { SqliteFile } from '../../journal/sqlite/sqliteFile.ts'
import type { PersonRole, Scope } from '../../../shared/access/roles.ts'
import type { Lead } from '../../../shared/incident/response.ts'
import type { AccountRow, AuditEntry, AuditQuestion, DeviceRow, LinkRow, SessionRow, TryRow } from '../rows.ts'

const VERSION = 4

const TRIES = `
  CREATE TABLE tries (
    name TEXT NOT NULL, address TEXT NOT NULL, failures REAL NOT NULL, locked_until REAL NOT NULL, tried_at REAL NOT NULL, entered_at REAL,
    PRIMARY KEY (name, address)
  ) STRICT;`

/** The trail refuses to be changed by the engine itself; accounts are never deleted either, only revoked. */
const TABLES = `
  ${TRIES}
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, unit TEXT, password TEXT, totp TEXT, totp_step REAL NOT NULL,
    signed_in_at REAL, created_at REAL NOT NULL, revoked_at REAL,
    department TEXT, leads TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE TABLE devices (
    id TEXT PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, hash TEXT UNIQUE, scopes TEXT NOT NULL, created_at REAL NOT NULL,
    revoked_at REAL, department TEXT
  ) STRICT;
  CREATE TABLE links (hash TEXT PRIMARY KEY, subject TEXT NOT NULL, expires_at REAL NOT NULL) STRICT;
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY, account TEXT NOT NULL, started_at REAL NOT NULL, seen_at REAL NOT NULL
  ) STRICT;
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at REAL NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL, outcome TEXT NOT NULL,
    source_address TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  PRAGMA user_version = ${VERSION};
`

/** Version 1 knew no departments, and nobody who acts for a lead. */
const FROM_ONE = `
  ALTER TABLE accounts ADD COLUMN department TEXT;
  ALTER TABLE accounts ADD COLUMN leads TEXT NOT NULL DEFAULT '[]';
  PRAGMA user_version = 2;
`

/** Version 2 kept one lock with each account, wherever somebody tried. */
const FROM_TWO = `
  ALTER TABLE accounts DROP COLUMN failures;
  ALTER TABLE accounts DROP COLUMN locked_until;
  ${TRIES}
  PRAGMA user_version = 3;
`

/** Version 3 knew no keys that act for a department. */
const FROM_THREE = `
  ALTER TABLE devices ADD COLUMN department TEXT;
  PRAGMA user_version = 4;
`
/** What brings a file of an older version to the next one, the oldest first. */
const STEPS = [FROM_ONE, FROM_TWO, FROM_THREE] as const

/** The file holds tables of a newer program, or of none of ours. */
export class AccessFileUnknown extends Error {
  override readonly name = 'AccessFileUnknown'
}

/**
 * Accounts, devices, links, sessions and the audit trail in a file of their own. Everything survives `kill -9`; what an
 * administrator does also a power cut, at the price of a sync; the last moments of sessions and failures may go with the power.
 */
export class AccessFile {
  readonly #file: SqliteFile
  /** Called when something was not kept after all: what is held in memory is read anew. */
  readonly #onRefused: (() => void)[] = []

  /** @throws AccessFileUnknown */
  constructor(path: string) {
    this.#file = new SqliteFile(path, null)
    const found = this.#file.get<{ user_version: number }>('PRAGMA user_version')?.user_version
    if (found === VERSION) return
    if (found !== undefined && found >= 1 && found < VERSION) {
      this.#file.transaction('lasting', () => this.#file.script(STEPS.slice(found - 1).join('')))
      return
    }
    const tables = this.#file.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n
    if (found !== 0 || tables !== 0) {
      this.#file.close()
      throw new AccessFileUnknown(`${path} has tables of version ${found ?? 'none'}; this program knows version ${VERSION}`)
    }
    this.#file.transaction('lasting', () => this.#file.script(TABLES))
  }

  /** Does `work` whole or not at all. `lasting` waits for the disk. */
  together<T>(durability: 'lasting' | 'swift', work: () => T): T {
    try {
      return this.#file.transaction(durability, work)
    } catch (error) {
      for (const readAnew of this.#onRefused) readAnew()
      throw error
    }
  }

  onRefused(readAnew: () => void): void {
    this.#onRefused.push(readAnew)
  }

  accounts(): AccountRow[] {
    return this.#file.all<Record<string, unknown>>('SELECT * FROM accounts').map((row) => ({
      id: row['id'] as string, name: row['name'] as string, role: row['role'] as PersonRole, unit: row['unit'] as string | null,
      password: row['password'] as string | null, totp: row['totp'] as string | null, totpStep: row['totp_step'] as number,
      signedInAt: row['signed_in_at'] as number | null,
      createdAt: row['created_at'] as number, revokedAt: row['revoked_at'] as number | null,
      department: row['department'] as string | null,
      leads: JSON.parse(row['leads'] as string) as Lead[],
    }))
  }

  keepAccount(row: AccountRow): void {
    this.#file.run('INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      row.id, row.name, row.role, row.unit, row.password, row.totp, row.totpStep, row.signedInAt, row.createdAt,
      row.revokedAt, row.department, JSON.stringify(row.leads),
    ])
  }

  devices(): DeviceRow[] {
    return this.#file.all<Record<string, unknown>>('SELECT * FROM devices').map((row) => ({
      id: row['id'] as string, role: row['role'] as DeviceRow['role'], name: row['name'] as string, hash: row['hash'] as string | null,
      scopes: JSON.parse(row['scopes'] as string) as Scope[], createdAt: row['created_at'] as number, revokedAt: row['revoked_at'] as number | null,
      department: row['department'] as string | null,
    }))
  }

  keepDevice(row: DeviceRow): void {
    this.#file.run('INSERT OR REPLACE INTO devices VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [
      row.id, row.role, row.name, row.hash, JSON.stringify(row.scopes), row.createdAt, row.revokedAt, row.department,
    ])
  }

  links(): LinkRow[] {
    return this.#file.all<{ hash: string; subject: string; expires_at: number }>('SELECT * FROM links').map(
      ({ hash, subject, expires_at: expiresAt }) => ({ hash, subject, expiresAt }),
    )
  }

  keepLink({ hash, subject, expiresAt }: LinkRow): void {
    this.#file.run('INSERT INTO links VALUES (?, ?, ?)', [hash, subject, expiresAt])
  }

  dropLinksOf(subject: string): void {
    this.#file.run('DELETE FROM links WHERE subject = ?', [subject])
  }

  sessions(): SessionRow[] {
    return this.#file.all<{ hash: string; account: string; started_at: number; seen_at: number }>('SELECT * FROM sessions').map(
      ({ hash, account, started_at: startedAt, seen_at: seenAt }) => ({ hash, account, startedAt, seenAt }),
    )
  }

  keepSession({ hash, account, startedAt, seenAt }: SessionRow): void {
    this.#file.run('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?)', [hash, account, startedAt, seenAt])
  }

  dropSession(hash: string): void {
    this.#file.run('DELETE FROM sessions WHERE hash = ?', [hash])
  }

  tries(): TryRow[] {
    return this.#file.all<Record<string, unknown>>('SELECT * FROM tries').map((row) => ({
      name: row['name'] as string, address: row['address'] as string, failures: row['failures'] as number, lockedUntil: row['locked_until'] as number,
      triedAt: row['tried_at'] as number, enteredAt: row['entered_at'] as number | null,
    }))
  }

  keepTry({ name, address, failures, lockedUntil, triedAt, enteredAt }: TryRow): void {
    this.#file.run('INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?, ?, ?)', [name, address, failures, lockedUntil, triedAt, enteredAt])
  }

  dropTry(name: string, address: string): void {
    this.#file.run('DELETE FROM tries WHERE name = ? AND address = ?', [name, address])
  }

  /** Adds to the trail. */
  note({ at, who, what, subject, outcome, sourceAddress }: Omit<AuditEntry, 'seq'>): void {
    this.#file.run('INSERT INTO audit (at, who, what, subject, outcome, source_address) VALUES (?, ?, ?, ?, ?, ?)', [
      at, who, what, subject, outcome, sourceAddress,
    ])
  }

  /** Entries after `seq`, oldest first, at most `limit`. */
  auditAfter(seq: number, limit: number): AuditEntry[] {
    return this.#file.all<Record<string, unknown>>('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?', [seq, limit]).map(entryOf)
  }

  /** Entries before `before` that a question asks for, newest first, at most `limit`. */
  auditBefore(before: number, { who, what }: AuditQuestion, limit: number): AuditEntry[] {
    const sql = 'SELECT * FROM audit WHERE seq < ? AND (? IS NULL OR instr(who, ?) > 0) AND (? IS NULL OR instr(what, ?) > 0) ORDER BY seq DESC LIMIT ?'
    return this.#file.all<Record<string, unknown>>(sql, [before, who, who, what, what, limit]).map(entryOf)
  }

  /** Runs statements as they are; for looking after a file by hand. */
  script(sql: string): void {
    this.#file.script(sql)
  }

  close(): void {
    this.#file.close()
  }
}

function entryOf(row: Record<string, unknown>): AuditEntry {
  return {
    seq: Number(row['seq']), at: row['at'] as number, who: row['who'] as string, what: row['what'] as string,
    subject: row['subject'] as string, outcome: row['outcome'] as string, sourceAddress: row['source_address'] as string,
  }
}
