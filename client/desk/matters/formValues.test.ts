import { describe, expect, it } from 'vitest'
import type { MatterField } from '../../../shared/matter/table.ts'
import { typedOf, valuesOf } from './formValues.ts'
import { momentOfSite, momentText } from './moments.ts'

const name = { zh: '项', en: 'Field' }
const FIELDS: readonly MatterField[] = [
  { id: 'text', name, needed: false, form: 'text', most: 10 }, { id: 'number', name, needed: false, form: 'number', least: 0, most: 9 },
  { id: 'moment', name, needed: false, form: 'moment' }, { id: 'place', name, needed: false, form: 'place' },
  { id: 'lines', name, needed: false, form: 'lines', mostLines: 3 },
]
const ZONE = 'Asia/Shanghai'

describe('MATTER-8: what is typed into a form', () => {
  it('becomes values and back again', () => {
    const typed = { text: '字', number: '7', moment: '2023-11-22 10:30', place: '34.773100, 113.720600', lines: '一\n二' }
    const values = valuesOf(FIELDS, typed, ZONE)
    expect(values).toEqual({ text: '字', number: 7, moment: Date.parse('2023-11-22T10:30:00+08:00'), place: { lat: 34.7731, lon: 113.7206 }, lines: ['一', '二'] })
    expect(typedOf(values, ZONE, FIELDS)).toEqual(typed)
  })

  it('is the value a form began with while it reads as it did, seconds and all; typed over it is what was typed', () => {
    const initial = { moment: Date.parse('2023-11-22T10:30:07.250+08:00'), place: { lat: 34.77310049, lon: 113.7206 } }
    const typed = typedOf(initial, ZONE, FIELDS)
    expect(valuesOf(FIELDS, typed, ZONE, initial)).toEqual(initial)
    expect(valuesOf(FIELDS, { ...typed, moment: '2023-11-22 10:31' }, ZONE, initial)).toEqual({ ...initial, moment: Date.parse('2023-11-22T10:31:00+08:00') })
    expect(valuesOf(FIELDS, { ...typed, moment: '' }, ZONE, initial)).toEqual({ place: initial.place })
  })

  it('is left out when empty, and stays as typed when it does not read, to be refused', () => {
    expect(valuesOf(FIELDS, { text: ' ', moment: 'soon', number: 'x', place: 'here' }, ZONE)).toEqual({ moment: 'soon', number: 'x', place: 'here' })
  })

  it.each([['2023-13-01 10:00'], ['2023-02-30 10:00'], ['2023-11-22 24:00'], ['2023-11-22']])('%s is no moment', (text) => {
    expect(momentOfSite(text, ZONE)).toBeNull()
  })

  it('an hour the clocks skip is none, the hours around it are', () => {
    expect(momentOfSite('2024-03-31 02:30', 'Europe/Berlin')).toBeNull()
    for (const text of ['2024-03-31 01:59', '2024-03-31 03:00']) expect(momentText(momentOfSite(text, 'Europe/Berlin')!, 'Europe/Berlin')).toBe(text)
  })
})
