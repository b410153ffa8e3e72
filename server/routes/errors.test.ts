import { describe, expect, it } from 'vitest'
import { fieldOf } from './errors.ts'

describe('INPUT-1: the field a violation is about', () => {
  it.each([
    ['a value', '/position/lon', {}, 'position.lon'],
    ['an item', '/3/status', {}, '3.status'],
    ['a missing key', '', { missingProperty: 'kind' }, 'kind'],
    ['a missing key inside', '/position', { missingProperty: 'lat' }, 'position.lat'],
    ['a missing key as TypeBox says it', '/0', { requiredProperties: ['unit', 'lon'] }, '0.unit'],
    ['an unknown key', '', { additionalProperty: 'colour' }, 'colour'],
    ['an unknown key inside', '/12', { unevaluatedProperty: 'colour' }, '12.colour'],
    ['the whole', '', {}, ''],
  ])('%s', (_what, instancePath, params, field) => {
    expect(fieldOf({ instancePath, params })).toBe(field)
  })
})
