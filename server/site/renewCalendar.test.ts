import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calendarOf, calendarTrouble, dayAfter, holidayAt, siteDayStart } from '../../shared/mode/calendar.ts'
import type { Site } from '../../shared/site/types.ts'
import { loadSite } from './loadSite.ts'

const RUYI_LAKE = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))

let dir: string
beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'site-')) })
afterEach(() => rm(dir, { recursive: true, force: true }))

const lastDay = ({ holidays }: Site): string => holidays.map(({ to }) => to).sort().at(-1)!
const spans = ({ holidays, timeZone }: Site) => calendarOf(holidays, timeZone)

describe('SITE-11, MODE-6: a calendar that has ended is renewed in the pack', () => {
  it('given a holiday written into a copy of the pack, when it is read again, then that is known, the warning is over, and screens see another pack', async () => {
    await cp(RUYI_LAKE, dir, { recursive: true })
    const { site: before } = await loadSite(dir)
    const added = dayAfter(dayAfter(lastDay(before)))
    const begins = siteDayStart(added, before.timeZone)
    expect([calendarTrouble(spans(before), begins), holidayAt(spans(before), begins)]).toEqual(['ended', undefined])
    const file = join(dir, 'site.json')
    const manifest = JSON.parse(await readFile(file, 'utf8')) as { calendar: { holidays: object[] } }
    manifest.calendar.holidays.push({ name: { zh: '试验', en: 'Test' }, from: added, to: added })
    await writeFile(file, JSON.stringify(manifest))
    const { site: after } = await loadSite(dir)
    expect([begins - 1, begins].map((now) => holidayAt(spans(after), now)?.holiday.from)).toEqual([undefined, added])
    expect([calendarTrouble(spans(after), begins), lastDay(after)]).toEqual(['ending', added])
    expect(after.version).not.toBe(before.version)
  })
})
