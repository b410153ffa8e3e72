import { drillNow, serverTimeThen } from '../../shared/drill/clock.ts'
import type { Drill } from '../../shared/drill/types.ts'
import type { Space } from '../../shared/fact.ts'
import { localTime } from '../../shared/timing/localTime.ts'
import type { ReviewSpace, TimedHandling } from '../../shared/timing/types.ts'
import type { DrillRecords, RecordedDrill } from '../drill/drillRecords.ts'
import type { OmittedFact } from './chainFile.ts'
import { importedHandling, type ImportedIncident } from './import/record.ts'
import { endOfSpace, importedName, readSpace, spaceFile, spaceNames, stateOfFile, type ImportHeader } from './import/spaceFile.ts'
import type { IncidentRecords } from './incidentRecords.ts'
import { letOthers } from './recordReader.ts'

/** A space that can be looked back on: `imported` of one that came from a file, `drill` of a drill. */
export interface SpaceFound {
  readonly space: ReviewSpace
  readonly imported: ImportHeader | null
  readonly drill: RecordedDrill | null
}

/** Some of a space; `undated` are records without a report that could be read: they stand in no stretch. */
export interface TimedSlice {
  readonly handlings: readonly TimedHandling[]
  readonly undated: readonly ImportedIncident[]
}

/** Handlings of any space, wherever they are kept. */
export interface TimingSource {
  /** The real thing first, drills in order of their start, then imported ones by name. */
  spaces(): Promise<SpaceFound[]>
  has(space: string): Promise<boolean>
  /** The drill of a space; null for any other. */
  drillOf(space: ReviewSpace): Promise<Drill | null>
  /** Now in a space at the server's `now`, epoch ms: of a drill by its own clock, which stands still after its end (DRILL-5). */
  nowOf(space: ReviewSpace, now: number): Promise<number>
  /** The zone its days and hours are said in. */
  zoneOf(space: ReviewSpace): Promise<string>
  /** All of a space in slices. */
  slices(space: ReviewSpace): AsyncGenerator<TimedSlice>
  /** The file of an imported space; null for any other. */
  fileOf(space: ReviewSpace): string | null
  /** The last fact of the journal as far as it was read, and how many facts each space has up to it; of an imported space none. */
  factsOf(spaces: readonly ReviewSpace[]): Promise<{ readonly seq: number; readonly told: readonly number[] }>
  /** The last fact of an imported space's own chain; null for a space of the journal. */
  endOf(space: ReviewSpace): Promise<OmittedFact | null>
}

/** `reviewDir`: folder of imported spaces; null for none. */
export function createTimingSource(records: IncidentRecords, drills: DrillRecords, reviewDir: string | null, siteZone: string): TimingSource {
  function fileOf(space: ReviewSpace): string | null {
    const name = importedName(space)
    return name === null || reviewDir === null ? null : spaceFile(reviewDir, name)
  }

  async function headerOf(path: string): Promise<ImportHeader | null> {
    for await (const { header } of readSpace(path)) return header
    return null
  }

  async function drillOf(space: ReviewSpace): Promise<Drill | null> {
    return space.startsWith('drill:') ? (await drills.of(space))?.drill ?? null : null
  }

  async function ownSpaces(): Promise<SpaceFound[]> {
    const held = (await drills.all()).filter(({ drill }) => drill.startedAt !== null)
    held.sort((a, b) => (a.drill.startedAt ?? 0) - (b.drill.startedAt ?? 0))
    const known = new Set<string>(held.map(({ space }) => space))
    const others = (await records.spaces()).filter((space) => !known.has(space))
    return [...others.map((space) => ({ space, imported: null, drill: null })), ...held.map((drill) => ({ space: drill.space, imported: null, drill }))]
  }

  /** A drill's own plan, and when it was by the clocks of the place (DRILL-10). */
  function inDrill(handling: TimedHandling, drill: Drill): TimedHandling {
    const startedReal = serverTimeThen(drill, handling.startedAt)
    return { ...handling, plans: [drill.script.plan], startedReal, ...localTime(startedReal, siteZone) }
  }

  return {
    fileOf,
    drillOf,
    factsOf: (spaces) => records.facts(spaces),
    async spaces() {
      const names = reviewDir === null ? [] : await spaceNames(reviewDir)
      const found = await Promise.all(names.map(async (name) => headerOf(spaceFile(reviewDir as string, name)).catch(() => null)))
      return [...(await ownSpaces()), ...found.flatMap((imported) => (imported === null ? [] : [{ space: imported.space, imported, drill: null }]))]
    },
    async has(space) {
      const path = fileOf(space as ReviewSpace)
      if (path !== null) return (await stateOfFile(path)) !== null
      return (await records.has(space)) || (await drillOf(space as ReviewSpace)) !== null
    },
    async nowOf(space, now) {
      const drill = await drillOf(space)
      return drill === null ? now : drillNow(drill, now)
    },
    async zoneOf(space) {
      const path = fileOf(space)
      return path === null ? siteZone : (await headerOf(path))?.zone ?? siteZone
    },
    async endOf(space) {
      const path = fileOf(space)
      return path === null ? null : endOfSpace(path)
    },
    async *slices(space) {
      const path = fileOf(space)
      if (path === null) {
        const drill = await drillOf(space)
        for await (const handlings of records.slices(space as Space)) {
          yield { handlings: drill === null ? handlings : handlings.map((each) => inDrill(each, drill)), undated: [] }
        }
        return
      }
      for await (const { header, records: imported } of readSpace(path)) {
        yield { handlings: imported.flatMap((record) => importedHandling(record, header) ?? []), undated: imported.filter(({ received }) => received === null) }
        await letOthers()
      }
    },
  }
}
