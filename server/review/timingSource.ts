import type { Space } from '../../shared/fact.ts'
import type { ReviewSpace, TimedHandling } from '../../shared/timing/types.ts'
import { importedHandling } from './import/record.ts'
import { importedName, readSpace, spaceFile, spaceNames, stateOfFile, type ImportHeader } from './import/spaceFile.ts'
import type { DrillRecord, IncidentRecords } from './incidentRecords.ts'
import { letOthers } from './recordReader.ts'

/** A space that can be looked back on; `drill` of a drill, `imported` of one that came from a file. */
export interface SpaceFound {
  readonly space: ReviewSpace
  readonly drill: DrillRecord | null
  readonly imported: ImportHeader | null
}

/** Handlings of any space, wherever they are kept. */
export interface TimingSource {
  spaces(): Promise<SpaceFound[]>
  has(space: string): Promise<boolean>
  /** The zone its days and hours are said in. */
  zoneOf(space: ReviewSpace): Promise<string>
  /** All of a space in slices; `undated` counts records without a report that could be read. */
  slices(space: ReviewSpace): AsyncGenerator<{ readonly handlings: readonly TimedHandling[]; readonly undated: number }>
  /** The file of an imported space; null for any other. */
  fileOf(space: ReviewSpace): string | null
}

/** `reviewDir`: folder of imported spaces; null for none. */
export function createTimingSource(records: IncidentRecords, reviewDir: string | null, siteZone: string): TimingSource {
  function fileOf(space: ReviewSpace): string | null {
    const name = importedName(space)
    return name === null || reviewDir === null ? null : spaceFile(reviewDir, name)
  }

  async function headerOf(path: string): Promise<ImportHeader | null> {
    for await (const { header } of readSpace(path)) return header
    return null
  }

  return {
    fileOf,
    async spaces() {
      const own = (await records.spaces()).map((each): SpaceFound => ({ ...each, imported: null }))
      const names = reviewDir === null ? [] : await spaceNames(reviewDir)
      const found = await Promise.all(names.map(async (name) => headerOf(spaceFile(reviewDir as string, name)).catch(() => null)))
      return [...own, ...found.flatMap((imported) => (imported === null ? [] : [{ space: imported.space, drill: null, imported }]))]
    },
    async has(space) {
      const path = fileOf(space as ReviewSpace)
      return path === null ? records.has(space) : (await stateOfFile(path)) !== null
    },
    async zoneOf(space) {
      const path = fileOf(space)
      return path === null ? siteZone : (await headerOf(path))?.zone ?? siteZone
    },
    async *slices(space) {
      const path = fileOf(space)
      if (path === null) {
        for await (const handlings of records.slices(space as Space)) yield { handlings, undated: 0 }
        return
      }
      for await (const { header, records: imported } of readSpace(path)) {
        const handlings = imported.flatMap((record) => importedHandling(record, header) ?? [])
        yield { handlings, undated: imported.length - handlings.length }
        await letOthers()
      }
    },
  }
}
