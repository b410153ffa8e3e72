import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isFile, ROOT, text } from './support/sourceTree.ts'

const GLOSSARY = text('docs/glossary.md')
const RULES = new Set([...text('docs/SPEC.md').matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id!))
/** Every panel a scene may show. */
const WALL_PANELS = text('client/scenes/panels.ts')
const COLUMNS = ['no', 'sentence', 'does', 'shows', 'basis', 'missing'] as const
/** What the article has in numbers, as the first column of the figures names it. */
const FIGURES = [
  '6 dedicated grids', '1 + 1 + N', '2,197 cameras', '12 key posts', '10 patrol teams', '78 companies', '105 members', '6 branches', '15 instructors', '6 deputy units',
  '9 departments', '8 special plans', '100+ resources', '5 control schemes', '3, 5, 10 and 30 minutes', 'four levels', 'four modes',
]

/** Not written out: a rule that is quoted stands in SPEC.md, and this one must not. */
const NO_RULE = ['MODE', 99].join('-')

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>

/** Cells of the first table below a heading, without its header. */
function cellsBelow(heading: string, page = GLOSSARY): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
}

const pathsIn = (cell: string): string[] => [...cell.matchAll(/`([\w.-]+\/[\w./-]+)`/g)].map(([, path]) => path!)

/** The tests a cell names, each with the rule ids and the titles quoted behind it. */
function testsIn(cell: string): { file: string; rules: string[]; titles: string[] }[] {
  return [...cell.matchAll(/`([^`]+)`([^`]*)/g)].map(([, file, rest]) => ({
    file: file!, titles: [...rest!.matchAll(/"([^"]+)"/g)].map(([, title]) => title!), rules: rest!.replaceAll(/"[^"]*"/g, '').match(/[A-Z]+-\d+/g) ?? [],
  }))
}

/** What is wrong with a row of the article's table; nothing where it holds. */
function wrongWith({ no, sentence, does, shows, basis, missing }: Row): string[] {
  const empty = Object.entries({ no, sentence, does, shows, basis, missing }).filter(([, cell]) => !/[\p{L}\p{N}]/u.test(cell)).map(([column]) => `${column} is empty`)
  const tests = testsIn(shows)
  return [
    ...empty,
    ...(/\p{Script=Han}.* \/ .*[a-z]/u.test(sentence) ? [] : ['the sentence is not in both languages']),
    ...(pathsIn(does).length === 0 ? ['no file does it'] : pathsIn(does).filter((path) => !isFile(path)).map((path) => `${path} does not exist`)),
    ...(tests.length === 0 ? ['no test shows it'] : []),
    ...tests.flatMap(({ file, rules, titles }) => {
      if (!file.endsWith('.test.ts') || !isFile(file)) return [`${file} is no test`]
      const said = text(file).replaceAll('\\\'', '\'')
      return [
        ...(rules.length + titles.length === 0 ? [`${file}: neither rule nor title`] : []),
        ...rules.filter((id) => !RULES.has(id)).map((id) => `${id} is no rule`),
        ...rules.filter((id) => !new RegExp(`\\b${id}\\b`).test(said)).map((id) => `${file} does not quote ${id}`),
        ...titles.filter((title) => !said.includes(title)).map((title) => `${file} has no "${title}"`),
      ]
    }),
    ...(/\b(fact|assumption): /.test(basis) ? [] : ['neither fact nor assumption']),
    ...(missing.includes('in no scene') ? pathsIn(missing).filter((path) => WALL_PANELS.includes(`../${path.slice('client/'.length)}`)) : []).map((path) => `${path} stands in a scene`),
    ...(/^(none$|not built: )/.test(missing) ? [] : ['says neither that nothing is missing nor what']),
  ]
}

const rowOf = (cells: readonly string[]): Row => Object.fromEntries(COLUMNS.map((column, i) => [column, cells[i] ?? ''])) as Row
const ARTICLE = cellsBelow('The article, sentence by sentence')

describe('the article, sentence by sentence', () => {
  it('has a table of six columns, its rows numbered in the order of the article', () => {
    expect(ARTICLE.filter((cells) => cells.length !== COLUMNS.length)).toEqual([])
    const numbers = ARTICLE.map(([no]) => Number.parseInt(no!, 10))
    expect(new Set(numbers)).toEqual(new Set(Array.from({ length: 31 }, (_, i) => i + 1)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  })

  it.each(ARTICLE)('given row %s (%s), then it names files, tests, rules and titles that are there', (...cells) => {
    expect(wrongWith(rowOf(cells))).toEqual([])
  })

  it('given a row that does not hold, then it is told what is wrong', () => {
    const good: Row = {
      no: '1', sentence: '模式 / modes', does: '`shared/mode/decide.ts`', shows: '`shared/mode/decide.test.ts` MODE-1', basis: 'fact: four modes', missing: 'none',
    }
    expect(wrongWith(good)).toEqual([])
    expect(wrongWith({ ...good, basis: ' – ' })).toContain('basis is empty')
    expect(wrongWith({ ...good, sentence: '模式' })).toEqual(['the sentence is not in both languages'])
    expect(wrongWith({ ...good, does: '`shared/mode/nothing.ts`' })).toEqual(['shared/mode/nothing.ts does not exist'])
    expect(wrongWith({ ...good, does: 'not yet' })).toEqual(['no file does it'])
    expect(wrongWith({ ...good, shows: '`shared/mode/decide.ts` MODE-1' })).toEqual(['shared/mode/decide.ts is no test'])
    expect(wrongWith({ ...good, shows: '`shared/mode/decide.test.ts`' })).toEqual(['shared/mode/decide.test.ts: neither rule nor title'])
    expect(wrongWith({ ...good, shows: `\`shared/mode/decide.test.ts\` ${NO_RULE}` })).toEqual([`${NO_RULE} is no rule`, `shared/mode/decide.test.ts does not quote ${NO_RULE}`])
    expect(wrongWith({ ...good, missing: 'not built: `client/panels/PostBoard.vue` stands in no scene' })).toEqual(['client/panels/PostBoard.vue stands in a scene'])
    expect(wrongWith({ ...good, shows: '`shared/mode/decide.test.ts` "a dream"' })).toEqual(['shared/mode/decide.test.ts has no "a dream"'])
    expect(wrongWith({ ...good, missing: 'some' })).toEqual(['says neither that nothing is missing nor what'])
  })
})

describe('the glossary', () => {
  it('names no file or folder of the project that does not exist', () => {
    const ours = pathsIn(GLOSSARY).filter((path) => /^(shared|server|client|sites|tests|docs)\//.test(path))
    expect(ours.length).toBeGreaterThan(100)
    expect(ours.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('has each term once, in Chinese and in English', () => {
    const terms = cellsBelow('Terms')
    const twice = (column: 0 | 1): string[] => terms.map((cells) => cells[column]!).filter((term, i, all) => all.indexOf(term) !== i)
    expect([twice(0), twice(1)]).toEqual([[], []])
  })

  it('says of each figure of the article where it stands', () => {
    const figures = cellsBelow('Figures from the article')
    expect(FIGURES.filter((figure) => !figures.some(([named]) => named!.startsWith(figure)))).toEqual([])
    expect(figures.filter((cells) => cells.some((cell) => cell === ''))).toEqual([])
  })
})
