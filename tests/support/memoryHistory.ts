import type { CameraReading, PastReadingsAt, PositionReading, ReadingHistory, ReadingKept } from '../../server/ports.ts'
import { nextTurn } from './heldClock.ts'

type Readings = Awaited<ReturnType<ReadingHistory['latest']>>

/** History of readings in memory. */
export class MemoryHistory implements ReadingHistory {
  private cameras = new Map<string, CameraReading>()
  private positions = new Map<string, PositionReading>()
  private thinned: ReadingKept['cameras']['thinned'] = null

  async write(cameras: Iterable<CameraReading>, positions: Iterable<PositionReading>): Promise<void> {
    for (const reading of cameras) keepFirst(this.cameras, `${reading.camera} ${reading.at}`, { ...reading })
    for (const reading of positions) keepFirst(this.positions, `${reading.unit} ${reading.fixAt}`, { ...reading })
    await nextTurn()
  }

  async latest(): Promise<Readings> {
    return {
      cameras: newest([...this.cameras.values()], ({ camera }) => camera, ({ at }) => at),
      positions: newest([...this.positions.values()], ({ unit }) => unit, ({ fixAt }) => fixAt),
    }
  }

  async recorded(from: number, to: number): Promise<PastReadingsAt> {
    const [cameras, positions] = [[...this.cameras.values()], [...this.positions.values()]]
    const known = <R extends { recordedAt: number }>(readings: readonly R[]): R[] => readings.filter(({ recordedAt }) => recordedAt <= from)
    const came = <R extends { recordedAt: number }>(readings: readonly R[]): R[] =>
      readings.filter(({ recordedAt }) => recordedAt > from && recordedAt <= to).sort((a, b) => a.recordedAt - b.recordedAt)
    return {
      before: { cameras: newest(known(cameras), ({ camera }) => camera, ({ at }) => at), positions: newest(known(positions), ({ unit }) => unit, ({ fixAt }) => fixAt) },
      after: { cameras: came(cameras), positions: came(positions) },
    }
  }

  async kept(): Promise<ReadingKept> {
    const since = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.min(...times))
    return {
      cameras: { since: since([...this.cameras.values()].map(({ at }) => at)), thinned: this.thinned },
      positions: { since: since([...this.positions.values()].map(({ fixAt }) => fixAt)), thinned: this.thinned },
    }
  }

  async unitTimes(from: number, to: number): Promise<ReadonlyMap<string, readonly number[]>> {
    const times = new Map<string, number[]>()
    const came = [...this.positions.values()].filter(({ recordedAt }) => recordedAt >= from && recordedAt < to)
    for (const { unit, recordedAt } of came.sort((x, y) => x.recordedAt - y.recordedAt)) times.set(unit, [...(times.get(unit) ?? []), recordedAt])
    return times
  }

  async between(from: number, to: number): Promise<Readings> {
    return {
      cameras: [
        ...this.cameras.values(),
      ].filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at || order(a.camera, b.camera)),
      positions: [...this.positions.values()]
        .filter(({ fixAt }) => fixAt >= from && fixAt < to)
        .sort((a, b) => a.fixAt - b.fixAt || order(a.unit, b.unit)),
    }
  }

  async expire({ before, thinBefore, everyMs }: Parameters<ReadingHistory['expire']>[0]): Promise<number> {
    const held = this.cameras.size + this.positions.size
    if (!(everyMs > 0)) throw new RangeError(`everyMs must be above 0, not ${everyMs}`)
    this.thinned = { everyMs, until: thinBefore }
    this.cameras = thinned(this.cameras, ({ camera }) => camera, ({ at }) => at, before, thinBefore, everyMs)
    this.positions = thinned(this.positions, ({ unit }) => unit, ({ fixAt }) => fixAt, before, thinBefore, everyMs)
    return held - this.cameras.size - this.positions.size
  }
}

function keepFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function newest<T>(readings: readonly T[], idOf: (reading: T) => string, timeOf: (reading: T) => number): T[] {
  const held = new Map<string, T>()
  for (const reading of readings) {
    const other = held.get(idOf(reading))
    if (other === undefined || timeOf(reading) > timeOf(other)) held.set(idOf(reading), reading)
  }
  return [...held.values()].sort((a, b) => order(idOf(a), idOf(b)))
}

function thinned<T>(
  readings: ReadonlyMap<string, T>, idOf: (reading: T) => string, timeOf: (reading: T) => number,
  before: number, thinBefore: number, everyMs: number,
): Map<string, T> {
  const kept = new Map<string, T>()
  const seen = new Set<string>()
  for (const [key, reading] of [...readings].sort(([, a], [, b]) => timeOf(b) - timeOf(a))) {
    const time = timeOf(reading)
    if (time < before) continue
    const span = `${idOf(reading)} ${Math.floor(time / everyMs)}`
    if (time < thinBefore && seen.has(span)) continue
    if (time < thinBefore) seen.add(span)
    kept.set(key, reading)
  }
  return kept
}
