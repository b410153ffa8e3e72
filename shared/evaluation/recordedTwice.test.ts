import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { isRefusal } from '../refusal.ts'
import { isMatterFact } from '../matter/facts.ts'
import { PARTICIPATION } from '../matter/kinds/participation.ts'
import { SAME_WITHIN_MS } from '../matter/kinds/sameParticipation.ts'
import { evaluate, type UnitScore } from './evaluate.ts'
import { takeEvaluated, type EvaluationRecord } from './record.ts'
import { DEFAULT_RULE } from './rule.ts'

const DAY_MS = 86_400_000
const TAKEN = { about: '元宵灯会', unit: 'unit-0', activity: 'eventSupport', takenAt: at(0), people: 12 }
const PERIOD = { from: at(-10), to: at(10) }

/** Participation of units, played and taken from the record as the evaluation does. */
function committee() {
  const played = playedMatters({ tables: { participation: PARTICIPATION }, site: smallSite() })
  const open = (matterId: string, values: object, now: number) => played.command(matterCommand('open', { kind: 'participation', matterId, values: { ...TAKEN, ...values } }), now)
  const move = (matterId: string, command: string, now: number) => played.command(matterCommand('move', { matterId, command, values: command === 'strike' ? { reason: '误填' } : {} }), now)
  const count = (matterId: string, values: object, now: number) => {
    expect(isRefusal(open(matterId, values, now))).toBe(false)
    expect(isRefusal(move(matterId, 'count', now))).toBe(false)
  }
  const score = (period = PERIOD): UnitScore => {
    const record: EvaluationRecord = new Map()
    for (const fact of played.facts) if (isMatterFact(fact)) takeEvaluated(record, fact)
    return evaluate(record.values(), ['unit-0', 'unit-1'], DEFAULT_RULE, period, at(0) + 90 * DAY_MS).find(({ unit }) => unit === 'unit-0')!
  }
  const verdicts = (period = PERIOD) => score(period).items.map(({ matterId, verdict, counts, gained }) => [matterId, verdict, counts, gained])
  /** Long enough after its counting for the first to have left the board, which something recorded since has shown. */
  const goneAt = at(0) + PARTICIPATION.keptMs
  const leave = () => open('later', { about: '别的', unit: 'unit-1', takenAt: goneAt }, goneAt)
  return { ...played, open, move, count, score, verdicts, goneAt, leave }
}

describe('EVAL-10: participation that was recorded again', () => {
  it('given the first was counted, when the same is recorded while that is on the board, then it is refused; once it has left it is taken and counted once, and says of which', () => {
    const { open, count, score, verdicts, board, goneAt, leave } = committee()
    count('first', {}, at(0))
    expect(open('again', {}, goneAt - 1)).toMatchObject({ code: 'duplicate', field: 'takenAt' })
    leave()
    expect(board.matters.has('first')).toBe(false)
    count('again', { about: ' 元宵灯会', people: 9 }, goneAt)
    expect(verdicts()).toEqual([['first', 'taken', true, 1], ['again', 'recordedTwice', false, 0]])
    const [first, again] = score().items
    expect(again!.facts.map(({ seq }) => seq)).toEqual(expect.arrayContaining(first!.facts.map(({ seq }) => seq)))
    expect(score().parts.participation).toEqual({ gained: 1, possible: 1, percent: 100 })
  })

  it.each([
    ['a minute later', { takenAt: at(0) + SAME_WITHIN_MS }, 'taken'], ['a millisecond nearer', { takenAt: at(0) + SAME_WITHIN_MS - 1 }, 'recordedTwice'],
    ['a minute before', { takenAt: at(0) - SAME_WITHIN_MS }, 'taken'], ['a millisecond nearer before', { takenAt: at(0) - SAME_WITHIN_MS + 1 }, 'recordedTwice'],
    ['of another kind', { activity: 'other' }, 'taken'], ['of something else', { about: '元宵焰火' }, 'taken'],
  ])('given another %s (%j), then it is %s', (_, values, verdict) => {
    const { count, verdicts, goneAt, leave } = committee()
    count('first', {}, at(0))
    leave()
    count('other', values, goneAt)
    expect(verdicts().map(([, each]) => each)).toEqual(['taken', verdict])
  })

  it('given the first was struck, then the second counts; not confirmed yet it awaits that, as any other', () => {
    const { open, move, count, verdicts, goneAt, leave } = committee()
    open('first', {}, at(0))
    move('first', 'strike', at(0))
    leave()
    count('second', {}, goneAt)
    open('third', { takenAt: at(0) + SAME_WITHIN_MS }, goneAt)
    expect(verdicts()).toEqual([['first', 'struck', false, 0], ['second', 'taken', true, 1], ['third', 'awaitsConfirmation', false, 0]])
  })

  it('given the first lies in the period before, then the second counts in neither', () => {
    const { count, verdicts, goneAt, leave } = committee()
    count('first', { takenAt: PERIOD.to - 1 }, at(0))
    leave()
    count('again', { takenAt: PERIOD.to }, goneAt)
    expect(verdicts()).toEqual([['first', 'taken', true, 1]])
    expect(verdicts({ from: PERIOD.to, to: at(20) })).toEqual([['again', 'recordedTwice', false, 0]])
  })
})
