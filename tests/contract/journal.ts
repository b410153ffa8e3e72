import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FactsOutOfOrder } from '../../server/journal/factOrder.ts'
import { JournalUnavailable } from '../../server/ports.ts'
import { boardOf, factOf, factsOf } from './builders.ts'
import type { OpenedStore, OpenOptions, Place, StoreEngine } from './storeEngine.ts'

/** What every engine's journal does (LOG-1, JOURNAL-1 to JOURNAL-6). */
export function journalContract(engine: StoreEngine): void {
  let place: Place
  let store: OpenedStore
  let problems: string[]

  const reopen = async (options: OpenOptions = {}): Promise<void> => {
    await store.close()
    store = await place.open({ report: (problem) => problems.push(problem), ...options })
  }
  beforeEach(async () => {
    problems = []
    place = engine.place()
    store = await place.open({ report: (problem) => problems.push(problem) })
  })
  afterEach(async () => {
    await store.close()
    place.remove()
  })

  describe(`${engine.name}: append and read`, () => {
    it('JOURNAL-1: a new journal is empty and has an id, which stays', async () => {
      const { id } = store.journal
      expect(store.journal.seq).toBe(0)
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      expect(await store.journal.readAfter(0, 10)).toEqual([])
      await reopen()
      expect(store.journal.id).toBe(id)
      expect(problems).toEqual([])
    })

    it('JOURNAL-1: facts come back as they went in, in order, also after reopening', async () => {
      const facts = [
        ...factsOf(1, 3),
        factOf(4, { space: 'drill:2024-10', commandId: null, at: 1_727_740_800_000.5, by: '郑东新区' }),
        factOf(5, { data: { incidentId: '', stage: 'resolve', unit: null, note: 'NUL \u0000, half \ud800, 🚒' } } as never),
      ]
      await store.journal.append(facts)
      expect(store.journal.seq).toBe(5)
      expect(await store.journal.readAfter(0, 10)).toEqual(facts)
      await reopen()
      expect(store.journal.seq).toBe(5)
      expect(await store.journal.readAfter(0, 10)).toEqual(facts)
    })

    it('JOURNAL-1: reading starts after the fact named and stops at the limit', async () => {
      await store.journal.append(factsOf(1, 5))
      const seqs = async (after: number, limit: number): Promise<number[]> => {
        const facts = await store.journal.readAfter(after, limit)
        return facts.map(({ seq }) => seq)
      }
      expect(await seqs(2, 2)).toEqual([3, 4])
      expect(await seqs(2, 3)).toEqual([3, 4, 5])
      expect(await seqs(4, 100)).toEqual([5])
      expect(await seqs(5, 100)).toEqual([])
      expect(await seqs(0, 0)).toEqual([])
    })

    it('JOURNAL-1: thousands of facts are read as one', async () => {
      await store.journal.append(factsOf(1, 2_500))
      expect(await store.journal.readAfter(0, 10_000)).toEqual(factsOf(1, 2_500))
    })

    it('JOURNAL-3: a gap, a repetition or an order of its own is refused whole', async () => {
      await store.journal.append(factsOf(1, 2))
      for (const wrong of [[4], [2], [3, 5], [3, 3], [4, 3], [0], [3.5]]) {
        await expect(store.journal.append(wrong.map((seq) => factOf(seq)))).rejects.toThrow(FactsOutOfOrder)
      }
      expect(store.journal.seq).toBe(2)
      await store.journal.append([])
      await store.journal.append(factsOf(3, 4))
      expect(await store.journal.readAfter(0, 10)).toEqual(factsOf(1, 4))
    })

    it('JOURNAL-3: a fact whose fields would not come back is refused', async () => {
      for (const broken of [{ by: 'a\u0000b' }, { commandId: '\ud800' }, { at: NaN }, { recordedAt: Infinity }, { v: 1.5 as never }]) {
        await expect(store.journal.append([factOf(1, broken)])).rejects.toThrow(/^fact 1 /)
      }
      await store.journal.append(factsOf(1, 1))
      expect(store.journal.seq).toBe(1)
    })

    it('JOURNAL-2: calls that do not wait for each other are all recorded, in order', async () => {
      const calls = Array.from({ length: 400 }, (_, call) => store.journal.append(factsOf(call * 2 + 1, call * 2 + 2)))
      await Promise.all(calls)
      expect(store.journal.seq).toBe(800)
      expect(await store.journal.readAfter(0, 1_000)).toEqual(factsOf(1, 800))
      expect(await store.journal.verify()).toEqual({ facts: 800, brokenAt: null })
    })

    it('JOURNAL-2: seq is that of the last acknowledged fact', async () => {
      const appended = store.journal.append(factsOf(1, 3))
      expect(store.journal.seq).toBe(0)
      await appended
      expect(store.journal.seq).toBe(3)
    })

    it('JOURNAL-4: closing records what was taken, then takes nothing more', async () => {
      const appended = store.journal.append(factsOf(1, 3))
      const closed = store.journal.close()
      await expect(appended).resolves.toBeUndefined()
      await closed
      await expect(store.journal.append([factOf(4)])).rejects.toThrow(JournalUnavailable)
      await expect(store.journal.readAfter(0, 1)).rejects.toThrow(JournalUnavailable)
      await reopen()
      expect(await store.journal.readAfter(0, 10)).toEqual(factsOf(1, 3))
    })
  })

  describe(`${engine.name}: commands`, () => {
    it('JOURNAL-5: a command finds the first fact it led to, however often it came', async () => {
      await store.journal.append([factOf(1), factOf(2, { commandId: 'twice' }), factOf(3, { commandId: 'twice' })])
      await store.journal.append([factOf(4, { commandId: 'twice' }), factOf(5, { commandId: null })])
      expect(await store.journal.findCommand('twice')).toEqual(factOf(2, { commandId: 'twice' }))
      expect(await store.journal.findCommand('command-1')).toEqual(factOf(1))
      expect(await store.journal.findCommand('never')).toBeNull()
      await reopen()
      expect((await store.journal.findCommand('twice'))?.seq).toBe(2)
    })
  })

  describe(`${engine.name}: facts of an incident`, () => {
    it('JOURNAL-12: come in order and by pages, without those of others, also after reopening', async () => {
      const of = (incidentId: string) => ({ data: { ...(factOf(1).data as object), incidentId } as never })
      const facts = [1, 2, 3, 4, 5].map((seq) => factOf(seq, of(seq % 2 === 1 ? 'odd' : 'even')))
      await store.journal.append(facts)
      const seqs = async (id: string, after: number, limit: number) => (await store.journal.factsOf(id, after, limit)).map(({ seq }) => seq)
      expect([await seqs('odd', 0, 10), await seqs('odd', 0, 2), await seqs('odd', 1, 2), await seqs('odd', 5, 2)]).toEqual([[1, 3, 5], [1, 3], [3, 5], []])
      expect([await seqs('even', 0, 10), await seqs('nobody', 0, 10)]).toEqual([[2, 4], []])
      await reopen()
      expect(await store.journal.factsOf('even', 0, 10)).toEqual([facts[1], facts[3]])
    })
  })

  describe(`${engine.name}: facts of a drill`, () => {
    it('JOURNAL-13: come in order, up to the fact named and by pages, without those of other spaces, also after reopening', async () => {
      const facts = Array.from({ length: 2_100 }, (_, i) => factOf(i + 1, i % 4 === 3 ? {} : { space: i % 2 === 0 ? 'drill:even' : 'drill:odd' }))
      await store.journal.append(facts)
      const seqs = async (...asked: Parameters<typeof store.journal.drillFacts>) => (await store.journal.drillFacts(...asked)).map(({ seq }) => seq)
      expect([await seqs('drill:even', 0, 7, 10), await seqs('drill:even', 0, 6, 10), await seqs('drill:even', 1, 99, 2), await seqs('drill:odd', 2, 5, 9)]).toEqual([
        [1, 3, 5, 7], [1, 3, 5], [3, 5], [],
      ])
      expect([await seqs('drill:none', 0, 99, 10), await seqs('live' as never, 0, 99, 10)]).toEqual([[], []])
      await reopen()
      expect(await store.journal.drillFacts('drill:even', 0, 2_100, 5_000)).toEqual(facts.filter(({ space }) => space === 'drill:even'))
    })
  })

  describe(`${engine.name}: snapshots`, () => {
    it('JOURNAL-6: a start takes the newest snapshot, in whatever order they were kept', async () => {
      expect(await store.journal.loadSnapshot()).toBeNull()
      await store.journal.append(factsOf(1, 5))
      for (const seq of [3, 5, 4]) await store.journal.saveSnapshot(boardOf(seq))
      expect(await store.journal.loadSnapshot()).toEqual(boardOf(5))
      await reopen()
      expect(await store.journal.loadSnapshot()).toEqual(boardOf(5))
      expect(problems).toEqual([])
    })

    it('JOURNAL-6: a snapshot of facts not recorded is refused', async () => {
      await store.journal.append(factsOf(1, 2))
      await expect(store.journal.saveSnapshot(boardOf(3))).rejects.toThrow(/record ends at 2/)
      expect(await store.journal.loadSnapshot()).toBeNull()
      await store.journal.saveSnapshot(boardOf(2))
      expect(await store.journal.loadSnapshot()).toEqual(boardOf(2))
    })
  })

  describe(`${engine.name}: the past`, () => {
    it('JOURNAL-11: the nearest board kept of a fact or before is found, in whatever order they were kept', async () => {
      await store.journal.append(factsOf(1, 6))
      for (const seq of [2, 5, 3]) await store.journal.saveSnapshot(boardOf(seq))
      await reopen()
      const found = await Promise.all([0, 1, 2, 4, 5, 6].map((seq) => store.journal.boardBefore(seq)))
      expect(found.map((board) => board?.seq ?? null)).toEqual([null, null, 2, 3, 5, 5])
      expect(found[3]).toEqual(boardOf(3))
    })

    it('REPLAY-2: the last fact of a moment is found, of several recorded then the last, none before the first', async () => {
      expect(await store.journal.seqAt(1_000)).toBe(0)
      await store.journal.append([10, 20, 20, 30].map((recordedAt, i) => factOf(i + 1, { recordedAt })))
      expect(await Promise.all([9, 10, 19, 20, 29, 30, 99].map((at) => store.journal.seqAt(at)))).toEqual([0, 1, 1, 3, 3, 4, 4])
    })
  })

  describe(`${engine.name}: versions`, () => {
    it('JOURNAL-8: older facts are read in their newest version and stay as they were recorded', async () => {
      const versions = {
        StageStamped: { newest: 3, upgrades: { 2: (data: unknown) => ({ ...(data as object), team: 'team-01' }) } },
      }
      await store.journal.append(factsOf(1, 2))
      await reopen({ versions })
      const [first] = await store.journal.readAfter(0, 1)
      expect(first).toEqual({ ...factOf(1), v: 3, data: { ...factOf(1).data, team: 'team-01' } })
      expect((await store.journal.findCommand('command-2'))?.v).toBe(3)
      expect(await store.journal.verify()).toEqual({ facts: 2, brokenAt: null })
      await reopen()
      expect(await store.journal.readAfter(0, 2)).toEqual(factsOf(1, 2))
    })

    it('JOURNAL-8: a fact this program cannot read is named, not left out', async () => {
      await store.journal.append([factOf(1), factOf(2, { v: 9 })])
      await expect(store.journal.readAfter(0, 10)).rejects.toThrow('fact 2 (StageStamped, version 9) cannot be read')
      expect(await store.journal.readAfter(0, 1)).toEqual([factOf(1)])
    })
  })
}
