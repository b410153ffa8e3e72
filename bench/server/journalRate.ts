import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { BoardFact } from '../../shared/board.ts'
import { openStore } from '../../server/journal/openStore.ts'
import { spell } from '../../server/journal/chain.ts'
import { Store } from '../../server/journal/sqlite/store.ts'
import { reportedFact, placed } from '../../tests/support/builders.ts'
import { dataFolder } from '../../tests/support/serverProcess.ts'
import { atLeast, told, type Figure } from '../measure/figure.ts'
import { median } from '../measure/figures.ts'

/** Facts the journal puts into one transaction at most (JOURNAL-2). */
const GROUP = 256
/** About a second's work: in a quarter of that the journal's thread, new in each round, has hardly compiled what a server that runs compiled long ago. */
const GROUPS = 160
const LEAST_OF_STORE = 0.9
const AT = 1_800_000_000_000

/** Facts a second through the journal (order, worker, acknowledgement) beside what the store alone does with the same groups. */
export async function benchJournal({ rounds }: { readonly rounds: number }): Promise<Figure[]> {
  const rates: { journal: number[]; store: number[] } = { journal: [], store: [] }
  for (let round = 0; round <= rounds; round++) {
    const journal = await journalRate()
    const store = await storeRate()
    if (round === 0) continue
    rates.journal.push(journal)
    rates.store.push(store)
  }
  return [
    atLeast('journal: facts a second of what the store alone does', median(rates.journal) / median(rates.store), LEAST_OF_STORE, '×'),
    told('journal: facts a second', median(rates.journal), '/s'),
  ]
}

/** Groups of facts that follow one another, made before the clock runs. */
function groups(): BoardFact[][] {
  return Array.from({ length: GROUPS }, (_, group) => {
    const news = Array.from({ length: GROUP }, (_, i) => {
      const ordinal = group * GROUP + i + 1
      return reportedFact(AT, { incidentId: `incident-${ordinal}`, ordinal, number: `20270115-${ordinal}` })
    })
    return placed(news, group * GROUP, AT)
  })
}

async function journalRate(): Promise<number> {
  const folder = await dataFolder()
  const store = await openStore(join(folder.dir, 'journal'), { report: () => undefined })
  const facts = groups()
  const start = performance.now()
  await Promise.all(facts.flatMap((group) => group.map((fact) => store.journal.append([fact]))))
  const rate = (GROUPS * GROUP * 1_000) / (performance.now() - start)
  await store.close()
  await folder.remove()
  return rate
}

async function storeRate(): Promise<number> {
  const folder = await dataFolder()
  const store = new Store({ path: join(folder.dir, 'store.db'), newId: randomUUID(), maxBytes: null })
  const facts = groups()
  const start = performance.now()
  for (const [group, each] of facts.entries()) store.commit({ after: group * GROUP, facts: each.map(spell) })
  const rate = (GROUPS * GROUP * 1_000) / (performance.now() - start)
  store.close()
  await folder.remove()
  return rate
}
