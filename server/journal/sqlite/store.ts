import type { Fact } from '../../../shared/fact.ts'
import type { AnswerOf, ArgsOf, Operations } from '../requests.ts'
import { commit, drillFacts, factsOf, findCommand, head, journalId, readAfter, readChained, verifyOn } from './facts.ts'
import { boardBefore, keepBoard, newestBoard, seqAt } from './boards.ts'
import { ReadingStore } from './readingStore.ts'
import { prepareSchema } from './schema.ts'
import { SqliteFile } from './sqliteFile.ts'

type Done = Omit<Operations, 'open'>

/** The record and the readings in one file: what each request of the worker does. */
export class Store implements Done {
  readonly opening: AnswerOf<'open'>
  readonly #file: SqliteFile
  readonly #readings: ReadingStore

  /** Opens the file or makes it, for its only owner. */
  constructor({ path, newId, maxBytes }: ArgsOf<'open'>) {
    this.#file = new SqliteFile(path, maxBytes)
    try {
      const moved = prepareSchema(this.#file, newId)
      this.#readings = new ReadingStore(this.#file)
      this.opening = { id: journalId(this.#file), seq: head(this.#file).seq, names: this.#readings.names(), moved }
    } catch (error) {
      this.#file.close()
      throw error
    }
  }

  commit({ after, facts }: ArgsOf<'commit'>): null {
    commit(this.#file, after, facts)
    return null
  }

  readAfter({ seq, limit }: ArgsOf<'readAfter'>): Fact[] {
    return readAfter(this.#file, seq, limit)
  }

  factsOf({ incidentId, seq, limit }: ArgsOf<'factsOf'>): Fact[] {
    return factsOf(this.#file, incidentId, seq, limit)
  }

  drillFacts({ space, seq, until, limit }: ArgsOf<'drillFacts'>): Fact[] {
    return drillFacts(this.#file, space, { after: seq, until, limit })
  }

  readChained({ seq, limit }: ArgsOf<'readChained'>): AnswerOf<'readChained'> {
    return readChained(this.#file, seq, limit)
  }

  findCommand({ commandId }: ArgsOf<'findCommand'>): Fact | null {
    return findCommand(this.#file, commandId)
  }

  verify({ after, hash, limit }: ArgsOf<'verify'>): AnswerOf<'verify'> {
    return verifyOn(this.#file, after, hash, limit)
  }

  keepBoard({ seq, body }: ArgsOf<'keepBoard'>): null {
    keepBoard(this.#file, seq, body)
    return null
  }

  newestBoard(): AnswerOf<'newestBoard'> {
    return newestBoard(this.#file)
  }

  boardBefore({ seq }: ArgsOf<'boardBefore'>): AnswerOf<'boardBefore'> {
    return boardBefore(this.#file, seq)
  }

  seqAt({ at }: ArgsOf<'seqAt'>): number {
    return seqAt(this.#file, at)
  }

  writeBlocks(args: ArgsOf<'writeBlocks'>): null {
    return this.#readings.write(args)
  }

  newestReadings(): AnswerOf<'newestReadings'> {
    return this.#readings.newest()
  }

  pictureBefore(args: ArgsOf<'pictureBefore'>): AnswerOf<'pictureBefore'> {
    return this.#readings.past.before(args)
  }

  appendedPage({ after }: ArgsOf<'appendedPage'>): AnswerOf<'appendedPage'> {
    return this.#readings.appendedPage(after)
  }

  mergedPage(range: ArgsOf<'mergedPage'>): AnswerOf<'mergedPage'> {
    return this.#readings.mergedPage(range)
  }

  keptReadings(): AnswerOf<'keptReadings'> {
    return this.#readings.past.whole()
  }

  blockPage(range: ArgsOf<'blockPage'>): AnswerOf<'blockPage'> {
    return this.#readings.page(range)
  }

  dropReadings(args: ArgsOf<'dropReadings'>): AnswerOf<'dropReadings'> {
    return this.#readings.drop(args)
  }

  thinReadings(args: ArgsOf<'thinReadings'>): AnswerOf<'thinReadings'> {
    return this.#readings.thin(args)
  }

  clearWaste(): boolean {
    return this.#readings.clearWaste()
  }

  checkpoint(): null {
    this.#file.checkpoint()
    return null
  }

  close(): null {
    this.#readings.close()
    this.#file.close()
    return null
  }
}
