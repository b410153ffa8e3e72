import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { JournalUnavailable } from '../ports.ts'
import { SqliteFile } from './sqlite/sqliteFile.ts'
import { WorkerLink } from './workerLink.ts'

const START_TIMEOUT_MS = 30_000

it('JOURNAL-4: when the worker ends, what was asked and what will be asked fails as unavailable', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'journal-'))
  const link = new WorkerLink()
  await link.ask('open', { path: join(dir, 'journal.db'), newId: 'an-id', maxBytes: null })
  const ending = link.end()
  await expect(link.ask('newestReadings', null)).rejects.toThrow(JournalUnavailable)
  await ending
  await expect(link.ask('newestReadings', null)).rejects.toThrow('has ended')
  rmSync(dir, { recursive: true })
}, START_TIMEOUT_MS)

it('JOURNAL-4: an error in the worker keeps its name and message, and the worker goes on', async () => {
  const link = new WorkerLink()
  await expect(link.ask('checkpoint', null)).rejects.toThrow('the store is not open')
  const open = (path: string): Promise<unknown> => link.ask('open', { path, newId: 'an-id', maxBytes: null })
  await expect(open('/nonexistent/journal.db')).rejects.toThrow('no such file or directory')
  const dir = mkdtempSync(join(tmpdir(), 'link-'))
  const newer = new SqliteFile(join(dir, 'journal.db'), null)
  newer.script('PRAGMA user_version = 99')
  newer.close()
  await expect(open(newer.path)).rejects.toMatchObject({ name: 'SchemaUnknown', message: expect.stringContaining('version 99') as string })
  rmSync(dir, { recursive: true })
  await expect(link.ask('checkpoint', null)).rejects.toThrow('the store is not open')
  await link.end()
}, START_TIMEOUT_MS)
