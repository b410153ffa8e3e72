import type { CameraReading, PositionReading } from '../../ports.ts'
import type { Column } from './columns.ts'

export type KindName = 'camera' | 'position'

/** Columns that every kind has first: the number of the id's name, when it was measured, when it was recorded. */
export const ID = 0
export const AT = 1
export const RECORDED_AT = 2
const STATUS = 3
const LON_E7 = 3
const LAT_E7 = 4
const ACCURACY_DM = 5
const SPEED_CMPS = 6
const HEADING_DEG = 7
const SOURCE = 8

/** How one kind of reading is laid out in columns. Ids and sources stand there as numbers of names. */
export interface ReadingKind<R> {
  readonly name: KindName
  readonly columns: number
  /** May a column hold null? */
  mayBeNull(column: number): boolean
  timeOf(reading: R): number
  idOf(reading: R): string
  /** Puts a reading into a row of `columns`. */
  put(columns: readonly Column[], row: number, reading: R, numberOf: (name: string) => number): void
  read(columns: readonly Column[], row: number, nameOf: (number: number) => string): R
}

export const CAMERAS: ReadingKind<CameraReading> = {
  name: 'camera',
  columns: 4,
  mayBeNull: () => false,
  timeOf: ({ at }) => at,
  idOf: ({ camera }) => camera,
  put(columns, row, reading, numberOf) {
    const [ids, ats, recorded, statuses] = columns as [Column, Column, Column, Column]
    ids[row] = numberOf(reading.camera)
    ats[row] = reading.at
    recorded[row] = reading.recordedAt
    statuses[row] = reading.status
  },
  read: (columns, row, nameOf) => ({
    camera: nameOf(numberAt(columns, ID, row)),
    status: numberAt(columns, STATUS, row),
    at: numberAt(columns, AT, row),
    recordedAt: numberAt(columns, RECORDED_AT, row),
  }),
}

export const POSITIONS: ReadingKind<PositionReading> = {
  name: 'position',
  columns: 9,
  mayBeNull: (column) => column >= ACCURACY_DM && column <= HEADING_DEG,
  timeOf: ({ fixAt }) => fixAt,
  idOf: ({ unit }) => unit,
  put(columns, row, reading, numberOf) {
    const [ids, ats, recorded, lons, lats, accuracies, speeds, headings, sources] = columns as [
      Column, Column, Column, Column, Column, Column, Column, Column, Column,
    ]
    ids[row] = numberOf(reading.unit)
    ats[row] = reading.fixAt
    recorded[row] = reading.recordedAt
    lons[row] = reading.lonE7
    lats[row] = reading.latE7
    accuracies[row] = reading.accuracyDm ?? NaN
    speeds[row] = reading.speedCmps ?? NaN
    headings[row] = reading.headingDeg ?? NaN
    sources[row] = numberOf(reading.source)
  },
  read: (columns, row, nameOf) => ({
    unit: nameOf(numberAt(columns, ID, row)),
    lonE7: numberAt(columns, LON_E7, row),
    latE7: numberAt(columns, LAT_E7, row),
    fixAt: numberAt(columns, AT, row),
    accuracyDm: orNull(columns, ACCURACY_DM, row),
    speedCmps: orNull(columns, SPEED_CMPS, row),
    headingDeg: orNull(columns, HEADING_DEG, row),
    source: nameOf(numberAt(columns, SOURCE, row)),
    recordedAt: numberAt(columns, RECORDED_AT, row),
  }),
}

export const KINDS = [CAMERAS, POSITIONS] as const

function numberAt(columns: readonly Column[], column: number, row: number): number {
  return (columns[column] as Column)[row] as number
}

function orNull(columns: readonly Column[], column: number, row: number): number | null {
  const value = numberAt(columns, column, row)
  return value !== value ? null : value
}
