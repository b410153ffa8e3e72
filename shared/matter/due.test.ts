import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, MINUTE_MS, playedMatters, TOY, type PlayedMatters } from '../../tests/support/matterBuilders.ts'
import { emptyBoard, fromSnapshot, toSnapshot } from '../board.ts'
import { foldFact } from '../fold.ts'
import { stable } from '../protocol/canonical.ts'
import { isRefusal } from '../refusal.ts'
import { nextMatterDueAt } from './due.ts'

const NOW = at(0)
const RUNS = 1_000

describe('MATTER-3: limits of states and due times of steps', () => {
  it('are met at the limit itself and told one millisecond later, with their own time, once', () => {
    const played = playedMatters()
    played.command(matterCommand('open'), NOW)
    expect(nextMatterDueAt(played.board)).toBe(NOW + 2 * MINUTE_MS + 1)
    expect(played.pass(NOW + 2 * MINUTE_MS)).toEqual([])
    expect(played.pass(NOW + 2 * MINUTE_MS + 1)).toMatchObject([{ type: 'MatterStepOverdue', at: NOW + 2 * MINUTE_MS, by: 'system', data: { step: 'early' } }])
    expect(nextMatterDueAt(played.board)).toBe(NOW + 10 * MINUTE_MS + 1)
    expect(played.pass(NOW + 10 * MINUTE_MS)).toEqual([])
    expect(played.pass(NOW + 60 * MINUTE_MS)).toMatchObject([{ type: 'MatterOverdue', at: NOW + 10 * MINUTE_MS, data: { state: 'asked', since: NOW } }])
    expect(played.pass(NOW + 61 * MINUTE_MS)).toEqual([])
    expect(nextMatterDueAt(played.board)).toBeNull()
    expect(played.matter()).toMatchObject({ overdueAt: NOW + 10 * MINUTE_MS, overdues: 1 })
  })

  it('are never before the opening: what would have been due then is due with it, told once, and known as told from a record of before', () => {
    const played = playedMatters()
    played.command(matterCommand('open', { values: { title: '题', startsAt: NOW - 60 * MINUTE_MS } }), NOW)
    const step = () => played.matter().steps.find(({ id }) => id === 'before')
    expect(step()).toMatchObject({ dueAt: NOW, overdueAt: null })
    expect(played.pass(NOW)).toEqual([])
    expect(played.pass(NOW + 1)).toMatchObject([{ type: 'MatterStepOverdue', at: NOW, data: { step: 'before' } }])
    expect([step(), played.pass(NOW + 2)]).toMatchObject([{ dueAt: NOW, overdueAt: NOW }, []])
    expect(played.matter().history.map(({ at: then }) => then)).toEqual([NOW, NOW])
    const older = playedMatters()
    for (const fact of played.facts) foldFact(older.board, fact.type === 'MatterStepOverdue' ? { ...fact, at: NOW - 61 * MINUTE_MS } : fact)
    expect(older.pass(NOW + 2)).toEqual([])
    older.command(matterCommand('amend', { values: { startsAt: NOW - 50 * MINUTE_MS } }), NOW + 3)
    expect(older.pass(NOW + 4)).toEqual([])
  })

  it('that passed just before a command are told with it, so that a move hides none', () => {
    const played = playedMatters()
    played.command(matterCommand('open'), NOW)
    expect(played.command(matterCommand('move', { command: 'begin' }), NOW + 10 * MINUTE_MS + 1)).toMatchObject([
      { type: 'MatterMoved' }, { type: 'MatterOverdue', at: NOW + 10 * MINUTE_MS, commandId: null }, { type: 'MatterStepOverdue' },
    ])
    expect(played.matter()).toMatchObject({ state: 'doing', overdueAt: null, overdues: 1 })
  })

  it('a tick at its due time is in time; one later is overdue and ticked', () => {
    for (const [after, overdueAt] of [[0, null], [1, NOW + 2 * MINUTE_MS]] as const) {
      const played = playedMatters()
      played.command(matterCommand('open'), NOW)
      played.command(matterCommand('tick', { step: 'early' }), NOW + 2 * MINUTE_MS + after)
      played.pass(NOW + 5 * MINUTE_MS)
      expect(played.matter().steps[0]).toMatchObject({ overdueAt, ticked: { at: NOW + 2 * MINUTE_MS + after } })
    }
  })

  it('an ended matter has none', () => {
    const played = playedMatters()
    played.command(matterCommand('open'), NOW)
    played.command(matterCommand('move', { command: 'begin' }), NOW)
    played.command(matterCommand('move', { command: 'finish' }), NOW)
    expect(nextMatterDueAt(played.board)).toBeNull()
    expect(played.pass(NOW + 60 * MINUTE_MS)).toEqual([])
  })
})

type Step = { readonly what: 'open' | 'begin' | 'beginBy' | 'finish' | 'again' | 'tick' | 'reopenStep' | 'amend' | 'pass'; readonly pick: number }

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('open', 'begin', 'beginBy', 'finish', 'again', 'tick', 'reopenStep', 'amend', 'pass'), pick: fc.nat(11),
})

function act(played: PlayedMatters, { what, pick }: Step, now: number) {
  const matterId = `m-${pick % 3}`
  const step = TOY.steps instanceof Function ? '' : TOY.steps[pick % 4]!.id
  switch (what) {
    case 'open': return played.board.matters.has(matterId) ? null : played.command(matterCommand('open', { matterId }), now)
    case 'begin': case 'finish': return played.command(matterCommand('move', { matterId, command: what }), now)
    case 'beginBy': return played.command(matterCommand('move', { matterId, command: 'begin', values: { dueAt: now + pick * MINUTE_MS } }), now)
    case 'again': return played.command(matterCommand('move', { matterId, command: what, values: { reason: '再来' } }), now)
    case 'tick': case 'reopenStep': return played.command(matterCommand(what, { matterId, step }), now)
    case 'amend': return played.command(matterCommand('amend', { matterId, values: { startsAt: now + pick * MINUTE_MS } }), now)
    case 'pass': return played.pass(now)
  }
}

function play(steps: readonly Step[]): PlayedMatters {
  const played = playedMatters()
  let now = NOW
  for (const step of steps) {
    if (step.what === 'pass') now += step.pick * 31_000
    act(played, step, now)
  }
  return played
}

describe('MATTER-2: whatever is done in whatever order', () => {
  it('given any commands, when they are played, then no state is reached that the table does not allow, and each overdue is told once', () => {
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const { facts } = play(steps)
      const states = new Map<string, string>()
      const told = new Set<string>()
      for (const fact of facts) {
        if (fact.type === 'MatterOpened') states.set(fact.data.matterId, fact.data.state)
        if (fact.type === 'MatterMoved') {
          const move = TOY.moves.find(({ id }) => id === fact.data.command)!
          expect(fact.data.from).toBe(states.get(fact.data.matterId))
          expect([move.from.includes(fact.data.from), move.to]).toEqual([true, fact.data.to])
          states.set(fact.data.matterId, fact.data.to)
        }
        if (fact.type !== 'MatterOverdue' && fact.type !== 'MatterStepOverdue') continue
        const { matterId, ...what } = fact.data
        const key = stable({ matterId, what, at: fact.at })
        expect(told.has(key)).toBe(false)
        told.add(key)
        expect(fact.at).toBeLessThan(fact.recordedAt)
      }
    }), { numRuns: RUNS })
  })

  it('given any facts, when a board is kept anywhere and the rest folded after it, then it equals the whole', () => {
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 30 }), fc.nat(60), (steps, at_) => {
      const { facts, board } = play(steps)
      const cut = Math.min(at_, facts.length)
      const first = emptyBoard()
      for (const fact of facts.slice(0, cut)) foldFact(first, fact)
      const rest = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(first))) as ReturnType<typeof toSnapshot>)
      for (const fact of facts.slice(cut)) foldFact(rest, fact)
      expect(stable(toSnapshot(rest))).toBe(stable(toSnapshot(board)))
    }), { numRuns: RUNS })
  })

  it('the next due moment is never missed: just before it nothing is due, at it something is', () => {
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
      const played = play(steps)
      played.pass(played.board.recordedAt)
      const next = nextMatterDueAt(played.board)
      if (next === null || next <= played.board.recordedAt) return
      expect(played.pass(next - 1)).toEqual([])
      const told = played.pass(next)
      expect(isRefusal(told) ? 0 : told.length).toBeGreaterThan(0)
    }), { numRuns: RUNS })
  })
})
