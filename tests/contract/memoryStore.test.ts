import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { journalContract } from './journal.ts'
import { readingHistoryContract } from './readingHistory.ts'
import type { Place, StoreEngine } from './storeEngine.ts'

/** The store other tests run on: it keeps the same promises as the real ones. */
function placeOver(place: MemoryPlace): Place {
  return {
    open: async (options = {}) => {
      const journal = new MemoryJournal(place, options)
      return { journal, history: place.history, close: () => journal.close() }
    },
    copy: () => placeOver(Object.assign(new MemoryPlace(), structuredClone({ id: place.id, rows: place.rows, head: place.head, boards: place.boards }))),
    startAppender: () => {
      throw new Error('memory does not outlive its process')
    },
    editFact: (seq, column, value) => void Object.assign(place.rows[seq - 1] ?? {}, { [column]: value }),
    removeFact: (seq) => void place.rows.splice(seq - 1, 1),
    editJournalId: (id) => void (place.id = id),
    editSnapshot: (column, value) => place.boards.forEach((row) => Object.assign(row, { [column]: value })),
    remove: () => undefined,
  }
}

const memoryEngine: StoreEngine = { name: 'memory', place: () => placeOver(new MemoryPlace()) }

journalContract(memoryEngine)
readingHistoryContract(memoryEngine)
