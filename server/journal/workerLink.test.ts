import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { JournalUnavailable } from '../ports.ts'
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
  await expect(link.ask('open', { path: '/nonexistent/journal.db', newId: 'an-id', maxBytes: null })).rejects.toMatchObject({
    name: 'SQLite3Error',
    message: expect.stringContaining('Could not open') as string,
  })
  await expect(link.ask('checkpoint', null)).rejects.toThrow('the store is not open')
  await link.end()
}, START_TIMEOUT_MS)
