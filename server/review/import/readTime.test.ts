import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTime } from './readTime.ts'

const AT = Date.UTC(2024, 0, 15, 13, 23, 45)

describe('IMPORT-3: a time as systems write it', () => {
  it.each([
    '2024-01-15T13:23:45', '2024-01-15T13:23:45.000', '2024-01-15 13:23:45', '2024/01/15 13:23:45', '2024/1/15 13:23:45', '2024.01.15 13:23:45',
    '01/15/2024 01:23:45 PM', '1/15/2024 1:23:45 pm', '01-15-2024 13:23:45', '01/15/24 13:23:45', '20240115132345', '20240115T132345',
    '15-Jan-2024 13:23:45', '15 January 2024 13:23:45', 'Jan 15, 2024 1:23:45 PM', '2024 Jan 15 01:23:45 PM', 'Mon 15 Jan 2024 13:23:45',
    '2024年1月15日 13时23分45秒', '2024年01月15日13:23:45', '2024年1月15日 下午1:23:45', '2024-01-15 13:23:45.000000000',
  ])('%s is local', (text) => {
    expect(readTime(text, 'mdy')).toEqual({ kind: 'local', wallMs: AT })
  })

  it.each([
    '2024-01-15T13:23:45Z', '2024-01-15T21:23:45+08:00', '2024-01-15T21:23:45+0800', '2024-01-15 08:23:45 -05', '2024-01-15 13:23:45 UTC',
    '1705325025', '1705325025.0', '1705325025000', '20240115132345Z',
  ])('%s is an instant', (text) => {
    expect(readTime(text, null)).toEqual({ kind: 'instant', at: AT })
  })

  it.each([
    ['12/31/2023 12:00:00 AM', Date.UTC(2023, 11, 31, 0)], ['12/31/2023 12:00:00 PM', Date.UTC(2023, 11, 31, 12)], ['12/31/2023 11:59:59 PM', Date.UTC(2023, 11, 31, 23, 59, 59)],
    ['2024-03-02 01:45:00 AM', Date.UTC(2024, 2, 2, 1, 45)], ['2024-03-02 12:45 AM', Date.UTC(2024, 2, 2, 0, 45)], ['2024-03-02 12:45 PM', Date.UTC(2024, 2, 2, 12, 45)],
    ['2024-01-1 12:30', Date.UTC(2024, 0, 1, 12, 30)], ['2024-01-11 2:30', Date.UTC(2024, 0, 11, 2, 30)], ['2024年1月11日2:30', Date.UTC(2024, 0, 11, 2, 30)],
    ['2024-01-11下午2:30', Date.UTC(2024, 0, 11, 14, 30)], ['2024-01-11T2:30', Date.UTC(2024, 0, 11, 2, 30)], ['2024-01-11,2:30', Date.UTC(2024, 0, 11, 2, 30)],
    ['1/2/2024 1:05', Date.UTC(2024, 0, 2, 1, 5)], ['2024-02-29 00:00', Date.UTC(2024, 1, 29)], ['2024-01-15 13:23:45.678', AT + 678],
  ])('%s is %d', (text, wallMs) => {
    expect(readTime(text, 'mdy')).toEqual({ kind: 'local', wallMs })
  })

  it('is never guessed where day and month may be either', () => {
    expect(readTime('03/04/2024 10:00', null)).toEqual({ kind: 'unreadable' })
    expect(readTime('03/04/2024 10:00', 'mdy')).toEqual({ kind: 'local', wallMs: Date.UTC(2024, 2, 4, 10) })
    expect(readTime('03/04/2024 10:00', 'dmy')).toEqual({ kind: 'local', wallMs: Date.UTC(2024, 3, 3, 10) })
    expect(readTime('15/01/2024 10:00', 'mdy')).toEqual({ kind: 'unreadable' })
  })

  it.each([
    ['', 'blank'], ['  ', 'blank'], ['NULL', 'blank'], ['n/a', 'blank'], ['-', 'blank'], ['无', 'blank'],
    ['2024-01-15', 'dateOnly'], ['01/15/2024', 'dateOnly'], ['2024年1月15日', 'dateOnly'],
    ['1900-01-01 00:00:00', 'placeholder'], ['1970-01-01T00:00:00', 'placeholder'], ['9999-12-31 23:59:59', 'placeholder'],
    ['2024-02-30 10:00', 'unreadable'], ['2023-02-29 10:00', 'unreadable'], ['2024-13-01 10:00', 'unreadable'], ['2024-01-15 24:30', 'unreadable'],
    ['2024-03-02 13:45:00 AM', 'unreadable'], ['2024-03-02 13:45 PM', 'unreadable'], ['2024-03-02 0:45 AM', 'unreadable'], ['2024-03-02 00:00:00 PM', 'unreadable'], ['2024年3月2日 上午13:45', 'unreadable'],
    ['2024-01-112:30', 'unreadable'], ['2024-01-1512:30', 'unreadable'], ['2024/1/152:30:00', 'unreadable'],
    ['2024-01-15 10:60', 'unreadable'], ['10:00', 'unreadable'], ['tomorrow', 'unreadable'], ['12345', 'unreadable'], ['2024-01-15 10:00 EST', 'unreadable'],
  ])('“%s” is %s', (text, kind) => {
    expect(readTime(text, 'mdy')).toEqual({ kind })
  })

  it('of any text is read or said not to be, and never thrown over', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9/:\- APMT.+Z]{0,24}$/)), (text) => {
      expect(['instant', 'local', 'blank', 'unreadable', 'dateOnly', 'placeholder']).toContain(readTime(text, 'mdy').kind)
    }))
  })

  it('of any moment comes back from the way it was written', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1972-01-01'), max: new Date('2199-01-01'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString()
      expect(readTime(iso, null)).toEqual({ kind: 'instant', at: date.getTime() })
      expect(readTime(iso.slice(0, -1), null)).toEqual({ kind: 'local', wallMs: date.getTime() })
    }))
  })
})
