import { describe, expect, it } from 'vitest'
import { toSnapshot, toSpaceSnapshot } from '../../shared/board.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import { at } from '../../tests/support/builders.ts'
import { drillCommand, playedTo } from '../../tests/support/drillBuilders.ts'
import { MemoryJournal } from '../../tests/support/memoryStore.ts'
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

  it.each([[0, null], [5, null], [0, 1], [5, 1]])('DRILL-2: of a drill is its own board, whatever was kept (after %d facts, prepared by fact %s)', async (keptAfter, prepared) => {
    const { played, journal } = await drilled(keptAfter)
    const replayed = await boardAt(journal, journal.seq, 'drill:d1', prepared)
    expect(replayed.space).toBe('drill:d1')
    expect(replayed.incidents.size).toBe(2)
    expect(stable(toSpaceSnapshot(replayed))).toBe(stable({ ...toSpaceSnapshot(played.of('drill:d1')), seq: journal.seq }))
    expect((await boardAt(journal, 1, 'drill:d1', 3)).drill).toBeNull()
  })

  it('the facts of drills come with those of the real thing where they are asked for', async () => {
    const { journal } = await drilled(0)
    const asked = { from: 0, to: at(60), after: null, space: 'live', limit: 1_000 } as const
    expect((await factsBetween(journal, asked)).facts).toEqual([])
    expect((await factsBetween(journal, { ...asked, drills: true })).facts).toHaveLength(journal.seq)
  })
})
