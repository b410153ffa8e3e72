import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SqliteFile } from './sqliteFile.ts'

const NAME = 'some.db'
let dir: string
let file: SqliteFile

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'file-'))
  file = open()
  file.script('CREATE TABLE numbers (n INTEGER UNIQUE) STRICT')
})
afterEach(() => {
  file.close()
  rmSync(dir, { recursive: true })
})

function open(): SqliteFile {
  return new SqliteFile(join(dir, NAME), null)
}

const insert = (n: number): number => file.run('INSERT INTO numbers VALUES (?)', [n])
const numbers = (): number[] => file.all<{ n: number }>('SELECT n FROM numbers ORDER BY n').map(({ n }) => n)
const keep = (...all: number[]): void => file.transaction('lasting', () => all.forEach(insert))

it('JOURNAL-7: whoever else opens the file is refused; closed, it is free at once and the log is in it', () => {
  keep(1)
  const other = open()
  expect(() => other.all('SELECT n FROM numbers')).toThrow('database is locked')
  expect(readdirSync(dir)).toContain(`${NAME}-wal`)
  file.close()
  expect(readdirSync(dir)).toEqual([NAME])
  expect(other.all('SELECT n FROM numbers')).toEqual([{ n: 1 }])
  other.close()
  expect(numbers()).toEqual([1])
})

it.skipIf(process.platform === 'win32')('ACCESS-11: the file and its log are read by their owner alone', () => {
  keep(1)
  expect([NAME, `${NAME}-wal`].map((name) => statSync(join(dir, name)).mode & 0o777)).toEqual([0o600, 0o600])
})

it('JOURNAL-3: a transaction is done whole or not at all, and tells what went wrong', () => {
  keep(1)
  expect(() => keep(2, 3, 1)).toThrow('UNIQUE constraint failed: numbers.n')
  expect(() => file.transaction('swift', () => [insert(2), asItIs('no')])).toThrow('no')
  expect(numbers()).toEqual([1])
  keep(2, 3)
  expect(numbers()).toEqual([1, 2, 3])
})

it('JOURNAL-4: what could not be undone when it failed is undone before the next transaction', () => {
  file.script('BEGIN IMMEDIATE; INSERT INTO numbers VALUES (7)')
  keep(1)
  expect(numbers()).toEqual([1])
})

function asItIs(message: string): never {
  throw new Error(message)
}
