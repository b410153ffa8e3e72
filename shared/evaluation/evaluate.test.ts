import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate, type UnitScore } from './evaluate.ts'
import type { RecordedMatter } from './record.ts'
import { DEFAULT_RULE, type EvaluationRule } from './rule.ts'

const FROM = 1_000
const TO = 2_000
const NOW = 1_500
const PERIOD = { from: FROM, to: TO }
const UNITS = ['u0', 'u1', 'u2', 'u3']
let made = 0

const recorded = (kind: RecordedMatter['kind'], state: string, values: RecordedMatter['values'], doneAt: number | null = null): RecordedMatter =>
  ({ id: `m-${(made += 1)}`, kind, number: `N${made}`, state, values, doneAt, missedAt: null, facts: [{ seq: made, at: 0 }] })
const meeting = (invited: string[], attended: string[], state = 'held', startsAt = 1_200) => recorded('meeting', state, { subject: '会', startsAt, invited, attended })
const work = (unit: string, state: string, doneAt: number | null, more: object = {}) => recorded('keyWork', state, { title: '事', unit, dueAt: 1_400, weight: 1, ...more }, doneAt)
const part = (unit: string, state = 'counted', takenAt = 1_200) => recorded('participation', state, { about: `巡查${made}`, unit, takenAt })
const scored = (matters: RecordedMatter[], rule = DEFAULT_RULE, now = NOW): Map<string, UnitScore> => new Map(evaluate(matters, UNITS, rule, PERIOD, now).map((each) => [each.unit, each]))

describe('EVAL-1: a score', () => {
  it('given one unit with all three parts, then it is their weighted mean, and each part its own share', () => {
    const scores = scored([
      meeting(['u0', 'u1'], ['u0']), meeting(['u0'], []), work('u0', 'accepted', 1_400), work('u0', 'accepted', 1_401, { weight: 3 }), part('u0'), part('u1'), part('u1'),
    ])
    expect(scores.get('u0')).toMatchObject({
      score: 56.25, parts: { keyWork: { gained: 250, possible: 400, percent: 62.5 }, participation: { gained: 1, possible: 2, percent: 50 }, attendance: { gained: 1, possible: 2, percent: 50 } },
    })
  })

  it('given a part in which nothing counted, then it is left out and the others weigh alone', () => {
    expect(scored([meeting(['u0'], ['u0'])]).get('u0')).toMatchObject({ score: 100, parts: { keyWork: { percent: null }, participation: { percent: null } } })
  })

  it.each<[string, RecordedMatter, string, boolean, number]>([
    ['work done at its due time', work('u0', 'accepted', 1_400), 'onTime', true, 100],
    ['work done one millisecond later', work('u0', 'accepted', 1_401), 'late', true, 50],
    ['work not done that is due now', work('u0', 'set', null, { dueAt: NOW }), 'notDue', false, 0],
    ['work not done that was due a millisecond ago', work('u0', 'underWay', null, { dueAt: NOW - 1 }), 'notDone', true, 0],
    ['work nobody has accepted yet, done at its due time', work('u0', 'done', 1_400), 'awaitsAcceptance', false, 0],
    ['EVAL-9: work nobody has accepted yet, done one millisecond later', work('u0', 'done', 1_401), 'lateAwaitsAcceptance', true, 0],
    ['cancelled work', work('u0', 'cancelled', null), 'cancelled', false, 0],
    ['participation not confirmed', part('u0', 'recorded'), 'awaitsConfirmation', false, 0],
    ['participation that was struck', part('u0', 'struck'), 'struck', false, 0],
    ['participation', part('u0'), 'taken', true, 1],
    ['a meeting it came to', meeting(['u0'], ['u0']), 'attended', true, 1],
    ['a meeting it did not come to', meeting(['u0'], [], 'closed'), 'absent', true, 0],
    ['a meeting not held yet', meeting(['u0'], [], 'called'), 'notHeld', false, 0],
    ['a meeting that was cancelled', meeting(['u0'], [], 'cancelled'), 'cancelled', false, 0],
  ])('EVAL-3 is explained by its facts: %s', (_what, matter, verdict, counts, gained) => {
    expect(scored([matter]).get('u0')?.items).toMatchObject([{ matterId: matter.id, verdict, counts, gained, facts: matter.facts }])
  })

  it('EVAL-2 given moments at either end of the period, then the first millisecond of it counts and the first after it does not, by each kind’s own moment', () => {
    const at = (moment: number) => [meeting(['u0'], ['u0'], 'held', moment), part('u0', 'counted', moment), work('u0', 'accepted', 1, { dueAt: moment })]
    expect([FROM - 1, FROM, TO - 1, TO].map((moment) => scored(at(moment)).get('u0')?.items.length)).toEqual([0, 3, 3, 0])
  })

  it('EVAL-4 given a unit without an invitation to a meeting that was held, then it is not ranked, whatever else it did', () => {
    const scores = evaluate([meeting(['u0'], []), meeting(['u1'], ['u1'], 'called'), work('u1', 'accepted', 1), part('u2')], UNITS, DEFAULT_RULE, PERIOD, NOW)
    expect(scores.map(({ unit, rank, excluded }) => [unit, rank, excluded])).toEqual([['u0', 1, null], ['u1', null, 'notInvited'], ['u2', null, 'notInvited'], ['u3', null, 'notInvited']])
  })

  it('EVAL-4 given no meeting was held in the period, when units are ranked, then by what counted of the rest; one of which nothing counted is not', () => {
    const scores = evaluate([meeting(['u0'], [], 'called'), meeting(['u1'], [], 'held', TO), work('u0', 'accepted', 1), work('u1', 'set', null, { dueAt: NOW - 1 })], UNITS, DEFAULT_RULE, PERIOD, NOW)
    expect(scores.map(({ unit, rank, score, excluded }) => [unit, rank, score, excluded])).toEqual([
      ['u0', 1, 100, null], ['u1', 2, 0, null], ['u2', null, null, 'nothingCounted'], ['u3', null, null, 'nothingCounted'],
    ])
    expect(scores[0]!.parts.attendance.percent).toBeNull()
  })

  it('EVAL-4 given equal scores, then they share a rank and the next one is counted on', () => {
    const scores = evaluate([meeting(UNITS, ['u1', 'u2', 'u3']), work('u1', 'set', null)], UNITS, DEFAULT_RULE, PERIOD, NOW)
    expect(scores.map(({ unit, rank }) => [unit, rank])).toEqual([['u2', 1], ['u3', 1], ['u1', 3], ['u0', 4]])
  })
})

const unit = fc.constantFrom(...UNITS)
const moment = fc.integer({ min: FROM - 100, max: TO + 100 })
const anyMatter = fc.oneof(
  fc.tuple(fc.uniqueArray(unit, { minLength: 1 }), fc.uniqueArray(unit), fc.constantFrom('called', 'held', 'decided', 'closed', 'cancelled'), moment)
    .map(([invited, came, state, at]) => meeting(invited, came.filter((each) => invited.includes(each)), state, at)),
  fc.tuple(unit, fc.constantFrom('recorded', 'counted', 'struck'), moment).map(([of, state, at]) => part(of, state, at)),
  fc.tuple(unit, fc.constantFrom('set', 'underWay', 'done', 'accepted', 'cancelled'), moment, moment, fc.integer({ min: 1, max: 5 }))
    .map(([of, state, dueAt, doneAt, weight]) => work(of, state, doneAt, { dueAt, weight })),
)
const anyRule: fc.Arbitrary<EvaluationRule> = fc.record({
  keyWork: fc.integer({ min: 0, max: 100 }), participation: fc.integer({ min: 0, max: 100 }), attendance: fc.integer({ min: 1, max: 100 }), latePercent: fc.integer({ min: 0, max: 100 }),
})

/** The same by another way: one pass for each unit in plain fractions, no lists of items. */
function again(matters: readonly RecordedMatter[], of: string, rule: EvaluationRule): number | null {
  const within = (at: unknown): boolean => Number(at) >= FROM && Number(at) <= TO - 1
  const counted = (who: string): number => matters.filter(({ kind, state, values }) => kind === 'participation' && state === 'counted' && values['unit'] === who && within(values['takenAt'])).length
  let [invitations, came, worth, gained] = [0, 0, 0, 0]
  for (const { kind, state, values, doneAt } of matters) {
    if (kind === 'meeting' && within(values['startsAt']) && ['held', 'decided', 'closed'].includes(state) && (values['invited'] as string[]).includes(of)) {
      invitations += 1
      if ((values['attended'] as string[]).includes(of)) came += 1
    }
    if (kind !== 'keyWork' || values['unit'] !== of || !within(values['dueAt'])) continue
    const [due, weight] = [Number(values['dueAt']), Number(values['weight'])]
    const isOver = state === 'accepted' || ((state === 'set' || state === 'underWay') && due < NOW) || (state === 'done' && doneAt! > due)
    if (isOver) worth += weight
    if (state === 'accepted') gained += doneAt! > due ? weight * rule.latePercent / 100 : weight
  }
  const anyHeld = matters.some(({ kind, state, values }) => kind === 'meeting' && within(values['startsAt']) && ['held', 'decided', 'closed'].includes(state))
  if (anyHeld && invitations === 0) return null
  const most = Math.max(...UNITS.map(counted))
  const shares: [number, number][] = []
  if (invitations > 0) shares.push([rule.attendance, came / invitations])
  if (worth > 0) shares.push([rule.keyWork, gained / worth])
  if (most > 0) shares.push([rule.participation, counted(of) / most])
  if (shares.every(([weight]) => weight === 0)) return null
  return 100 * shares.reduce((sum, [weight, share]) => sum + weight * share, 0) / shares.reduce((sum, [weight]) => sum + weight, 0)
}

it('EVAL-1 given any record and any rule, then every score is that of a second computation, and ranks follow the scores', () => {
  fc.assert(fc.property(fc.array(anyMatter, { maxLength: 40 }), anyRule, (matters, rule) => {
    const scores = evaluate(matters, UNITS, rule, PERIOD, NOW)
    expect(scores.map((each) => each.unit).sort()).toEqual(UNITS)
    for (const { unit: of, score, rank } of scores) {
      const other = again(matters, of, rule)
      if (other === null) expect([score, rank]).toEqual([null, null])
      else {
        expect(Math.abs(score! - other)).toBeLessThan(0.005_001)
        expect(rank).toBe(1 + scores.filter((each) => each.score !== null && each.score > score!).length)
      }
    }
  }), { numRuns: 300 })
})
