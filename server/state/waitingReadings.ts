import type { Position } from '../../shared/reading/picture.ts'
import type { CameraReading, PositionReading } from '../ports.ts'

/** Rows there is room for at first; grows by doubling and is kept. */
const FIRST_ROOM = 1_024

/** Numbers in columns, row by row: thousands of readings wait a second without being thousands of objects to collect. */
class Rows {
  count = 0
  columns: Float64Array[]
  #room = FIRST_ROOM

  constructor(columns: number) {
    this.columns = Array.from({ length: columns }, () => new Float64Array(FIRST_ROOM))
  }

  /** Begins a row, whose columns are then to be set, and answers its place. */
  begin(): number {
    if (this.count === this.#room) this.#grow()
    this.count += 1
    return this.count - 1
  }

  #grow(): void {
    this.#room *= 2
    this.columns = this.columns.map((column) => {
      const wider = new Float64Array(this.#room)
      wider.set(column)
      return wider
    })
  }
}

type PositionColumns = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
type CameraColumns = [Float64Array, Float64Array, Float64Array, Float64Array]
type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Positions taken and not yet written to history; units and sources by their places. */
export class WaitingPositions {
  readonly #rows = new Rows(9)

  get count(): number {
    return this.#rows.count
  }

  add(unit: number, position: Position, recordedAt: number): void {
    const row = this.#rows.begin()
    const [units, lons, lats, fixes, accuracies, speeds, headings, sources, recorded] = this.#rows.columns as PositionColumns
    units[row] = unit
    lons[row] = position.lonE7
    lats[row] = position.latE7
    fixes[row] = position.fixAt
    accuracies[row] = position.accuracyDm ?? NaN
    speeds[row] = position.speedCmps ?? NaN
    headings[row] = position.headingDeg ?? NaN
    sources[row] = position.source
    recorded[row] = recordedAt
  }

  /** All that wait, by id and name, oldest first: one object, given again with each row's values. */
  *all(unitId: (place: number) => string, sourceName: (place: number) => string): Iterable<PositionReading> {
    const { columns, count } = this.#rows
    const [units, lons, lats, fixes, accuracies, speeds, headings, sources, recorded] = columns as PositionColumns
    const reading: Writable<PositionReading> = { unit: '', lonE7: 0, latE7: 0, fixAt: 0, accuracyDm: null, speedCmps: null, headingDeg: null, source: '', recordedAt: 0 }
    for (let row = 0; row < count; row += 1) {
      reading.unit = unitId(units[row] as number)
      reading.lonE7 = lons[row] as number
      reading.latE7 = lats[row] as number
      reading.fixAt = fixes[row] as number
      reading.accuracyDm = orNull(accuracies[row] as number)
      reading.speedCmps = orNull(speeds[row] as number)
      reading.headingDeg = orNull(headings[row] as number)
      reading.source = sourceName(sources[row] as number)
      reading.recordedAt = recorded[row] as number
      yield reading
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
    const row = this.#rows.begin()
    const [cameras, statuses, ats, recorded] = this.#rows.columns as CameraColumns
    cameras[row] = camera
    statuses[row] = status
    ats[row] = at
    recorded[row] = recordedAt
  }

  /** All that wait, by id, oldest first: one object, given again with each row's values. */
  *all(cameraId: (place: number) => string): Iterable<CameraReading> {
    const { columns, count } = this.#rows
    const [cameras, statuses, ats, recorded] = columns as CameraColumns
    const reading: Writable<CameraReading> = { camera: '', status: 0, at: 0, recordedAt: 0 }
    for (let row = 0; row < count; row += 1) {
      reading.camera = cameraId(cameras[row] as number)
      reading.status = statuses[row] as number
      reading.at = ats[row] as number
      reading.recordedAt = recorded[row] as number
      yield reading
    }
  }

  clear(): void {
    this.#rows.count = 0
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
