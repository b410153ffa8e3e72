import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STAGES } from '../../../shared/clock/stages.ts'
import { timingReport } from '../../../shared/timing/figures.ts'
import { verifyChainFile } from '../chainFile.ts'
import { importIncidents, type ImportResult } from './importIncidents.ts'
import { BadMap, checkMap, mapOfPairs } from './mapping.ts'
import { proposeMap } from './proposeMap.ts'
import { importedHandling, type ImportedIncident } from './record.ts'
import { readSpace, spaceNameOf, writeSpace } from './spaceFile.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const HEADER = 'Call No,Type,Priority,Received,Dispatched,En Route,On Scene,Closed,Beat,Unit,Result'
const MAP = 'id=Call No,kind=Type,level=Priority,received=Received,dispatched=Dispatched,enRoute=En Route,onScene=On Scene,closed=Closed,' +
  'grid=Beat,team=Unit,outcome=Result,zone=America/New_York,cancelledValues=FALSE|DUP CALL,dateOrder=mdy'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'import-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function imported(lines: readonly string[], { map = MAP, header = HEADER, eol = '\n' } = {}): Promise<ImportResult> {
  const path = join(dir, 'file.csv')
  await writeFile(path, [header, ...lines].join(eol))
  return importIncidents(path, checkMap(mapOfPairs([map])), { now: NOW })
}

/** A row of 12 June 2024, with times of day. */
function row(id: string, times: readonly string[], more: readonly string[] = ['B1', 'E1', 'OK']): string {
  return [id, 'Fire', 'II', ...times.map((time) => (/^\d{1,2}:\d\d/.test(time) ? `06/12/2024 ${time}` : time)), ...more].join(',')
}

const SOUND = ['08:00:00 AM', '08:02:00 AM', '08:04:00 AM', '08:09:00 AM', '08:25:00 AM']

/** Every fault this import knows, on a line each; what is expected of it beside it. */
const FAULTS: readonly (readonly [string, string])[] = [
  ['sound', row('1', SOUND)],
  ['missing received', row('2', ['', ...SOUND.slice(1)])],
  ['missing onScene', row('3', [...SOUND.slice(0, 3), 'NULL', SOUND[4]!])],
  ['missing closed', row('4', [...SOUND.slice(0, 4), ''])],
  ['unreadable received', row('5', ['soon', ...SOUND.slice(1)])],
  ['unreadable enRoute', row('6', [SOUND[0]!, SOUND[1]!, '25:61', SOUND[3]!, SOUND[4]!])],
  ['dateOnly dispatched', row('7', [SOUND[0]!, '06/12/2024', ...SOUND.slice(2)])],
  ['placeholder closed', row('8', [...SOUND.slice(0, 4), '01/01/1900 12:00:00 AM'])],
  ['skipped received', row('9', ['03/10/2024 02:30:00 AM', '03/10/2024 03:31:00 AM', '', '', ''])],
  ['ambiguous received', row('10', ['11/03/2024 01:30:00 AM', '11/03/2024 02:01:00 AM', '', '', ''])],
  ['ambiguous closed', row('11', ['11/03/2024 12:58:00 AM', '11/03/2024 12:59:00 AM', '11/03/2024 12:59:30 AM', '11/03/2024 12:59:50 AM', '11/03/2024 01:10:00 AM'])],
  ['future received', row('12', ['06/12/2030 08:00:00 AM', '', '', '', ''])],
  ['future closed', row('13', [...SOUND.slice(0, 4), '06/12/2030 08:00:00 AM'])],
  ['closed before received', row('14', [...SOUND.slice(0, 4), '07:59:59 AM'])],
  ['out of order', row('15', [SOUND[0]!, SOUND[1]!, '08:10:00 AM', SOUND[3]!, SOUND[4]!])],
  ['too few cells', '16,Fire,II,06/12/2024 08:00:00 AM'],
  ['too many cells', `${row('17', SOUND)},x`],
  ['duplicate', row('1', SOUND)],
  ['same id', row('1', ['08:00:00 AM', '08:01:00 AM', '08:04:00 AM', '08:09:00 AM', '08:25:00 AM'])],
  ['reopened', row('1', ['08:25:00 AM', '08:26:00 AM', '08:27:00 AM', '08:28:00 AM', '08:40:00 AM'])],
  ['no id', row('', SOUND)],
  ['unknown level', row('20', SOUND).replace(',II,', ',urgent,')],
  ['malformed', `"22${row('', SOUND)}`],
  ['stray quote', row('23', SOUND, ['B1"', 'E1', 'OK'])],
  ['false alarm', row('21', SOUND, ['B1', 'E1', 'DUP CALL'])],
]

describe('IMPORT-2: a file with every known fault', () => {
  it('is read whole: every row is kept, classed and counted', async () => {
    const { report, records } = await imported(FAULTS.map(([, line]) => line))
    expect(report.rows).toBe(FAULTS.length)
    expect(records).toHaveLength(FAULTS.length)
    expect(Object.fromEntries(report.classes.map((each) => [`${each.class} ${each.field ?? ''}`.trim(), each.rows]))).toEqual({
      'missing received': 1, 'missing dispatched': 2, 'missing enRoute': 4, 'missing onScene': 5, 'missing closed': 5,
      'unreadable received': 1, 'unreadable enRoute': 1, 'dateOnly dispatched': 1, 'placeholder closed': 1, 'skipped received': 1,
      'ambiguous received': 1, 'ambiguous closed': 1, 'future received': 1, 'future closed': 1, 'beforeReceived closed': 1,
      'outOfOrder onScene': 1, malformed: 1, strayQuote: 1, wrongCells: 2, 'duplicate id': 1, 'sameId id': 1, 'reopened id': 1, 'missingId id': 1, 'unknownLevel level': 1,
    })
    expect(report).toMatchObject({ faulty: 10, undated: 5, cancelled: 1, counted: 14, lines: FAULTS.length + 1, emptyLines: 0, furtherLines: 0 })
    expect(report.faulty + report.cancelled + report.counted).toBe(FAULTS.length)
  })

  it('names lines of each class', async () => {
    const { report } = await imported(FAULTS.map(([, line]) => line))
    expect(report.classes.find((each) => each.class === 'skipped')?.lines).toEqual([FAULTS.findIndex(([name]) => name === 'skipped received') + 2])
  })

  it('gives figures in which each fault stands out of n, with its reason', async () => {
    const { records } = await imported(FAULTS.map(([, line]) => line))
    const where = { space: 'import:x', zone: 'America/New_York', limits: { respond: 180_000, dispatch: 300_000, arrive: 600_000, resolve: 1_800_000 } } as const
    const handlings = records.flatMap((record) => importedHandling(record, where) ?? [])
    expect(handlings).toHaveLength(FAULTS.length - 5)
    const { stages } = timingReport(handlings, 'all', NOW).total
    expect(stages.map(({ n, met, late, missed, open }) => [n, met, late, missed, open])).toEqual([
      [13, 13, 0, 0, 0], [13, 12, 1, 0, 0], [13, 13, 0, 0, 0], [9, 9, 0, 0, 0],
    ])
    expect(stages.map(({ excluded }) => excluded)).toEqual([
      { unrecorded: 0, invalid: 0, cancelled: 1, merged: 0, faulty: 6, unmapped: 0 },
      { unrecorded: 0, invalid: 0, cancelled: 1, merged: 0, faulty: 6, unmapped: 0 },
      { unrecorded: 1, invalid: 0, cancelled: 1, merged: 0, faulty: 5, unmapped: 0 },
      { unrecorded: 1, invalid: 1, cancelled: 1, merged: 0, faulty: 8, unmapped: 0 },
    ])
  })
})

describe('IMPORT-2: rows of one id', () => {
  const handling = (hour: string, id = '1', team = 'E1'): string => row(id, SOUND.map((time) => time.replace('08:', `${hour}:`)), ['B1', team, 'OK'])
  const told = ({ report, records }: ImportResult): unknown => [report.counted, report.faulty, report.rows, records.filter(({ faulty }) => !faulty).map(({ received, handling: n }) => [received, n]).sort()]

  it('is one incident and its handlings, the newest row first as the oldest first; what is noted keeps its line', async () => {
    const lines = [handling('08'), handling('09'), handling('10')]
    const [oldest, newest] = [await imported(lines), await imported(lines.toReversed())]
    expect(told(newest)).toEqual(told(oldest))
    expect(oldest.report).toMatchObject({ rows: 3, records: 3, counted: 3, faulty: 0 })
    expect(oldest.records.map(({ handling: n, lines: on }) => [n, on])).toEqual([[1, [2]], [2, [3]], [3, [4]]])
    expect(newest.records.map(({ handling: n, lines: on }) => [n, on])).toEqual([[3, [2]], [2, [3]], [1, [4]]])
    expect([oldest, newest].map(({ report }) => report.classes)).toEqual([
      [{ class: 'reopened', field: 'id', rows: 2, lines: [3, 4] }], [{ class: 'reopened', field: 'id', rows: 2, lines: [2, 3] }],
    ])
  })

  it('overlapping in time count once, the one reported first; of one moment the first line', async () => {
    const later = row('1', ['08:24:59 AM', '08:26:00 AM', '08:27:00 AM', '08:28:00 AM', '08:40:00 AM'])
    for (const lines of [[handling('08'), later], [later, handling('08')]]) {
      const { report, records } = await imported(lines)
      expect(report).toMatchObject({ rows: 2, counted: 1, faulty: 1, classes: [{ class: 'sameId', rows: 1, lines: [lines.indexOf(later) + 2] }] })
      expect(records.find(({ faulty }) => !faulty)!.stamps.respond).toBe(Date.UTC(2024, 5, 12, 12, 2))
    }
    const other = row('1', [SOUND[0]!, '08:01:00 AM', ...SOUND.slice(2)])
    for (const lines of [[handling('08'), other], [other, handling('08')]]) {
      expect((await imported(lines)).records.map(({ faulty }) => faulty)).toEqual([false, true])
    }
  })

  it('are units of the handling they are of, whatever the order of the lines', async () => {
    const lines = [handling('08'), handling('08', '1', 'T2'), handling('10'), handling('10', '1', 'T2'), row('1', ['', ...SOUND.slice(1)])]
    const [oldest, newest] = [await imported(lines, { map: `${MAP},rows=unit` }), await imported(lines.toReversed(), { map: `${MAP},rows=unit` })]
    expect(told(newest)).toEqual(told(oldest))
    expect(newest.report).toMatchObject({ rows: 5, records: 3, counted: 2, faulty: 1 })
    expect(newest.records.map(({ handling: n, lines: on }) => [n, on])).toEqual([[1, [2]], [2, [3, 4]], [1, [5, 6]]])
  })

  it.each([79, 80, 81, 200])('with ids that differ in their last sign alone, of %d signs, are incidents of their own', async (length) => {
    const { report, records } = await imported(['1', '2', '3'].map((last, i) => handling(['08', '09', '10'][i]!, 'A'.repeat(length - 1) + last)))
    expect(report).toMatchObject({ rows: 3, counted: 3, classes: [] })
    expect(records.map(({ id }) => id.length)).toEqual([length, length, length])
  })
})

describe('IMPORT-2: a file that begins with Excel’s line for the sign between cells', () => {
  it.each([',', ';'])('sep=%s is read by it, and its lines add up', async (sign) => {
    const { report, source } = await imported([row('1', SOUND).replaceAll(',', sign), ''], { header: `sep=${sign}\n${HEADER.replaceAll(',', sign)}` })
    expect(source).toMatchObject({ delimiter: sign, columns: HEADER.split(',') })
    expect(report).toMatchObject({ lines: 3, rows: 1, furtherLines: 1, emptyLines: 0, counted: 1 })
    expect(report.lines).toBe(1 + report.rows + report.furtherLines + report.emptyLines)
  })

  it('is proposed a map like any other', async () => {
    const path = join(dir, 'hint.csv')
    await writeFile(path, ['sep=;', 'id;received;closed', 'R1;2024-03-02 10:00;2024-03-02 10:20'].join('\n'))
    expect(await proposeMap(path)).toMatchObject({ columns: ['id', 'received', 'closed'], map: { id: 'id', received: 'received', closed: 'closed' } })
  })
})

describe('IMPORT-2: stray quotes', () => {
  it('far apart cost their own rows and no other, and the lines add up', async () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => row(String(i), SOUND, [i === 8 ? '"B1' : i === 898 ? 'B1"' : 'B1', 'E1', 'OK']))
    const { report, records } = await imported([...lines, ''])
    expect(report).toMatchObject({ lines: 1_001, rows: 1_000, records: 1_000, counted: 999, faulty: 1 })
    expect(new Set(records.map(({ id }) => id)).size).toBe(1_000)
    expect(report.classes.map((each) => [each.class, each.rows, each.lines])).toEqual([['malformed', 1, [10]], ['strayQuote', 1, [900]]])
  })

  it('that nobody closes do not refuse the file, but for one in its header', async () => {
    const { report } = await imported([row('1', SOUND), row('2', SOUND, ['B1', 'E1', '"OK']), row('3', SOUND)])
    expect(report).toMatchObject({ rows: 3, counted: 2, faulty: 1 })
    await expect(imported([row('1', SOUND)], { header: HEADER.replace('Beat', '"Beat') })).rejects.toThrow(/header/)
  })
})

describe('IMPORT-2: the column of reopening', () => {
  const of = async (value: string) => first([`${row('1', SOUND)},${value}`], { header: `${HEADER},Again`, map: `${MAP},reopened=Again` })
  it.each(['', '0', 'N', 'no', 'False', '否', 'NULL'])('“%s” says that it was not', async (value) => {
    expect(await of(value)).toMatchObject({ notes: [], lacking: {} })
  })

  it.each(['Y', 'true', '1', '是', '06/12/2024 09:00:00 AM', '06/12/2024'])('“%s” says that it was: its closing counts for nothing', async (value) => {
    expect(await of(value)).toMatchObject({ notes: [['reopened', 'reopened']], lacking: { resolve: 'faulty' }, stamps: { resolve: null } })
  })

  it('that nobody can read leaves the closing out and says so', async () => {
    expect(await of('maybe')).toMatchObject({ notes: [['unreadable', 'reopened']], lacking: { resolve: 'faulty' }, written: { reopened: 'maybe' } })
  })
})

const first = async (lines: readonly string[], options?: Parameters<typeof imported>[1]): Promise<ImportedIncident> =>
  (await imported(lines, options)).records[0]!

describe('IMPORT-3: a local time', () => {
  it('at the change to daylight saving is once, never, or twice', async () => {
    const of = (time: string) => first([row('1', [time, '', '', '', ''])])
    expect((await of('03/10/2024 01:59:59 AM')).received).toBe(Date.UTC(2024, 2, 10, 6, 59, 59))
    expect((await of('03/10/2024 02:00:00 AM')).received).toBeNull()
    expect((await of('03/10/2024 03:00:00 AM')).received).toBe(Date.UTC(2024, 2, 10, 7))
    expect((await of('11/03/2024 12:59:59 AM')).received).toBe(Date.UTC(2024, 10, 3, 4, 59, 59))
    expect((await of('11/03/2024 01:00:00 AM')).received).toBeNull()
    expect((await of('11/03/2024 02:00:00 AM')).received).toBe(Date.UTC(2024, 10, 3, 7))
  })

  it('that was twice is taken only when the map says which, and is noted all the same', async () => {
    const of = (choice: string) => first([row('1', ['11/03/2024 01:30:00 AM', '', '', '', ''])], { map: `${MAP},ambiguous=${choice}` })
    expect(await of('earlier')).toMatchObject({ received: Date.UTC(2024, 10, 3, 5, 30), faulty: false })
    expect(await of('later')).toMatchObject({ received: Date.UTC(2024, 10, 3, 6, 30), faulty: false })
    expect((await of('later')).notes).toContainEqual(['ambiguous', 'received'])
  })

  it('measures across the change by the time that passed', async () => {
    const record = await first([row('1', ['03/10/2024 01:58:00 AM', '03/10/2024 03:00:00 AM', '', '', ''])])
    expect(record.stamps.respond! - record.received!).toBe(120_000)
  })
})

describe('IMPORT-4: a unit a row', () => {
  it('given faults on several rows of an incident, then each is counted by its own line and kept as written, and a row that stands twice is a duplicate', async () => {
    const faulty = (dispatched: string, enRoute: string, unit: string) => row('2', ['08:00:00 AM', dispatched, enRoute, '08:09:00 AM', '08:25:00 AM'], ['B1', unit, 'OK'])
    const { records, report } = await imported([row('1', SOUND), row('1', SOUND), faulty('07:02:00 AM', 'bad', 'U1'), faulty('07:03:00 AM', 'worse', 'U2'), faulty('08:03:00 AM', '08:04:00 AM', 'U3')], { map: `${MAP},rows=unit` })
    const linesOf = (wanted: string) => report.classes.filter((each) => each.class === wanted).map(({ rows, lines }) => [rows, lines])
    expect([linesOf('beforeReceived'), linesOf('unreadable'), linesOf('duplicate'), linesOf('furtherUnit')]).toEqual([[[2, [4, 5]]], [[2, [4, 5]]], [[1, [3]]], [[2, [5, 6]]]])
    expect(records.find(({ id }) => id === '2')!.written.enRoute).toMatch(/bad.*worse/)
  })

  it('is one incident: the first unit of each stage counts, and it is over with the last one', async () => {
    const lines = [
      row('7', ['08:00:00 AM', '08:02:00 AM', '08:04:00 AM', '08:12:00 AM', '08:20:00 AM'], ['B1', 'E1', 'OK']),
      row('7', ['08:00:00 AM', '08:01:00 AM', '08:05:00 AM', '08:09:00 AM', '08:31:00 AM'], ['B1', 'T2', 'OK']),
    ]
    const { records, report } = await imported(lines, { map: `${MAP},rows=unit` })
    expect(records).toHaveLength(1)
    const [record] = records
    expect(STAGES.map((stage) => (record!.stamps[stage]! - record!.received!) / 60_000)).toEqual([1, 4, 9, 31])
    expect(record).toMatchObject({ teams: ['E1', 'T2'], lines: [2, 3] })
    expect(report.classes.map((each) => [each.class, each.rows])).toEqual([['furtherUnit', 1]])
  })

  it.each([['07:59:59 AM', 2], ['08:00:00 AM', 0]])('a unit told at %s, before the report, does not hide the next one’s stamp (CLOCK-2)', async (early, minutes) => {
    const of = (unit: string, dispatched: string): string => row('7', ['08:00:00 AM', dispatched, '08:04:00 AM', '08:12:00 AM', '08:20:00 AM'], ['B1', unit, 'OK'])
    for (const lines of [[of('E1', early), of('T2', '08:02:00 AM')], [of('T2', '08:02:00 AM'), of('E1', early)]]) {
      const [record] = (await imported(lines, { map: `${MAP},rows=unit` })).records
      expect((record!.stamps.respond! - record!.received!) / 60_000).toBe(minutes)
    }
  })
})

describe('IMPORT-5: a map', () => {
  it.each([
    ['dispatched=Dispatched,zone=Asia/Shanghai', /received/],
    ['received=Received,zone=Asia/Shanghai', /no stage/],
    ['received=Received,onScene=On Scene', /zone/],
    ['received=Received,onScene=On Scene,zone=Mars/Base', /Mars/],
    ['received=Received,onScene=On Scene,zone=UTC,colour=x', /colour/],
    ['received=Received,onScene=On Scene,arrive=Beat,zone=UTC', /twice/],
    ['received=Received,onScene=On Scene,zone=UTC,dateOrder=ymd', /dateOrder/],
    ['received=Nothing,onScene=On Scene,zone=UTC', /Nothing.*Call No/],
  ])('“%s” is refused and says why', async (map, reason) => {
    await expect(imported([], { map })).rejects.toThrow(reason)
    await expect(imported([], { map })).rejects.toThrow(BadMap)
  })

  it('that names a heading two columns have is refused with its name, and so is a proposal that would; what nobody names may stand twice', async () => {
    const line = 'R1,2024-03-02 10:00,2024-03-02 10:01,2024-03-02 10:20'
    const map = 'id=id,received=received,closed=closed,zone=UTC'
    await expect(imported([line], { header: 'id,received,received,closed', map })).rejects.toThrow(/2 columns “received”.*2 and 3/)
    await expect(imported([line], { header: 'id,received,received,closed', map })).rejects.toThrow(BadMap)
    expect((await imported([line], { header: 'id,received,x,closed', map })).report.counted).toBe(1)
    expect((await imported([`${line},1,2`], { header: 'id,received,note,closed,x,x', map })).report.counted).toBe(1)
    const path = join(dir, 'twice.csv')
    await writeFile(path, ['id,received,received,closed', line].join('\n'))
    await expect(proposeMap(path)).rejects.toThrow(/2 columns “received”/)
    await writeFile(path, ['id,received,closed,x,x', `${line.replace(',2024-03-02 10:01', '')},1,2`].join('\n'))
    expect((await proposeMap(path)).map).toMatchObject({ received: 'received' })
  })

  it.each([
    [['E1', 'E1'], ['1', '1'], undefined], [['E1', 'T2'], ['1', '1'], 'unit'], [['E1', 'T2'], ['1', '2'], undefined], [['E1', ''], ['1', '1'], undefined], [['E1', 'T2'], ['', ''], undefined],
  ])('takes rows of units %j and ids %j to be %s', async (teams, ids, rows) => {
    const path = join(dir, 'units.csv')
    await writeFile(path, [HEADER, ...teams.map((team, i) => row(ids[i]!, SOUND, ['B1', team, 'OK']))].join('\n'))
    const { map, questions } = await proposeMap(path)
    expect([map['rows'], questions.some((question) => question.startsWith('rows'))]).toEqual([rows, rows !== undefined])
  })

  it('is proposed from header and rows, and says what it cannot decide', async () => {
    const path = join(dir, 'propose.csv')
    await writeFile(path, [HEADER, row('1', SOUND), row('2', SOUND.map((time) => time.replace('08:', '09:')))].join('\n'))
    const { map, questions } = await proposeMap(path)
    expect(map).toMatchObject({
      id: 'Call No', received: 'Received', dispatched: 'Dispatched', enRoute: 'En Route', onScene: 'On Scene', closed: 'Closed', grid: 'Beat', team: 'Unit', level: 'Priority',
    })
    expect(questions.join('\n')).toMatch(/zone/)
    expect(questions.join('\n')).toMatch(/dateOrder/)
    await writeFile(path, [HEADER, row('1', SOUND), row('2', SOUND).replaceAll('06/12', '06/13')].join('\n'))
    expect(await proposeMap(path)).toMatchObject({ map: { dateOrder: 'mdy' } })
  })

  it('joins a date and a time in two columns', async () => {
    const record = await first(['2024-01-15,09:00:30,2024-01-15 09:02:00'], {
      header: 'Date,Time,Arrived', map: 'received=Date+Time,onScene=Arrived,zone=Asia/Shanghai',
    })
    expect(record).toMatchObject({ received: Date.UTC(2024, 0, 15, 1, 0, 30), lacking: { respond: 'unmapped', dispatch: 'unmapped', resolve: 'unmapped' } })
  })
})

describe('IMPORT-1: an imported space', () => {
  it.each(['utf-8', 'bom', 'gbk'] as const)('reads a %s file and comes back from its own file as it went in, its chain whole', async (encoding) => {
    const path = join(dir, 'zh.csv')
    const text = '编号,类型,接报时间,派警时间,到场时间,网格\r\nA1,火情,2024年1月15日 13时45分20秒,2024/1/15 13:47,2024-01-15 13:52:01,会展\r\n'
    const gbk = Buffer.from('seC6xSzA4NDNLL3TsajKsbzkLMXJvq/KsbzkLLW9s6HKsbzkLM34uPENCkExLLvwx+ksMjAyNMTqMdTCMTXI1SAxM8qxNDW31jIww+ssMjAyNC8xLzE1IDEzOjQ3LDIwMjQtMDEtMTUgMTM6NTI6MDEsu+HVuQ0K', 'base64')
    await writeFile(path, encoding === 'gbk' ? gbk : `${encoding === 'bom' ? '\uFEFF' : ''}${text}`)
    const { map } = await proposeMap(path)
    expect(() => checkMap(map)).toThrow(/zone/)
    const checked = checkMap({ ...map, zone: 'Asia/Shanghai' })
    const result = await importIncidents(path, checked, { now: NOW })
    expect(result.records).toHaveLength(1)
    expect(result.records[0]).toMatchObject({ id: 'A1', kind: '火情', grid: '会展', received: Date.UTC(2024, 0, 15, 5, 45, 20), stamps: { respond: Date.UTC(2024, 0, 15, 5, 47) } })
    const written = await writeSpace(join(dir, 'review'), { name: `zh-${encoding}`, file: 'zh.csv', map: checked, now: NOW }, result)
    const back: ImportedIncident[] = []
    for await (const { header, records } of readSpace(written)) {
      expect(header).toMatchObject({ space: `import:zh-${encoding}`, zone: 'Asia/Shanghai', report: { rows: 1 } })
      back.push(...records)
    }
    expect(back).toEqual(result.records)
    const file = await readFile(written, 'utf8')
    expect(verifyChainFile(file)).toMatchObject({ told: 1, broken: null })
    expect(verifyChainFile(file.replace('"火情"', '"维稳"')).broken).toMatchObject({ at: 1 })
    expect(verifyChainFile(file.replace('"faulty":0', '"faulty":9')).broken).toMatchObject({ at: 1, why: 'the header was changed' })
  })

  it.each([['NYC EMS 2024.csv', 'nyc-ems-2024'], ['报警.csv', 'imported'], ['../x.csv', 'x']])('of %s is called %s', (file, name) => {
    expect(spaceNameOf(file)).toBe(name)
  })
})
