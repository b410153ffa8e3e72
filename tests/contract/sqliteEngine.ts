import { DatabaseSync } from '@photostructure/sqlite'
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openStore, STORE_FILE } from '../../server/journal/openStore.ts'
import type { SqlValue } from '../../server/journal/sqlite/sqliteFile.ts'
import type { Place, StoreEngine } from './storeEngine.ts'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Arguments for node that run a TypeScript file beside this one. */
export function nodeArgs(file: string, ...args: string[]): string[] {
  return ['--import', TSX, fileURLToPath(new URL(file, import.meta.url)), ...args]
}

/** An empty folder of its own. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'journal-'))
}

/** Runs a statement on a closed store's file. */
export function edit(dir: string, sql: string, values: readonly SqlValue[] = []): void {
  const db = new DatabaseSync(join(dir, STORE_FILE))
  try {
    const { changes } = db.prepare(sql).run(...values)
    if (changes !== 1) throw new Error(`${sql} changed ${changes} rows`)
  } finally {
    db.close()
  }
}

function placeIn(dir: string): Place {
  return {
    open: ({ report = () => undefined, versions } = {}) => openStore(dir, { report, ...(versions && { versions }) }),
    copy: () => {
      const to = freshFolder()
      cpSync(dir, to, { recursive: true })
      return placeIn(to)
    },
    startAppender: () => spawn(process.execPath, nodeArgs('./appendUntilKilled.ts', dir), { stdio: ['ignore', 'pipe', 'pipe'] }),
    editFact: (seq, column, value) => edit(dir, `UPDATE facts SET ${column} = ? WHERE seq = ?`, [value, seq]),
    removeFact: (seq) => edit(dir, 'DELETE FROM facts WHERE seq = ?', [seq]),
    editJournalId: (id) => edit(dir, 'UPDATE journal SET id = ?', [id]),
    editSnapshot: (column, value) => edit(dir, `UPDATE past_boards SET ${column} = ?`, [column === 'body' ? Buffer.from(String(value)) : value]),
    remove: () => rmSync(dir, { recursive: true }),
  }
}

export const sqliteEngine: StoreEngine = { name: 'SQLite', place: () => placeIn(freshFolder()) }
