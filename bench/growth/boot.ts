import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { emptyBoard, toSnapshot, type BoardFact, type NewBoardFact } from '../../shared/board.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import { foldFact } from '../../shared/fold.ts'
import { STORE_FILE } from '../../server/journal/openStore.ts'
import { spell } from '../../server/journal/chain.ts'
import { packBoard } from '../../server/journal/packBoard.ts'
import { Store } from '../../server/journal/sqlite/store.ts'
import { dataFolder, PROJECT_BUILD, startServerProcess } from '../../tests/support/serverProcess.ts'
import { reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { atMost, told, type Figure } from '../measure/figure.ts'
import { median } from '../measure/figures.ts'
import type { Curve } from './curves.ts'

const LENGTHS = [100, 1_000, 10_000, 100_000, 1_000_000]
const ROUNDS = 5
const MOST_BOOT_MS = 2_000
const GROUP = 1_000
const MINUTE_MS = 60_000
/** An incident every half hour: a million facts are eleven years. */
const BETWEEN_MS = 30 * MINUTE_MS

/** Time from starting the process to listening over a record of so many facts with a snapshot at its end. */
export async function bootTimes(): Promise<{ readonly curve: Curve; readonly figures: Figure[] }> {
  const points: [number, number][] = []
  for (const facts of LENGTHS) points.push([facts, await bootTime(facts)])
  const figures = points.map(([facts, ms], i) =>
    i === points.length - 1 ? atMost(`boot over ${facts} facts with a snapshot`, ms, MOST_BOOT_MS, 'ms') : told(`boot over ${facts} facts`, ms, 'ms'))
  return { curve: { name: 'facts', unit: 'start to listening, ms', points }, figures }
}

async function bootTime(facts: number): Promise<number> {
  const folder = await dataFolder()
  try {
    await writeRecord(join(folder.dir, 'live'), facts)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now()
      const server = await startServerProcess(PROJECT_BUILD, folder.dir)
      times.push(performance.now() - start)
      await server.kill()
    }
    return median(times)
  } finally {
    await folder.remove()
  }
}

/** A record of incidents that were each reported and stamped to their end, the last of them a moment ago. */
async function writeRecord(dir: string, length: number): Promise<void> {
  mkdirSync(dir, { recursive: true })
  const store = new Store({ path: join(dir, STORE_FILE), newId: randomUUID(), maxBytes: null })
  const board = emptyBoard()
  const incidents = Math.ceil(length / (STAGES.length + 1))
  const begun = Date.now() - (incidents + 1) * BETWEEN_MS
  let group: BoardFact[] = []
  const keep = (): void => {
    store.commit({ after: board.seq - group.length, facts: group.map(spell) })
    group = []
  }
  for (let incident = 0; board.seq < length; incident++) {
    for (const news of factsOf(incident, begun + incident * BETWEEN_MS).slice(0, length - board.seq)) {
      const fact = { ...news, seq: board.seq + 1, recordedAt: news.at } as BoardFact
      foldFact(board, fact)
      group.push(fact)
      if (group.length === GROUP) keep()
    }
  }
  if (group.length > 0) keep()
  store.keepBoard({ seq: board.seq, body: await packBoard(toSnapshot(board)) })
  store.close()
}

function factsOf(incident: number, at: number): NewBoardFact[] {
  const incidentId = `incident-${incident}`
  return [
    reportedFact(at, { incidentId, ordinal: incident, number: `bench-${incident}` }),
    ...STAGES.map((stage, place) => stampedFact(stage, at + (place + 1) * MINUTE_MS, { incidentId })),
  ]
}
