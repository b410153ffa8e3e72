import { describe, expect, test } from 'vitest'
import { MOST_READINGS, PositionsSchema } from '../../shared/protocol/schemas.ts'
import { checkAgainst, MOST_PAYLOAD_BYTES, readJson } from './checkPayload.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('payloads', () => {
  test('MQTT-2 are JSON in UTF-8', () => {
    expect(readJson(bytes('[{"unit":"第一队"}]'))).toEqual({ value: [{ unit: '第一队' }] })
    expect(readJson(bytes('\uFEFF[{"unit":"第一队"}]'))).toEqual({ value: [{ unit: '第一队' }] })
    expect(readJson(bytes('x[{"unit":"P01"}]y').subarray(1, -1))).toEqual({ value: [{ unit: 'P01' }] })
    for (const payload of [bytes('{'), bytes(''), bytes('NaN'), Uint8Array.of(0x22, 0xc3, 0x28, 0x22)]) {
      expect(readJson(payload)).toMatchObject({ misfit: { code: 'notJson' } })
    }
  })

  test('MQTT-2 are as large as the limit and no larger', () => {
    expect(readJson(bytes(`7${' '.repeat(MOST_PAYLOAD_BYTES - 1)}`))).toEqual({ value: 7 })
    expect(readJson(bytes(`7${' '.repeat(MOST_PAYLOAD_BYTES)}`))).toMatchObject({ misfit: { code: 'tooLarge' } })
  })
})

describe('the check against the contract', () => {
  const check = checkAgainst(PositionsSchema)
  const fix = { unit: 'P01', lon: 113.72, lat: 34.77, fixAt: 1_700_000_000_000 }

  test.each([
    ['0.lon', { ...fix, lon: '113.72' }],
    ['0.lat', { ...fix, lat: 90.1 }],
    ['0.colour', { ...fix, colour: 'red' }],
    ['0.fixAt', { ...fix, fixAt: undefined }],
    ['0.fixAt', { ...fix, fixAt: 'yesterday' }],
    ['0.fixAt', { ...fix, fixAt: '2026-11-23T10:00:00' }],
    ['0.fixAt', { ...fix, fixAt: '2026-02-29T10:00:00Z' }],
    ['0.fixAt', { ...fix, fixAt: 1.5 }],
    ['0', 7],
  ])('MQTT-2 names the field %s', (field, item) => {
    expect(check([item])).toMatchObject({ misfit: { code: 'malformed', field } })
  })

  test.each(['2026-11-23T10:00:00Z', '2026-11-23T18:00:00.123+08:00', '2024-02-29T10:00:00Z', 0])('MQTT-2 takes the moment %s', (fixAt) => {
    expect(check([{ ...fix, fixAt }])).toHaveProperty('value')
  })

  test('MQTT-2 takes as many as the contract says and no more', () => {
    expect(check(Array.from({ length: MOST_READINGS }, () => fix))).toHaveProperty('value')
    expect(check(Array.from({ length: MOST_READINGS + 1 }, () => fix))).toHaveProperty('misfit')
    expect(check([])).toHaveProperty('misfit')
  })
})
