import { describe, expect, it } from 'vitest'
import { blockedBy } from './blocked.ts'

describe('DESK-3 what cannot be sent says why', () => {
  it.each([
    ['live', { journalWritable: true }, null],
    ['live', null, null],
    ['live', { journalWritable: false }, 'journal'],
    ['stale', { journalWritable: true }, 'stale'],
    ['stale', { journalWritable: false }, 'stale'],
    ['connecting', null, 'connecting'],
    ['outdated', { journalWritable: true }, 'outdated'],
  ] as const)('%s with %j: %s', (state, health, why) => expect(blockedBy(state, health)).toBe(why))
})
