import { describe, expect, it } from 'vitest'
import type { Stamp } from '../../shared/incident/types.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { linesOf, shortNumber, shortPlace, sourceName, unitsAtWork, widthInEm } from './incidentWords.ts'

describe('words of an incident', () => {
  it.each([
    ['外环1号楼 出入口（商务外环路/商务东一街附近）', '外环1号楼 出入口'],
    ['Gate 3 (north)', 'Gate 3'],
    ['千玺广场', '千玺广场'],
    ['（未定）', '（未定）'],
    ['', ''],
  ])('%j is in short %j', (place, short) => expect(shortPlace(place)).toBe(short))

  it('are numbered as people say it', () => {
    expect(shortNumber('20261123-019')).toBe('1123-019')
    expect(shortNumber('19')).toBe('19')
  })

  it('WALL-5 name the simulator in words of the page, and any other source by its own name', () => {
    const t = (key: string): string => ({ 'health.source.simulator': '模拟器' })[key] ?? key
    expect(['simulator', '110', 'sim-2'].map((source) => sourceName(t, source))).toEqual(['模拟器', '110', 'sim-2'])
  })

  it.each([['千玺广场', 4], ['Gate', 2], ['外环1号', 3.5], ['', 0]])('%j is %d em wide', (text, em) => expect(widthInEm(text)).toBe(em))

  it.each<[string[], number, number]>([
    [[], 10, 0], [['千玺广场'], 4, 1], [['千玺广场'], 3.9, 2], [['千玺', '广场'], 5, 1], [['千玺', '广场'], 4.9, 2], [['千玺', '广场', '湖'], 5, 2], [['湖'], 0, Infinity],
  ])('%j in %d rem, a gap of 1 rem between two, take %d lines', (words, width, lines) => expect(linesOf(words, width, 1)).toBe(lines))

  it('name each unit once, in the order they stamped', () => {
    const stamp = (unit: string | null, seq: number): Stamp => ({ at: 1, unit, department: null, note: null, by: 'desk', seq, corrections: [] })
    const stamps = { respond: [stamp(null, 1)], dispatch: [stamp('P02', 3)], arrive: [stamp('P01', 2), stamp('P02', 4)], resolve: [] }
    expect(unitsAtWork(incidentWith(0, {}, { stamps }))).toEqual([null, 'P01', 'P02'])
  })
})
