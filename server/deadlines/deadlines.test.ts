import { describe, expect, it } from 'vitest'
import type { PlatformSign } from '../../shared/camera/decide.ts'
import { ARTICLE_LIMITS_MS, STAGES } from '../../shared/clock/stages.ts'
import { decideReport } from '../../shared/incident/decide.ts'
import { decideCommand } from '../../shared/incident/decideCommand.ts'
import { decideStamp } from '../../shared/incident/decideStamps.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import { modeCommand } from '../../tests/support/modeBuilders.ts'
import { decideMode } from '../../shared/mode/decide.ts'
import { MODES } from '../../shared/mode/types.ts'
import { at, reportCommand, stampCommand } from '../../tests/support/builders.ts'
import { createHeldClock, MORNING, nextTurn, type HeldClock } from '../../tests/support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../../tests/support/memoryStore.ts'
import type { BoardFact } from '../../shared/board.ts'
import { firstMissAt } from '../../shared/incident/due.ts'
import { createFactLane } from '../state/factLane.ts'
import { rebuildBoard } from '../state/rebuild.ts'
import { createDeadlines } from './deadlines.ts'

async function bench(place = new MemoryPlace(), clock: HeldClock = createHeldClock()) {
  const journal = new MemoryJournal(place)
  const facts: BoardFact[] = []
  const signs: PlatformSign[] = []
  const errors: unknown[] = []
  const lane = createFactLane({
    journal, clock, board: await rebuildBoard(journal),
    onRecorded(recorded) {
      facts.push(...recorded)
      for (const fact of recorded) deadlines.expect(firstMissAt(fact) ?? Infinity)
    },
  })
  const deadlines = createDeadlines({ lane, clock, platformSigns: () => signs, onError: (error) => errors.push(error) })
  clock.settle = async () => {
    await lane.settled()
    await nextTurn()
  }
  const report = (name = 'incident-1'): Promise<unknown> =>
    lane.submit(null, (board, now) => decideReport(board, reportCommand({ incidentId: name }), now))
  const stamp = (stage: Parameters<typeof stampCommand>[0]): Promise<unknown> =>
    lane.submit(null, (board, now) => decideStamp(board, stampCommand(stage), now))
  const missed = (): [string, number, number][] =>
    facts.flatMap((fact) => (fact.type === 'LimitMissed' ? [[fact.data.stage, fact.at, fact.recordedAt] as [string, number, number]] : []))
  return { lane, clock, journal, deadlines, signs, errors, facts, report, stamp, missed }
}

describe('CLOCK-4: passing a limit', () => {
  it('is a fact of the limit itself, recorded one millisecond after it and not before', async () => {
    const { clock, report, missed } = await bench()
    await report()
    await clock.advanceTo(at(3))
    expect(missed()).toEqual([])
    await clock.advance(1)
    expect(missed()).toEqual([['respond', at(3), at(3, 1)]])
  })

  it('is one fact for each stage, at its own time', async () => {
    const { clock, report, missed } = await bench()
    await report()
    await clock.advance(24 * 3_600_000)
    expect(missed()).toEqual(STAGES.map((stage) => [stage, MORNING + ARTICLE_LIMITS_MS[stage], MORNING + ARTICLE_LIMITS_MS[stage] + 1]))
    expect(clock.waiting).toEqual([])
  })

  it.each(MODES.filter((mode) => mode !== 'normal'))('MODE-2: runs on through a switch into %s: missed at its own time, once, and met by a stamp at the limit', async (to) => {
    const { lane, clock, report, stamp, missed, facts } = await bench()
    const enter = async (): Promise<void> => {
      await lane.submit(null, (board, now) => decideMode(board, modeCommand('switchMode', { to, by: 'leader-a' }), now))
      const prepared = facts.findLast(({ type }) => type === 'ModeSwitchPrepared')
      if (prepared !== undefined) await lane.submit(null, (board, now) => decideMode(board, modeCommand('confirmSwitch', { prepared: prepared.seq, by: 'leader-b' }), now))
    }
    await report()
    await clock.advanceTo(at(1))
    await enter()
    expect(lane.board.mode).toBe(to)
    await clock.advanceTo(at(3))
    expect(missed()).toEqual([])
    await clock.advance(1)
    expect(missed()).toEqual([['respond', at(3), at(3, 1)]])
    await clock.advanceTo(at(4))
    await lane.submit(null, (board, now) => decideMode(board, modeCommand('switchMode', { to: 'normal', by: 'leader-a' }), now))
    await clock.advanceTo(at(5))
    await stamp('dispatch')
    await clock.advanceTo(at(10, 1))
    expect(missed().map(([stage, moment]) => [stage, moment])).toEqual([['respond', at(3)], ['arrive', at(10)]])
    expect(lane.board.incidents.get('incident-1')?.limits).toEqual(ARTICLE_LIMITS_MS)
  })

  it('is no fact for a stage stamped at the limit itself', async () => {
    const { clock, report, stamp, missed } = await bench()
    await report()
    await clock.advanceTo(at(3))
    await stamp('respond')
    await clock.advanceTo(at(5))
    expect(missed()).toEqual([])
    await clock.advance(1)
    expect(missed().map(([stage]) => stage)).toEqual(['dispatch'])
  })

  it('is met for the earlier of several incidents first, whatever the order of their reports', async () => {
    const { clock, report, missed } = await bench()
    await report('a')
    await clock.advance(60_000)
    await report('b')
    await clock.advanceTo(at(4, 1))
    expect(missed().map(([stage, time]) => [stage, time])).toEqual([['respond', at(3)], ['respond', at(4)]])
  })

  it('after a restart 2:59 into a limit of 3 minutes is missed at 3:00', async () => {
    const place = new MemoryPlace()
    const first = await bench(place)
    await first.report()
    const { deadlines, clock, missed } = await bench(place, createHeldClock(at(2, 59_000)))
    await deadlines.pass()
    expect(missed()).toEqual([])
    await clock.advanceTo(at(3))
    expect(missed()).toEqual([])
    await clock.advance(1)
    expect(missed()).toEqual([['respond', at(3), at(3, 1)]])
  })

  it('while the server was down is recorded at the start, with the time of the limit, and once', async () => {
    const place = new MemoryPlace()
    await (await bench(place)).report()
    const { deadlines, missed } = await bench(place, createHeldClock(at(7)))
    await deadlines.pass()
    expect(missed()).toEqual([['respond', at(3), at(7)], ['dispatch', at(5), at(7)]])
    const again = await bench(place, createHeldClock(at(8)))
    await again.deadlines.pass()
    expect(again.missed()).toEqual([])
  })

  it('that could not be recorded is tried again a second later', async () => {
    const { clock, journal, report, missed, errors } = await bench()
    await report()
    journal.failNext()
    await clock.advanceTo(at(3, 1_000))
    expect(missed()).toEqual([])
    expect(errors).toHaveLength(1)
    await clock.advance(1)
    expect(missed()).toEqual([['respond', at(3), at(3, 1_001)]])
  })

  it('whose stamp is on its way is waited for, not asked for again and again', async () => {
    const { clock, journal, report, stamp, missed } = await bench()
    await report()
    clock.set(at(3))
    journal.hold()
    void stamp('respond')
    await nextTurn()
    let asked = 0
    const { wakeAt } = clock
    clock.wakeAt = (time, act) => {
      asked += 1
      return wakeAt(time, act)
    }
    clock.settle = nextTurn
    await clock.advance(1)
    for (let turn = 0; turn < 20; turn += 1) await nextTurn()
    expect(asked).toBeLessThan(3)
    journal.release()
    for (let turn = 0; turn < 5; turn += 1) await nextTurn()
    expect(missed()).toEqual([])
    expect(clock.waiting).toEqual([at(5, 1)])
  })
})

describe('ESC-2: a handover', () => {
  const accept = { type: 'decideEscalation', commandId: 'accept', incidentId: 'incident-1', by: 'leader', escalation: 2, accept: true, reason: '升级', to: null } as const
  const acknowledge = { type: 'acknowledgeHandover', commandId: 'ack', incidentId: 'incident-1', by: 'committee', escalation: 2, leads: ['committee'] } as const
  const overdue = (facts: readonly BoardFact[]): [number, number][] =>
    facts.flatMap((fact) => (fact.type === 'HandoverLimitMissed' ? [[fact.at, fact.recordedAt] as [number, number]] : []))

  /** A level II incident of `at(0)`, handed over at `at(1)`: to be acknowledged by `at(4)`. */
  async function handedOver(place: MemoryPlace) {
    const started = await bench(place)
    await started.lane.submit(null, (board, now) => decideReport(board, reportCommand({ level: 'II' }), now))
    started.clock.set(at(1))
    await started.lane.submit('accept', (board, now) => decideCommand(board, accept, now))
    return started
  }

  it('not acknowledged in time is a fact of its limit, recorded one millisecond after it and not before', async () => {
    const { clock, facts } = await handedOver(new MemoryPlace())
    await clock.advanceTo(at(4))
    expect(overdue(facts)).toEqual([])
    await clock.advance(1)
    expect(overdue(facts)).toEqual([[at(4), at(4, 1)]])
    await clock.advance(3_600_000)
    expect(overdue(facts)).toHaveLength(1)
  })

  it('acknowledged at its limit is none', async () => {
    const { clock, lane, facts } = await handedOver(new MemoryPlace())
    await clock.advanceTo(at(4))
    await lane.submit('ack', (board, now) => decideCommand(board, acknowledge, now))
    await clock.advance(3_600_000)
    expect(overdue(facts)).toEqual([])
  })

  it('after a restart a second before its limit is missed at the limit; while the server was down, at the start and once', async () => {
    const [place, down] = [new MemoryPlace(), new MemoryPlace()]
    await handedOver(place)
    const again = await bench(place, createHeldClock(at(3, 59_000)))
    await again.deadlines.pass()
    await again.clock.advanceTo(at(4, 1))
    expect(overdue(again.facts)).toEqual([[at(4), at(4, 1)]])
    await handedOver(down)
    const late = await bench(down, createHeldClock(at(9)))
    await late.deadlines.pass()
    expect(overdue(late.facts)).toEqual([[at(4), at(9)]])
    const third = await bench(down, createHeldClock(at(10)))
    await third.deadlines.pass()
    expect(overdue(third.facts)).toEqual([])
  })
})

describe('CLOCK-5: a reopened incident', () => {
  it('is woken for at the first limit of its new handling', async () => {
    const { clock, lane, stamp, report, missed } = await bench()
    await report()
    await stamp('resolve')
    await clock.advanceTo(at(60))
    const reopen = { type: 'reopenIncident', commandId: 'again', incidentId: 'incident-1', by: 'leader', reason: '复燃', limits: ARTICLE_LIMITS_MS, response: DEFAULT_RESPONSE } as const
    await lane.submit('again', (board, now) => decideCommand(board, reopen, now))
    await clock.advanceTo(at(63))
    expect(missed()).toEqual([])
    await clock.advance(1)
    expect(missed()).toEqual([['respond', at(63), at(63, 1)]])
  })
})

describe('deadlines', () => {
  it('STALE-2: a platform is lost the moment after its silence is too long', async () => {
    const { clock, deadlines, signs, facts } = await bench()
    signs.push({ platform: 'p', heardAt: MORNING, watchedSince: MORNING, saidDown: false, lostAfterMs: 50_000, cameras: 6 })
    await deadlines.pass()
    await clock.advance(50_000)
    expect(facts).toEqual([])
    await clock.advance(1)
    expect(facts).toMatchObject(
      [{ type: 'PlatformLost', at: MORNING + 50_000, data: { platform: 'p', reason: 'silent', cameras: 6, lastHeardAt: MORNING } }],
    )
  })

  it('wake nobody once stopped', async () => {
    const { clock, deadlines, report, missed } = await bench()
    await report()
    deadlines.stop()
    await clock.advance(3_600_000)
    expect(missed()).toEqual([])
    deadlines.expect(clock.now() + 1)
    expect(clock.waiting).toEqual([])
  })

  it('an earlier time is met though a later one was expected first, and the later one too', async () => {
    const { clock, deadlines, report, missed } = await bench()
    deadlines.expect(at(60))
    await report()
    await clock.advanceTo(at(3, 1))
    expect(missed()).toHaveLength(1)
  })
})
