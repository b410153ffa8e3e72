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

/** Time from starting the process to listening over a record of so many facts with a snapshot at its end; the lengths by turns. */
export async function bootTimes(): Promise<{ readonly curve: Curve; readonly figures: Figure[] }> {
  const folders = await Promise.all(LENGTHS.map(() => dataFolder()))
  const times = LENGTHS.map((): number[] => [])
  try {
    for (const [i, facts] of LENGTHS.entries()) await writeRecord(join(folders[i]!.dir, 'live'), facts)
    for (let round = 0; round < ROUNDS; round++) for (const [i, { dir }] of folders.entries()) times[i]!.push(await bootTime(dir))
  } finally {
    for (const { remove } of folders) await remove()
  }
  const points = LENGTHS.map((facts, i): [number, number] => [facts, median(times[i]!)])
  const [shortest, longest] = [points[0]![1], points.at(-1)![1]]
  const shorter = points.slice(0, -1).map(([facts, ms]) => told(`boot over ${facts} facts`, ms, 'ms'))
  const judged = atMost(`boot over ${LENGTHS.at(-1)} facts with a snapshot`, longest, MOST_BOOT_MS, 'ms')
  return {
    curve: { name: 'facts', unit: 'start to listening, ms', points },
    figures: [...shorter, judged, told(`boot over ${LENGTHS.at(-1)} facts, of ${LENGTHS[0]}`, longest / shortest, '×')],
  }
}

async function bootTime(dir: string): Promise<number> {
  const start = performance.now()
  const server = await startServerProcess(PROJECT_BUILD, dir)
  const took = performance.now() - start
  await server.kill()
  return took
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
