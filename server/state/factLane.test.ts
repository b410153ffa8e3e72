import { describe, expect, it } from 'vitest'
import { emptyBoard, type BoardFact } from '../../shared/board.ts'
import { decideReport } from '../../shared/incident/decide.ts'
import { decideStamp } from '../../shared/incident/decideStamps.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import { toSnapshot } from '../../shared/board.ts'
import { refuse } from '../../shared/refusal.ts'
import { reportCommand, stampCommand } from '../../tests/support/builders.ts'
import { createHeldClock, MORNING, nextTurn } from '../../tests/support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../../tests/support/memoryStore.ts'
import { JournalUnavailable } from '../ports.ts'
import { createFactLane, type Decide, type FactLane, type Outcome } from './factLane.ts'
import { rebuildBoard } from './rebuild.ts'

interface Bench {
  readonly lane: FactLane
  readonly journal: MemoryJournal
  readonly clock: ReturnType<typeof createHeldClock>
  readonly recorded: BoardFact[][]
}

async function benchOn(place = new MemoryPlace()): Promise<Bench> {
  const journal = new MemoryJournal(place)
  const clock = createHeldClock()
  const recorded: BoardFact[][] = []
  const lane = createFactLane({ journal, clock, board: await rebuildBoard(journal), onRecorded: (facts) => recorded.push([...facts]) })
  return { lane, journal, clock, recorded }
}

function report(name: string): Decide {
  return (board, now) => decideReport(board, reportCommand({ commandId: name, incidentId: `incident-of-${name}` }), now)
}

function seqsOf(outcome: Outcome): number[] {
  return 'refused' in outcome ? [] : outcome.facts.map(({ seq }) => seq)
}

describe('a command', () => {
  it('LOG-1: is folded and told of only once it is recorded', async () => {
    const { lane, journal, recorded } = await benchOn()
    journal.hold()
    const answer = lane.submit('a', report('a'))
    await nextTurn()
    expect(lane.board).toEqual(emptyBoard())
    expect(recorded).toEqual([])
    journal.release()
    expect(await answer).toMatchObject({ repeated: false, facts: [{ seq: 1, recordedAt: MORNING, commandId: 'a' }] })
    expect(lane.board.seq).toBe(1)
    expect(recorded.flat().map(({ seq }) => seq)).toEqual([1])
    expect(journal.seq).toBe(1)
  })

  it('LOG-1: is decided on what is on its way before it', async () => {
    const { lane, journal } = await benchOn()
    journal.hold()
    const both = Promise.all([lane.submit('a', report('a')), lane.submit('b', report('b'))])
    await nextTurn()
    journal.release()
    const numberOf = (outcome: Outcome): string =>
      'facts' in outcome && outcome.facts[0]?.type === 'IncidentReported' ? outcome.facts[0].data.number : ''
    const numbers = (await both).map(numberOf)
    expect(numbers).toEqual(['20231122-001', '20231122-002'])
  })

  it('LOG-1: many at once are recorded and told of in one order without a gap', async () => {
    const { lane, recorded, journal } = await benchOn()
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, i) => lane.submit(`c${i}`, report(`c${i}`))))
    expect(outcomes.flatMap(seqsOf).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    expect(recorded.flat().map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    expect(stable(toSnapshot(await rebuildBoard(journal)))).toBe(stable(toSnapshot(lane.board)))
  })

  it('that is refused records nothing and may be sent again', async () => {
    const { lane, journal } = await benchOn()
    expect(await lane.submit('a', () => refuse('unknown', 'id', 'no such'))).toMatchObject({ refused: true, code: 'unknown' })
    expect(journal.seq).toBe(0)
    expect(await lane.submit('a', report('a'))).toMatchObject({ repeated: false })
  })

  it('that leads to no fact records nothing', async () => {
    const { lane, journal, recorded } = await benchOn()
    expect(await lane.submit(null, () => [])).toEqual({ facts: [], repeated: false })
    expect([journal.seq, recorded]).toEqual([0, []])
  })

  it('CLOCK-3: recorded times never go back when the clock is set back', async () => {
    const { lane, clock } = await benchOn()
    await lane.submit('a', report('a'))
    clock.set(MORNING - 60_000)
    expect(await lane.submit('b', report('b'))).toMatchObject({ facts: [{ recordedAt: MORNING, at: MORNING - 60_000 }] })
  })
})

describe('INPUT-3: the same command again', () => {
  it('gets the same answer and no second fact', async () => {
    const { lane, journal } = await benchOn()
    const first = await lane.submit('a', report('a'))
    const second = await lane.submit('a', report('other'))
    expect(second).toEqual({ ...first, repeated: true })
    expect(journal.seq).toBe(1)
  })

  it('takes effect once while the first is under way', async () => {
    const { lane, journal } = await benchOn()
    journal.hold()
    const all = Promise.all(Array.from({ length: 20 }, () => lane.submit('a', report('a'))))
    await nextTurn()
    journal.release()
    const outcomes = await all
    expect(outcomes.flatMap(seqsOf)).toEqual(Array.from({ length: 20 }, () => 1))
    expect(outcomes.map((outcome) => 'repeated' in outcome && outcome.repeated)).toEqual([false, ...Array.from({ length: 19 }, () => true)])
    expect(journal.seq).toBe(1)
  })

  it('is known after a restart', async () => {
    const place = new MemoryPlace()
    await (await benchOn(place)).lane.submit('a', report('a'))
    const { lane, journal } = await benchOn(place)
    expect(await lane.submit('a', report('other'))).toMatchObject(
      { repeated: true, facts: [{ seq: 1, data: { incidentId: 'incident-of-a' } }] },
    )
    expect(journal.seq).toBe(1)
  })

  it('is decided anew when the first could not be recorded', async () => {
    const { lane, journal } = await benchOn()
    journal.failNext()
    await expect(lane.submit('a', report('a'))).rejects.toThrow(JournalUnavailable)
    expect(await lane.submit('a', report('a'))).toMatchObject({ repeated: false, facts: [{ seq: 1 }] })
  })
})

describe('LOG-1: when the journal cannot record', () => {
  it('nothing has changed, and the next command is taken', async () => {
    const { lane, journal, recorded } = await benchOn()
    await lane.submit('a', report('a'))
    const before = stable(toSnapshot(lane.board))
    journal.failNext(new Error('no space left on device'))
    await expect(lane.submit('b', report('b'))).rejects.toThrow(JournalUnavailable)
    expect(lane.writable).toBe(false)
    expect(stable(toSnapshot(lane.board))).toBe(before)
    expect(recorded).toHaveLength(1)
    expect(await lane.submit('c', report('c'))).toMatchObject({ facts: [{ seq: 2, data: { number: '20231122-002' } }] })
    expect(lane.writable).toBe(true)
  })

  it('what waited behind it fails with it, and none of them is decided on later', async () => {
    const { lane, journal } = await benchOn()
    journal.hold()
    journal.failNext()
    const answers = ['a', 'b', 'c'].map((name) => lane.submit(name, report(name)))
    const ends = Promise.allSettled(answers)
    await nextTurn()
    journal.release()
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await lane.submit('d', report('d'))).toMatchObject({ facts: [{ seq: 1, data: { number: '20231122-001' } }] })
  })

  it('a single command that it will not take leaves what is on its way before it alone', async () => {
    const { lane, journal } = await benchOn()
    journal.hold()
    const first = lane.submit('a', report('a'))
    await nextTurn()
    const broken = lane.submit(null, (board, now) => decideReport(board, reportCommand({ source: 'a\u0000b', by: 'a\u0000b' }), now))
    await expect(broken).rejects.toThrow(JournalUnavailable)
    const second = lane.submit('b', report('b'))
    await nextTurn()
    journal.release()
    expect(await Promise.all([first, second]).then((outcomes) => outcomes.flatMap(seqsOf))).toEqual([1, 2])
    expect(await lane.submit('c', report('c'))).toMatchObject({ facts: [{ seq: 3 }] })
  })
})

describe('LOG-1: a journal that cannot even be read', () => {
  it('takes no command, and says so', async () => {
    const { lane, journal } = await benchOn()
    await journal.close()
    await expect(lane.submit('a', report('a'))).rejects.toThrow(JournalUnavailable)
    expect(lane.writable).toBe(false)
  })
})

describe('settled', () => {
  it('waits for all that was submitted before, also for what fails', async () => {
    const { lane, journal } = await benchOn()
    const ends: string[] = []
    journal.hold()
    journal.failNext()
    lane.submit('a', report('a')).catch(() => ends.push('a'))
    await nextTurn()
    const settled = lane.settled().then(() => ends.push('settled'))
    journal.release()
    await settled
    expect(ends).toEqual(['a', 'settled'])
  })

  it('a stamp is decided on the report that is on its way', async () => {
    const { lane, journal } = await benchOn()
    journal.hold()
    void lane.submit('a', report('a'))
    await nextTurn()
    const stamp = lane.submit('s', (board, now) => decideStamp(board, stampCommand('respond', { incidentId: 'incident-of-a' }), now))
    await nextTurn()
    journal.release()
    expect(await stamp).toMatchObject({ facts: [{ seq: 2, type: 'StageStamped' }] })
  })
})
