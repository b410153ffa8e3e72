import { describe, expect, test } from 'vitest'
import { INCIDENT_KINDS } from '../../shared/incident/kinds.ts'
import { maskPersonal } from '../../shared/incident/privacy.ts'
import { seededChance } from './chance.ts'
import { drawScenario, SCENARIOS, WORDS_APART, type Scenario } from './scenarios.ts'

describe('scenarios', () => {
  test('SIM-3 all eight plan kinds come, traffic most often, counter-terror least', () => {
    const chance = seededChance(5, 'scenarios')
    const counts = new Map<string, number>()
    const drawn: Scenario[] = []
    for (let i = 0; i < 4000; i += 1) {
      const scenario = drawScenario(chance, drawn)
      drawn.push(scenario)
      counts.set(scenario.kind, (counts.get(scenario.kind) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual(INCIDENT_KINDS.filter((kind) => kind !== 'other').sort())
    expect(Math.max(...counts.values())).toBe(counts.get('trafficJam'))
    expect(Math.min(...counts.values())).toBe(counts.get('counterTerror'))
  })

  test('the same words do not come twice within eight incidents, nor the same kind within two', () => {
    const chance = seededChance(6, 'scenarios')
    const drawn: Scenario[] = []
    for (let i = 0; i < 1000; i += 1) {
      const scenario = drawScenario(chance, drawn)
      expect(drawn.slice(-WORDS_APART)).not.toContain(scenario)
      expect(drawn.slice(-2).map(({ kind }) => kind)).not.toContain(scenario.kind)
      drawn.push(scenario)
    }
  })

  test('PRIVACY-1 summaries carry no numbers at all', () => {
    for (const { summary } of SCENARIOS) {
      expect(summary).toBe(maskPersonal(summary))
      expect(summary).not.toMatch(/\d/)
    }
  })
})
