import { describe, expect, it } from 'vitest'
import { emptyBoard, toSnapshot } from '../../shared/board.ts'
import { foldFact } from '../../shared/fold.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import { at, missedFact, placed, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { MemoryJournal } from '../../tests/support/memoryStore.ts'
import { rebuildBoard } from './rebuild.ts'

const FACTS = placed([reportedFact(), stampedFact('respond', at(1)), missedFact('dispatch'), stampedFact('resolve', at(9))])

describe('JOURNAL-6: the board at the start', () => {
  it('of an empty journal is empty', async () => {
    expect(await rebuildBoard(new MemoryJournal())).toEqual(emptyBoard())
  })

  it.each([0, 1, 2, 3, 4])('from a snapshot after %d of its facts is the one that all of them make', async (kept) => {
    const journal = new MemoryJournal()
    await journal.append(FACTS)
    const [whole, part] = [emptyBoard(), emptyBoard()]
    for (const fact of FACTS) foldFact(whole, fact)
    for (const fact of FACTS.slice(0, kept)) foldFact(part, fact)
    if (kept > 0) await journal.saveSnapshot(toSnapshot(part))
    expect(stable(toSnapshot(await rebuildBoard(journal)))).toBe(stable(toSnapshot(whole)))
  })

  it('of a journal that does not give its facts is refused rather than guessed', async () => {
    const journal = new MemoryJournal()
    await journal.append(FACTS)
    journal.readAfter = async () => []
    await expect(rebuildBoard(journal)).rejects.toThrow(/ends at fact 4 but gives none after 0/)
  })
})
