import { describe, expect, it } from 'vitest'
import { toSnapshot, toSpaceSnapshot } from '../../shared/board.ts'
import { foldFact } from '../../shared/fold.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import { foldSpace } from '../../shared/review/foldSpace.ts'
import { at, lostFact, placed, reportedFact, restoredFact } from '../../tests/support/builders.ts'
import { drillCommand, playedTo } from '../../tests/support/drillBuilders.ts'
import { MemoryJournal } from '../../tests/support/memoryStore.ts'
import { rebuildBoard } from '../state/rebuild.ts'
import { boardAt, factsBetween } from './past.ts'

/** A drill that runs for six minutes, with a board kept for replay after `keptAfter` of its facts; none for 0. */
async function drilled(keptAfter: number) {
  const played = playedTo('running', at(0))
  const journal = new MemoryJournal()
  let recorded = 0
  for (let minute = 0; minute <= 6; minute += 1) {
    played.due(at(minute))
    if (minute === 6) played.command(drillCommand('stopDrill'), at(6))
    const fresh = played.facts.slice(recorded)
    recorded = played.facts.length
    await journal.append(fresh)
    if (keptAfter > 0 && recorded >= keptAfter) await journal.saveSnapshot(toSnapshot(played.board))
  }
  return { played, journal }
}

describe('REPLAY-1: a board of the past', () => {
  it.each([0, 1, 5])('of the real thing has the drills beside it as they stood (a board kept after %d facts)', async (keptAfter) => {
    const { played, journal } = await drilled(keptAfter)
    expect(stable(toSnapshot(await boardAt(journal, journal.seq, 'live')))).toBe(stable(toSnapshot(played.board)))
  })

  it.each([0, 5])('DRILL-2: of a drill is its own board as it was kept live, with what else was recorded or not (a board kept after %d facts)', async (keptAfter) => {
    const { played, journal } = await drilled(keptAfter)
    const replayed = await boardAt(journal, journal.seq, 'drill:d1')
    expect([replayed.space, replayed.incidents.size, replayed.drill?.state]).toEqual(['drill:d1', 2, 'ended'])
    await journal.append(placed([reportedFact(at(9))], journal.seq))
    for (const board of [replayed, await boardAt(journal, journal.seq, 'drill:d1')]) expect(stable(toSpaceSnapshot(board))).toBe(stable(toSpaceSnapshot(played.of('drill:d1'))))
    expect([(await boardAt(journal, 1, 'drill:d1')).drill?.state, (await boardAt(journal, 0, 'drill:d1')).drill, (await boardAt(journal, 1, 'drill:d2')).drill]).toEqual(['prepared', null, null])
  })

  it('JOURNAL-11: a board kept on the way to a moment has the drills, so that a start from it has them too', async () => {
    const { played, journal } = await drilled(0)
    const live = placed(Array.from({ length: 4_000 }, (_, i) => (i % 2 === 0 ? lostFact : restoredFact)('platform-0', at(7, i))), journal.seq)
    await journal.append(live)
    for (const fact of live) foldFact(played.board, fact)
    await boardAt(journal, journal.seq, 'live')
    expect((await journal.loadSnapshot())?.drills.map(({ drill }) => drill?.state)).toEqual(['ended'])
    expect(stable(toSnapshot(await rebuildBoard(journal)))).toBe(stable(toSnapshot(played.board)))
  })

  it('REPLAY-2: of a drill is the same, gone on to by its own facts alone', async () => {
    const { played, journal } = await drilled(0)
    const board = await boardAt(journal, 4, 'drill:d1')
    const { facts } = await factsBetween(journal, { from: 0, to: at(60), after: 4, space: 'drill:d1', limit: 1_000 })
    for (const fact of [...placed([reportedFact(at(1))], 4), ...facts]) foldSpace(board, fact)
    expect(stable(toSpaceSnapshot(board))).toBe(stable(toSpaceSnapshot(played.of('drill:d1'))))
  })

  it('the facts of drills come with those of the real thing where they are asked for', async () => {
    const { journal } = await drilled(0)
    const asked = { from: 0, to: at(60), after: null, space: 'live', limit: 1_000 } as const
    expect((await factsBetween(journal, asked)).facts).toEqual([])
    expect((await factsBetween(journal, { ...asked, drills: true })).facts).toHaveLength(journal.seq)
    expect((await factsBetween(journal, { ...asked, space: 'drill:d1' })).facts).toHaveLength(journal.seq)
    const page = await factsBetween(journal, { ...asked, space: 'drill:d1', limit: 3 })
    expect([page.facts.map(({ seq }) => seq), page.next]).toEqual([[1, 2, 3], 3])
  })
})
