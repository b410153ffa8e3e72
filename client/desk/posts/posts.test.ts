import { describe, expect, it } from 'vitest'
import { at } from '../../../tests/support/builders.ts'
import { KNOWN, shift } from '../../../tests/support/modeBuilders.ts'
import { deskWordLeaves } from '../../../tests/support/deskWords.ts'
import { en as modesEn, zh as modesZh } from '../modes/words.ts'
import { draftOf, problemOf, shiftsOf, type DraftShift } from './draft.ts'
import { readRosterCsv, ROSTER_COLUMNS, toRosterCsv } from './rosterCsv.ts'
import { momentOfText, momentText } from '../../../shared/site/moment.ts'
import { en, zh } from './words.ts'

const ZONE = 'Asia/Shanghai'
const SHIFTS = [shift('post-0', 0, 240), shift('post-1', 60, 300, { unit: 'team-0', role: null, count: 4 })]
const DRAFT = draftOf(SHIFTS, ZONE)
const changed = (row: number, over: Partial<DraftShift>): readonly DraftShift[] => DRAFT.map((each, i) => (i === row ? { ...each, ...over } : each))

describe('POST-4 a roster as it is written', () => {
  it('stands for the shifts it was made of', () => {
    expect(shiftsOf(DRAFT, KNOWN, ZONE, at(0))).toEqual(SHIFTS)
  })

  it.each([
    ['an unknown post', { post: 'post-9' }, 'post', 'unknownPost'], ['a start that is no time', { start: 'noon' }, 'startsAt', 'notTime'],
    ['an end at its start', { end: DRAFT[1]!.start }, 'endsAt', 'reversed'], ['an unknown team', { who: 'team-9' }, 'unit', 'unknownWho'],
    ['nobody', { who: '' }, 'unit', 'noWho'], ['no whole number', { count: '1.5' }, 'count', 'notCount'], ['101 people', { count: '101' }, 'count', 'notCount'],
    ['a shift of more than 24 h', { end: momentText(at(60 + 1_441), ZONE) }, 'endsAt', 'tooLong'],
    ['a post twice at a time', { post: 'post-0' }, 'startsAt', 'overlap'],
  ] as const)('given %s, then its row and field are named', (_, over, field, problem) => {
    expect(shiftsOf(changed(1, over), KNOWN, ZONE, at(0))).toEqual({ row: 2, field, problem })
  })

  it('takes 100 people and exactly 24 h', () => {
    expect(shiftsOf(changed(1, { count: '100', end: momentText(at(60 + 1_440), ZONE) }), KNOWN, ZONE, at(0))).toMatchObject([{}, { count: 100 }])
  })

  it('reads the row and field that the server names', () => {
    expect(problemOf('shifts.11.endsAt', 'reversed')).toEqual({ row: 12, field: 'endsAt', problem: 'reversed' })
    expect(problemOf('commandId', 'x')).toBeNull()
  })
})

describe('POST-4 a roster as a table', () => {
  it('comes back as it went, also with its columns in another order and line ends of another system', () => {
    expect(readRosterCsv(toRosterCsv(DRAFT))).toEqual(DRAFT)
    expect(readRosterCsv('count,who,end,start,post\n2,guard,2023-11-22 18:00,"2023-11-22 10:00",post-0\n\n')).toEqual([
      { post: 'post-0', start: '2023-11-22 10:00', end: '2023-11-22 18:00', who: 'guard', count: '2' },
    ])
  })

  it('of other columns, without a row, or that is none is refused', () => {
    expect(readRosterCsv('a,b\n1,2\n')).toEqual({ problem: 'columns' })
    expect(readRosterCsv(`${ROSTER_COLUMNS.join()}\n`)).toEqual({ problem: 'empty' })
    expect(readRosterCsv('post,start\n"broken')).toEqual({ problem: 'notTable' })
  })
})

describe('times of the site', () => {
  it('are read as they are written, to the minute', () => {
    expect(momentOfText('2023-11-22 10:00', ZONE)).toBe(Date.parse('2023-11-22T02:00:00Z'))
    expect(momentText(Date.parse('2023-11-22T02:00:00Z'), ZONE)).toBe('2023-11-22 10:00')
  })

  it('that do not exist are none: a 30 February, an hour the clocks skip', () => {
    expect(momentOfText('2023-02-30 10:00', ZONE)).toBeNull()
    expect(momentOfText('2024-03-31 02:30', 'Europe/Berlin')).toBeNull()
    expect(momentOfText('2024-03-31 03:30', 'Europe/Berlin')).toBe(Date.parse('2024-03-31T01:30:00Z'))
  })
})

describe('TEXT-1 the sections of modes and posts', () => {
  it.each([['modes', modesZh, modesEn], ['posts', zh, en]] as const)('%s: same keys, none empty, same figures, no Chinese in the English', (_, chinese, english) => {
    const [cn, us] = [deskWordLeaves(chinese), deskWordLeaves(english)]
    expect([...us.keys()]).toEqual([...cn.keys()])
    const figures = (message: string): string[] => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
    for (const [key, message] of cn) expect([key, figures(us.get(key) ?? ''), us.get(key) === '']).toEqual([key, figures(message), false])
    expect([...us.values()].filter((message) => /\p{Script=Han}/u.test(message))).toEqual([])
  })
})
