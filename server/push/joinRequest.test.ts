import { describe, expect, it } from 'vitest'
import { PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { parseJoin } from './joinRequest.ts'

const GOOD = { protocol: PROTOCOL_VERSION, site: 'v1', journal: null, seq: 0 }

describe('PUSH-2: what a screen says', () => {
  it.each([GOOD, { ...GOOD, site: null }, { ...GOOD, journal: 'j', seq: 9_000_000_000 }])('%j is understood', (request) => {
    expect(parseJoin(request)).toEqual(request)
  })

  it.each([
    undefined, null, 7, 'join', [], [GOOD], {}, { ...GOOD, seq: -1 }, { ...GOOD, seq: 0.5 }, { ...GOOD, seq: '0' }, { ...GOOD, seq: null },
    { ...GOOD, protocol: '1' },
    { ...GOOD, site: 5 }, { ...GOOD, site: 'x'.repeat(65) }, { ...GOOD, journal: 'x'.repeat(65) }, { ...GOOD, more: 1 },
    { protocol: 1, site: null, journal: null },
  ])('%j is not', (request) => {
    expect(parseJoin(request)).toBeNull()
  })
})
