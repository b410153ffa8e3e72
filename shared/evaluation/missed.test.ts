import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { isMatterFact } from '../matter/facts.ts'
import { KEY_WORK } from '../matter/kinds/keyWork.ts'
import { evaluate, type ScoredItem } from './evaluate.ts'
import { takeEvaluated, type EvaluationRecord } from './record.ts'
import { DEFAULT_RULE } from './rule.ts'

const DUE = at(10)
const LATER = at(40)
const PERIOD = { from: at(0), to: at(30) }

/** Key work of one unit, played and taken from the record as the evaluation does. */
function work() {
  const played = playedMatters({ tables: { keyWork: KEY_WORK }, site: smallSite() })
  played.command(matterCommand('open', { kind: 'keyWork', values: { title: '整治占道', workKind: 'keyWork', unit: 'unit-0', dueAt: DUE, weight: 3 } }), at(0))
  const move = (command: string, now: number, values = {}) => played.command(matterCommand('move', { command, values }), now)
  const postpone = (now: number) => played.command(matterCommand('amend', { values: { dueAt: LATER } }), now)
  const item = (now: number, period = PERIOD): ScoredItem | undefined => {
    const record: EvaluationRecord = new Map()
    for (const fact of played.facts) if (isMatterFact(fact)) takeEvaluated(record, fact)
    return evaluate(record.values(), ['unit-0'], DEFAULT_RULE, period, now)[0]?.items[0]
  }
  const missed = (): number => played.facts.find(({ type }) => type === 'MatterOverdue')?.seq ?? -1
  return { ...played, move, postpone, item, missed }
}

describe('EVAL-7: a due time that was missed', () => {
  it.each([['told at its time', true], ['told with the amendment', false]])('given it was %s, when another is set and met, then the work is late, of the period it was due in, and the fact is named', (_, isTold) => {
    const { move, postpone, pass, item, missed } = work()
    if (isTold) pass(DUE + 1)
    postpone(DUE + 1)
    expect(item(at(15))).toMatchObject({ verdict: 'notDone', gained: 0, at: DUE })
    move('finish', at(20), { result: '已整治' })
    move('accept', at(21))
    expect(item(at(25))).toMatchObject({ verdict: 'late', gained: 150, possible: 300, at: DUE })
    expect(item(at(25))?.facts.map(({ seq }) => seq)).toContain(missed())
    expect(item(at(60), { from: at(30), to: at(60) })).toBeUndefined()
  })

  it('given it is put off at the due time itself, when the new one is met, then the work is on time and of the new one’s period', () => {
    const { move, postpone, pass, item } = work()
    postpone(DUE)
    pass(at(20))
    move('finish', LATER, { result: '已整治' })
    move('accept', at(50))
    expect(item(at(60), { from: at(30), to: at(60) })).toMatchObject({ verdict: 'onTime', gained: 300, at: LATER })
  })

  it('EVAL-9: given it was missed, when it is reported done, then it counts for nothing until it is accepted; sent back it is not done', () => {
    const { move, pass, item } = work()
    pass(DUE + 1)
    move('finish', DUE + 1, { result: '已整治' })
    expect(item(at(15))).toMatchObject({ verdict: 'lateAwaitsAcceptance', counts: true, gained: 0, possible: 300 })
    move('sendBack', at(16), { reason: '未清理' })
    expect(item(at(17))).toMatchObject({ verdict: 'notDone', gained: 0, possible: 300 })
    move('finish', at(18), { result: '已整治' })
    move('accept', at(19))
    expect(item(at(20))).toMatchObject({ verdict: 'late', gained: 150, possible: 300 })
  })

  it('EVAL-9: given another due time was set after one was missed, when it is reported done before that, then it counts for nothing until it is accepted', () => {
    const { move, postpone, item } = work()
    postpone(DUE + 1)
    move('finish', at(20), { result: '已整治' })
    expect(item(at(21))).toMatchObject({ verdict: 'lateAwaitsAcceptance', gained: 0, possible: 300, at: DUE })
  })

  it('given it was done in time, when its acceptance takes too long, then it is on time', () => {
    const { move, pass, item, missed } = work()
    move('finish', DUE, { result: '已整治' })
    const now = DUE + 4 * 86_400_000
    pass(now)
    expect(missed()).toBeGreaterThan(0)
    expect(item(now)).toMatchObject({ verdict: 'awaitsAcceptance', counts: false })
    move('accept', now)
    expect(item(now)).toMatchObject({ verdict: 'onTime' })
  })
})
