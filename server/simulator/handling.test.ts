import { describe, expect, test } from 'vitest'
import { ARTICLE_LIMITS_MS, STAGES } from '../../shared/clock/stages.ts'
import { seededChance } from './chance.ts'
import { planHandling, planRest } from './handling.ts'

const REPORTED_AT = 1_700_000_000_000
const chance = seededChance(11, 'handling')
const plans = Array.from({ length: 2000 }, () => planHandling(chance, REPORTED_AT, ARTICLE_LIMITS_MS))

function share(of: (plan: (typeof plans)[number][number]) => boolean): number {
  return plans.flat().filter(of).length / plans.flat().length
}

describe('how incidents are worked', () => {
  test('SIM-3 about nine stages in ten meet their limit, some are late, some by far, some unrecorded', () => {
    const shareOfLimit = (stage: (typeof STAGES)[number], at: number): number => (at - REPORTED_AT) / ARTICLE_LIMITS_MS[stage]
    expect(share(({ stage, at }) => shareOfLimit(stage, at) <= 1)).toBeGreaterThan(0.87)
    expect(share(({ stage, at }) => shareOfLimit(stage, at) <= 1)).toBeLessThan(0.95)
    expect(share(({ stage, at }) => shareOfLimit(stage, at) > 1.45)).toBeGreaterThan(0.005)
    expect(share(({ recorded }) => !recorded)).toBeGreaterThan(0.005)
    expect(share(({ recorded }) => !recorded)).toBeLessThan(0.03)
  })

  test('stages come in order, after the report, and every handling ends on record', () => {
    for (const plan of plans) {
      expect(plan.map(({ stage }) => stage)).toEqual(STAGES)
      const times = [REPORTED_AT, ...plan.map(({ at }) => at)]
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(plan.at(-1)?.recorded).toBe(true)
    }
  })

  test('SIM-5 the rest of an earlier incident follows its last stamp and lies ahead of now', () => {
    const now = REPORTED_AT + 40 * 60_000
    const rest = planRest(chance, REPORTED_AT, ARTICLE_LIMITS_MS, ['respond', 'dispatch'], now)
    expect(rest.map(({ stage }) => stage)).toEqual(['arrive', 'resolve'])
    for (const { at } of rest) expect(at).toBeGreaterThan(now)
    expect(planRest(chance, REPORTED_AT, ARTICLE_LIMITS_MS, [], now).map(({ stage }) => stage)).toEqual(STAGES)
  })
})
