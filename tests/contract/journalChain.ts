import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOf, spell } from '../../server/journal/chain.ts'
import { boardOf, factsOf } from './builders.ts'
import type { Place, StoreEngine } from './storeEngine.ts'

const FACTS = 450

/** What every engine's journal notices when somebody edits it behind its back (LOG-1, JOURNAL-6). */
export function journalChainContract(engine: StoreEngine): void {
  let whole: Place

  beforeAll(async () => {
    whole = engine.place()
    const { journal, close } = await whole.open()
    await journal.append(factsOf(1, FACTS))
    await journal.saveSnapshot(boardOf(3))
    await close()
  })
  afterAll(() => whole.remove())

  const verifyEdited = async (edit: (place: Place) => void): Promise<{ facts: number; brokenAt: number | null }> => {
    const place = whole.copy()
    edit(place)
    const { journal, close } = await place.open()
    const found = await journal.verify()
    await close()
    place.remove()
    return found
  }

  describe(`${engine.name}: chain`, () => {
    it('LOG-1: an untouched chain holds, also an empty one', async () => {
      expect(await verifyEdited(() => undefined)).toEqual({ facts: FACTS, brokenAt: null })
      const place = engine.place()
      const { journal, close } = await place.open()
      expect(await journal.verify()).toEqual({ facts: 0, brokenAt: null })
      await close()
      place.remove()
    })

    it('EXPORT-3: facts are read as they were recorded, each with the hash over the one before', async () => {
      const place = whole.copy()
      const { journal, close } = await place.open()
      const facts = await journal.readChained(0, FACTS + 1)
      expect(facts.map(({ seq }) => seq)).toEqual(Array.from({ length: FACTS }, (_, i) => i + 1))
      facts.forEach((fact, i) => expect(hashOf(spell(fact), facts[i - 1]?.hash ?? journal.id)).toBe(fact.hash))
      expect(await journal.readChained(FACTS - 1, 5)).toEqual(facts.slice(-1))
      await close()
      place.remove()
    })

    it.each([
      ['space', 'drill:x'],
      ['at', 1],
      ['recorded_at', 2],
      ['by', 'somebody'],
      ['type', 'LimitMissed'],
      ['v', 1],
      ['command_id', 'other'],
      ['command_id', null],
      ['data', '{}'],
      ['data', 'not json'],
      ['hash', '0'.repeat(64)],
      ['seq', 1_000],
    ])('LOG-1: an edited %s (%s) is noticed, and the first fact that no longer holds is named', async (column, value) => {
      expect(await verifyEdited((place) => place.editFact(333, column, value))).toEqual({ facts: 332, brokenAt: 333 })
    })

    it.each([
      [1, 0],
      [200, 199],
      [201, 200],
      [FACTS, FACTS - 1],
    ])('LOG-1: fact %i taken out is noticed', async (seq, facts) => {
      expect(await verifyEdited((place) => place.removeFact(seq))).toEqual({ facts, brokenAt: seq })
    })

    it("LOG-1: facts under another journal's name do not hold", async () => {
      const edited = verifyEdited((place) => place.editJournalId('00000000-0000-4000-8000-000000000000'))
      expect(await edited).toEqual({ facts: 0, brokenAt: 1 })
    })
  })

  describe(`${engine.name}: a snapshot not to be trusted`, () => {
    it.each([
      ['beyond the record', 'seq', FACTS + 1, /beyond the record/],
      ['of another fact', 'seq', 2, /other facts/],
      ['of another version', 'version', 999, /version 999/],
      ['damaged', 'body', '{"seq":3}', /damaged/],
    ])('JOURNAL-6: a snapshot %s is left aside and reported', async (_what, column, value, said) => {
      const problems: string[] = []
      const place = whole.copy()
      place.editSnapshot(column, value)
      const { journal, close } = await place.open({ report: (problem) => problems.push(problem) })
      expect(await journal.loadSnapshot()).toBeNull()
      expect(problems).toEqual([expect.stringMatching(said)])
      await close()
      place.remove()
    })

    it('JOURNAL-6: the one kept before a snapshot that is not to be trusted is started from', async () => {
      const problems: string[] = []
      const place = whole.copy()
      place.editSnapshot('digest', 'another')
      const { journal, close } = await place.open({ report: (problem) => problems.push(problem) })
      await journal.saveSnapshot(boardOf(2))
      expect(await journal.loadSnapshot()).toEqual(boardOf(2))
      expect(problems).toEqual([expect.stringMatching(/damaged/)])
      await close()
      place.remove()
    })
  })
}
