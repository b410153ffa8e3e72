import type { Position } from '../../shared/reading/picture.ts'
import type { CameraReading, PositionReading } from '../ports.ts'

/** Rows there is room for at first; grows by doubling and is kept. */
const FIRST_ROOM = 1_024

/** Numbers in columns, row by row: thousands of readings wait a second without being thousands of objects to collect. */
class Rows {
  count = 0
  #room = FIRST_ROOM
  #columns: Float64Array[]

  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(FIRST_ROOM))
  }

  /** Begins a row; its columns are then set by `set`. */
  begin(): void {
    if (this.count === this.#room) this.#grow()
    this.count += 1
  }

  set(column: number, value: number | null): void {
    ;(this.#columns[column] as Float64Array)[this.count - 1] = value ?? NaN
  }

  get(column: number, row: number): number {
    return (this.#columns[column] as Float64Array)[row] as number
  }

  #grow(): void {
    this.#room *= 2
    this.#columns = this.#columns.map((column) => {
      const wider = new Float64Array(this.#room)
      wider.set(column)
      return wider
    })
  }
}

/** Positions taken and not yet written to history; units and sources by their places. */
export class WaitingPositions {
  readonly #rows = new Rows(9)

  get count(): number {
    return this.#rows.count
  }

  add(unit: number, position: Position, recordedAt: number): void {
    const rows = this.#rows
    rows.begin()
    rows.set(0, unit)
    rows.set(1, position.lonE7)
    rows.set(2, position.latE7)
    rows.set(3, position.fixAt)
    rows.set(4, position.accuracyDm)
    rows.set(5, position.speedCmps)
    rows.set(6, position.headingDeg)
    rows.set(7, position.source)
    rows.set(8, recordedAt)
  }

  /** All that wait, by id and name, oldest first. */
  *all(unitId: (place: number) => string, sourceName: (place: number) => string): Iterable<PositionReading> {
    const rows = this.#rows
    for (let row = 0; row < rows.count; row += 1) {
      yield {
        unit: unitId(rows.get(0, row)),
        lonE7: rows.get(1, row),
        latE7: rows.get(2, row),
        fixAt: rows.get(3, row),
        accuracyDm: orNull(rows.get(4, row)),
        speedCmps: orNull(rows.get(5, row)),
        headingDeg: orNull(rows.get(6, row)),
        source: sourceName(rows.get(7, row)),
        recordedAt: rows.get(8, row),
      }
    }
  }

  clear(): void {
    this.#rows.count = 0
  }
}

/** Camera statuses taken and not yet written to history; cameras by their places. */
export class WaitingCameras {
  readonly #rows = new Rows(4)

  get count(): number {
    return this.#rows.count
  }

  add(camera: number, status: number, at: number, recordedAt: number): void {
    const rows = this.#rows
    rows.begin()
    rows.set(0, camera)
    rows.set(1, status)
    rows.set(2, at)
    rows.set(3, recordedAt)
  }

  /** All that wait, by id, oldest first. */
  *all(cameraId: (place: number) => string): Iterable<CameraReading> {
    const rows = this.#rows
    for (let row = 0; row < rows.count; row += 1) {
      yield { camera: cameraId(rows.get(0, row)), status: rows.get(1, row), at: rows.get(2, row), recordedAt: rows.get(3, row) }
    }
  }

  clear(): void {
    this.#rows.count = 0
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
