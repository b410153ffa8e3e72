import type { Fact } from '../../../shared/fact.ts'
import type { CameraReading, PositionReading } from '../../ports.ts'
import type { AnswerOf, ArgsOf, Operations } from '../requests.ts'
import { commit, findCommand, head, journalId, readAfter, verifyOn } from './facts.ts'
import { CAMERA_KIND, dropReadings, latestReadings, pageOfReadings, POSITION_KIND, writeReadings } from './readingTable.ts'
import { prepareSchema } from './schema.ts'
import { loadSnapshot, saveSnapshot } from './snapshot.ts'
import { removeLock, SqliteFile } from './sqliteFile.ts'
import { Thinning } from './thinning.ts'

type Done = Omit<Operations, 'open'>

/** The record and the readings in one file: what each request of the worker does. */
export class Store implements Done {
  readonly opening: AnswerOf<'open'>
  readonly #file: SqliteFile
  readonly #cameraThinning: Thinning
  readonly #positionThinning: Thinning

  /** Opens the file or makes it, for its only owner. */
  constructor({ path, newId, maxBytes }: ArgsOf<'open'>) {
    const staleLock = removeLock(path)
    this.#file = new SqliteFile(path, maxBytes)
    this.#cameraThinning = new Thinning(this.#file, 'camera')
    this.#positionThinning = new Thinning(this.#file, 'position')
    try {
      prepareSchema(this.#file, newId)
      this.opening = { id: journalId(this.#file), seq: head(this.#file).seq, staleLock }
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

  findCommand({ commandId }: ArgsOf<'findCommand'>): Fact | null {
    return findCommand(this.#file, commandId)
  }

  verify({ after, hash, limit }: ArgsOf<'verify'>): AnswerOf<'verify'> {
    return verifyOn(this.#file, after, hash, limit)
  }

  saveSnapshot({ seq, body }: ArgsOf<'saveSnapshot'>): null {
    saveSnapshot(this.#file, seq, body)
    return null
  }

  loadSnapshot(): AnswerOf<'loadSnapshot'> {
    return loadSnapshot(this.#file)
  }

  writeReadings({ cameras, positions }: ArgsOf<'writeReadings'>): null {
    this.#file.transaction('swift', () => {
      writeReadings(this.#file, CAMERA_KIND, cameras)
      writeReadings(this.#file, POSITION_KIND, positions)
      if (cameras.length > 0) this.#cameraThinning.written(Math.min(...cameras.map(({ at }) => at)))
      if (positions.length > 0) this.#positionThinning.written(Math.min(...positions.map(({ fixAt }) => fixAt)))
    })
    return null
  }

  latestReadings(): AnswerOf<'latestReadings'> {
    return { cameras: latestReadings(this.#file, CAMERA_KIND), positions: latestReadings(this.#file, POSITION_KIND) }
  }

  cameraPage(page: ArgsOf<'cameraPage'>): CameraReading[] {
    return pageOfReadings(this.#file, CAMERA_KIND, page)
  }

  positionPage(page: ArgsOf<'positionPage'>): PositionReading[] {
    return pageOfReadings(this.#file, POSITION_KIND, page)
  }

  dropReadings({ before, limit }: ArgsOf<'dropReadings'>): number {
    return this.#file.transaction(
      'swift',
      () => dropReadings(this.#file, CAMERA_KIND, before, limit) + dropReadings(this.#file, POSITION_KIND, before, limit),
    )
  }

  thinReadings({ start, thinBefore, everyMs, limit }: ArgsOf<'thinReadings'>): AnswerOf<'thinReadings'> {
    return this.#file.transaction('swift', () => {
      if (start) {
        this.#cameraThinning.start(thinBefore, everyMs)
        this.#positionThinning.start(thinBefore, everyMs)
      }
      const cameras = this.#cameraThinning.step(limit)
      const positions = this.#positionThinning.step(limit)
      return { dropped: cameras.dropped + positions.dropped, done: cameras.done && positions.done }
    })
  }

  checkpoint(): null {
    this.#file.checkpoint()
    return null
  }

  close(): null {
    this.#file.close()
    return null
  }
}
