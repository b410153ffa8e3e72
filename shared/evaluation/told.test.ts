import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { ACKNOWLEDGE_WITHIN_MS, EVALUATION_RESULT } from '../matter/kinds/evaluationResult.ts'
import { isRefusal } from '../refusal.ts'
import { evaluate, type UnitScore } from './evaluate.ts'
import type { RecordedMatter } from './record.ts'
import { periodName, readResult, resultLine, tellingOf } from './told.ts'

const SITE = smallSite()
const PERIOD = { from: Date.parse('2023-10-01T00:00:00+08:00'), to: Date.parse('2023-11-01T00:00:00+08:00') }
const NOW = at(0)
const WORK: RecordedMatter = {
  id: 'w', kind: 'keyWork', number: 'ZD', state: 'accepted', values: { unit: 'unit-1', dueAt: PERIOD.from + 5, weight: 1, title: '整治' }, doneAt: PERIOD.from, missedAt: null, facts: [],
}
const UNITS = SITE.memberUnits.map(({ id }) => id)
const scoresOf = (records: readonly RecordedMatter[]): UnitScore[] => evaluate(records, UNITS, SITE.committee.rule, PERIOD, NOW)
const telling = (records: readonly RecordedMatter[] = [WORK], now = NOW) => tellingOf(scoresOf(records), PERIOD, { site: SITE, seq: 7, now })

/** The result told on a board. */
function told() {
  const played = playedMatters({ tables: { evaluationResult: EVALUATION_RESULT }, site: SITE })
  const sealed = telling()
  if ('refused' in sealed) throw new Error(sealed.reason)
  const tell = (matterId: string, now = NOW) => played.command(matterCommand('open', { kind: 'evaluationResult', matterId, values: sealed.values }), now)
  const move = (command: string, values = {}) => played.command(matterCommand('move', { command, values }), NOW)
  tell('m-1')
  return { ...played, tell, move, acknowledge: (unit: string) => played.command(matterCommand('tick', { step: unit }), NOW) }
}

describe('EVAL-8: what is told of a period', () => {
  it('given one that is over, then rank and score of every unit are sealed with the weights and the place in the record; a millisecond before its end it is refused', () => {
    expect(telling()).toEqual({ values: {
      period: '2023-10', ...PERIOD, recordSeq: 7, rule: '50/30/20, 50%',
      results: ['unit-1 1 100.00 100.00 - -', 'unit-0 - - - - -', 'unit-2 - - - - -', 'unit-3 - - - - -'],
    } })
    expect(telling([WORK], PERIOD.to - 1)).toMatchObject({ code: 'future', field: 'to' })
    expect(telling([WORK], PERIOD.to)).not.toHaveProperty('refused')
    expect(telling([])).toMatchObject({ code: 'missing', field: 'from' })
  })

  it('a line reads as what it was written from, anything else as nothing', () => {
    for (const score of scoresOf([WORK])) {
      const { keyWork, participation, attendance } = score.parts
      expect(readResult(resultLine(score))).toEqual({ unit: score.unit, rank: score.rank, score: score.score, percents: [keyWork, participation, attendance].map(({ percent }) => percent) })
    }
    expect(['', '说明', 'unit-0 1 2', 'unit-0 one 2 - - -'].map(readResult)).toEqual([null, null, null, null])
  })

  it('is named as month, quarter or year, otherwise by its days', () => {
    const from = (text: string) => Date.parse(`${text}T00:00:00+08:00`)
    const names = [['2023-10-01', '2024-01-01'], ['2023-01-01', '2024-01-01'], ['2023-10-01', '2023-11-02']].map(([a, b]) => periodName({ from: from(a!), to: from(b!) }, SITE.timeZone))
    expect(names).toEqual(['2023-Q4', '2023', '2023-10-01–2023-11-01'])
  })
})

describe('EVAL-8: that units acknowledge it', () => {
  it('given it was told, then each unit has its own line to acknowledge, in both languages and with its time', () => {
    const { matter, pass } = told()
    expect(matter().steps.map(({ id, text, dueAt }) => [id, text.zh, text.en, dueAt! - NOW])).toEqual([
      ['unit-1', '单位1 签收：第1名 100 分', 'Unit 1 acknowledged: rank 1, 100 points', ACKNOWLEDGE_WITHIN_MS],
      ...['0', '2', '3'].map((n) => [`unit-${n}`, `单位${n} 签收：未排名`, `Unit ${n} acknowledged: not ranked`, ACKNOWLEDGE_WITHIN_MS]),
    ])
    expect([pass(NOW + ACKNOWLEDGE_WITHIN_MS), pass(NOW + ACKNOWLEDGE_WITHIN_MS + 1)].map((facts) => facts.length)).toEqual([0, 4])
  })

  it('given one has not, when it is closed, then it is refused without a reason; with all it needs none', () => {
    const [open, whole] = [told(), told()]
    for (const unit of UNITS.slice(1)) open.acknowledge(unit)
    expect(open.move('close')).toMatchObject({ code: 'stepsOpen', field: 'unacknowledged', reason: expect.stringContaining('unit-0') as string })
    open.move('close', { unacknowledged: '已电话告知' })
    for (const unit of UNITS) whole.acknowledge(unit)
    whole.move('close')
    expect([open.matter().state, whole.matter().state]).toEqual(['closed', 'closed'])
  })

  it('given it was told, when the same period is told again, then it is refused until it was taken back', () => {
    const { tell, move } = told()
    expect(tell('m-2')).toMatchObject({ code: 'alreadyRunning', field: 'from' })
    move('cancel', { reason: '补录会议' })
    expect(isRefusal(tell('m-3'))).toBe(false)
  })
})
