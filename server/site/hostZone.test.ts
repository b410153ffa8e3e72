import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { momentOfText, momentText } from '../../shared/site/moment.ts'
import { dateTells, isHostZone, wallMs } from '../../shared/site/wallClock.ts'
import { useZone } from './hostZone.ts'

const ownTz = process.env['TZ']
const FROM = Date.UTC(1980, 0)
const UNTIL = Date.UTC(2090, 0)

afterEach(() => {
  dateTells(null)
  if (ownTz === undefined) delete process.env['TZ']
  else process.env['TZ'] = ownTz
})

/** What Intl says, whatever `Date` tells. */
function byIntl(at: number, zone: string): number {
  dateTells(null)
  return wallMs(at, zone)
}

describe('SITE-1: the zone of the site as the zone of the process', () => {
  it.each(['Asia/Shanghai', 'Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe', 'America/Argentina/Buenos_Aires', 'Africa/Casablanca'])('%s: Date tells what Intl does, to the second', (zone) => {
    fc.assert(fc.property(fc.integer({ min: FROM, max: UNTIL }), (at) => {
      useZone(zone)
      expect(isHostZone(zone)).toBe(true)
      const told = wallMs(at, zone)
      expect(told).toBe(byIntl(at, zone))
    }))
  })

  it('also in the hour that clocks skip and in the one they show twice', () => {
    const zone = 'America/New_York'
    const around = [Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 10, 1, 6)].flatMap((turn) => [-3_600_000, -1, 0, 1, 3_600_000].map((off) => turn + off))
    const expected = around.map((at) => byIntl(at, zone))
    useZone(zone)
    expect(around.map((at) => wallMs(at, zone))).toEqual(expected)
    expect([momentOfText('2026-03-08 02:30', zone), momentText(Date.UTC(2026, 2, 8, 7), zone)]).toEqual([null, '2026-03-08 03:00'])
  })

  it.each(['UTC', 'Etc/UTC', 'Africa/Abidjan', 'GMT+8', 'CST-8', 'Foo/Bar', 'Asia/Shangha', ''])('%j is left to Intl, and the process to itself', (zone) => {
    useZone(zone)
    expect([isHostZone(zone), process.env['TZ']]).toEqual([false, ownTz])
  })

  it('of another zone than the process has, Intl is asked', () => {
    useZone('Asia/Shanghai')
    expect(wallMs(Date.UTC(2026, 0), 'Asia/Kathmandu') - Date.UTC(2026, 0)).toBe(20_700_000)
  })
})
