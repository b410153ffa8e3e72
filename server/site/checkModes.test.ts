import { describe, expect, it } from 'vitest'
import { defaultModes } from '../../shared/mode/expectation.ts'
import { problemsOf, smallPackTexts, told, type SmallPack } from '../../tests/support/sitePack.ts'

type Modes = ReturnType<typeof modesOf>

/** The product's own table, to be changed. */
function modesOf() {
  return JSON.parse(JSON.stringify(defaultModes({ positionIntervalMs: 5_000, serviceabilityLine: 0.98 }))) as Record<
    string, { posts: string[] | 'all'; teams: string[] | 'all'; roster: boolean; thresholds: Record<string, number | null>; scene: string }
  >
}

/** What is told of a pack with these modes, without the line. */
function problemsWith(change: (modes: Modes) => void): string[] {
  const modes = modesOf()
  change(modes)
  return withoutLines(({ site }) => Object.assign(site, { modes }))
}

function calendarProblems(...days: (readonly [string, string])[]): string[] {
  const holidays = days.map(([from, to]) => ({ name: { zh: '假日', en: 'Holiday' }, from, to }))
  return withoutLines(({ site }) => Object.assign(site, { calendar: { source: 'test', note: 'test', holidays } }))
}

function withoutLines(change: (pack: SmallPack) => void): string[] {
  const problems = told(problemsOf(smallPackTexts(change)))
  for (const problem of problems) expect(problem).toMatch(/^site\.json:\d+ /)
  return problems.map((problem) => problem.replace(/^site\.json:\d+ /, ''))
}

describe('SITE-10 what is expected in each mode', () => {
  it('may be the product\'s own table, or name posts and teams of the pack', () => {
    expect(problemsWith(() => undefined)).toEqual([])
    expect(problemsWith((modes) => Object.assign(modes['event']!, { posts: ['K2', 'K1'], teams: ['P1'] }))).toEqual([])
  })

  it('names no post or team that is not there, and none twice', () => {
    expect(problemsWith((modes) => Object.assign(modes['event']!, { posts: ['K1', 'K9'], teams: ['P1', 'P1'] }))).toEqual([
      'modes.event.posts[1]: “K9” is not in this pack', 'modes.event.teams[1]: “P1” stands twice',
    ])
  })

  it('has no roster in force where no post is expected; one post is enough', () => {
    expect(problemsWith((modes) => { modes['normal']!.roster = true })).toEqual(['modes.normal.roster: is in force though no post is expected to be staffed'])
    expect(problemsWith((modes) => Object.assign(modes['normal']!, { roster: true, posts: ['K1'] }))).toEqual([])
  })

  it('has all four modes, figures within their ranges and a scene that exists', () => {
    expect(problemsWith((modes) => { delete modes['event'] })).toEqual(['modes.event: is missing'])
    expect(problemsWith((modes) => { modes['event']!.thresholds['serviceabilityLine'] = 1.01 })).toEqual([
      expect.stringContaining('modes.event.thresholds.serviceabilityLine'),
    ])
    expect(problemsWith((modes) => { modes['event']!.scene = 'party' })).toEqual([expect.stringContaining('modes.event.scene: must be one of')])
  })
})

describe('SITE-11 the calendar of public holidays', () => {
  it('takes one day alone, and holidays side by side in any order', () => {
    expect(calendarProblems(['2024-02-18', '2024-02-18'], ['2024-02-10', '2024-02-17'], ['2024-02-19', '2024-02-20'])).toEqual([])
  })

  it('refuses one that ends before it begins', () => {
    expect(calendarProblems(['2024-02-10', '2024-02-17'], ['2024-05-02', '2024-05-01'])).toEqual([
      'calendar.holidays[1].to: 2024-05-01 is before 2024-05-02, the first day',
    ])
  })

  it('refuses two that share a day, by the later one in the file', () => {
    expect(calendarProblems(['2024-02-10', '2024-02-17'], ['2024-02-17', '2024-02-18'])).toEqual([
      'calendar.holidays[1].from: shares a day with holidays[0] (2024-02-10 to 2024-02-17)',
    ])
  })

  it('refuses days that do not exist or are written otherwise', () => {
    expect(calendarProblems(['2023-02-28', '2023-02-29'], ['2024-2-1', '2024-02-30'])).toEqual([
      'calendar.holidays[0].to: is no day of the form YYYY-MM-DD',
      'calendar.holidays[1].from: is no day of the form YYYY-MM-DD',
      'calendar.holidays[1].to: is no day of the form YYYY-MM-DD',
    ])
  })
})
