import type { TSchema } from 'typebox'
import type {
  BasemapFile, CommitteeFile, CompaniesFile, GridsFile, PlansFile, PostsFile, RoutesFile, SchemesFile, SiteManifest, TeamsFile,
} from '../../shared/site/schema.ts'
import {
  BasemapFileSchema, CommitteeFileSchema, CompaniesFileSchema, GridsFileSchema, PlansFileSchema, PostsFileSchema, RoutesFileSchema, SchemesFileSchema,
  SiteManifestSchema, TeamsFileSchema,
} from '../../shared/site/schema.ts'
import { readCameraRows, readResourceRows, type PlacedCameraRow, type PlacedResourceRow } from './cameraRows.ts'
import { misfitsOf } from './checkShape.ts'
import { JsonTextBroken, readJsonText, type JsonPath } from './jsonText.ts'
import { PACK_FILES, WITHOUT_FILE, type PackBytes, type PackFileName } from './packFiles.ts'
import type { Problem } from './problem.ts'
import { decodeUtf8 } from './textEncoding.ts'

/** A pack whose files have the right shape, and where each value stands. What the values mean is `checkSite`'s. */
export interface Pack {
  readonly manifest: SiteManifest
  readonly grids: GridsFile
  readonly posts: PostsFile
  readonly routes: RoutesFile
  readonly teams: TeamsFile
  readonly cameras: readonly PlacedCameraRow[]
  readonly basemap: BasemapFile
  readonly plans: PlansFile
  readonly schemes: SchemesFile
  readonly resources: readonly PlacedResourceRow[]
  readonly committee: CommitteeFile
  readonly companies: CompaniesFile
  lineOf(file: JsonFileName, path: JsonPath): number
}

type TableName = 'cameras.csv' | 'resources.csv'
export type JsonFileName = Exclude<PackFileName, TableName>
/** Rows that cannot be read are told and left out; the rest of the pack is still looked at. */
const isTable = (file: string): file is TableName => file === 'cameras.csv' || file === 'resources.csv'

const SCHEMAS: Readonly<Record<JsonFileName, TSchema>> = {
  'site.json': SiteManifestSchema,
  'grids.geojson': GridsFileSchema,
  'posts.geojson': PostsFileSchema,
  'routes.geojson': RoutesFileSchema,
  'teams.json': TeamsFileSchema,
  'basemap.geojson': BasemapFileSchema,
  'plans.json': PlansFileSchema,
  'schemes.geojson': SchemesFileSchema,
  'committee.json': CommitteeFileSchema,
  'companies.json': CompaniesFileSchema,
}

type ReadJson = ReturnType<typeof readJsonText>

/**
 * Reads the files; `problems` says what has not the shape it must have, and where. `pack` is null when a JSON file is
 * among those: then nothing more can be said. Camera rows that cannot be read are left out of it.
 */
export function readPack(bytes: PackBytes): { readonly pack: Pack | null; readonly problems: Problem[] } {
  const problems: Problem[] = []
  const read = new Map<PackFileName, ReadJson>()
  let cameras: PlacedCameraRow[] = []
  let resources: PlacedResourceRow[] = []
  for (const file of PACK_FILES) {
    const text = textOf(file, bytes[file], problems)
    if (text === null) continue
    if (file === 'cameras.csv') cameras = readCameraRows(text, problems)
    else if (file === 'resources.csv') resources = readResourceRows(text, problems)
    else readJsonFile(file, text, read, problems)
  }
  const whole = problems.every(({ file }) => isTable(file)) && read.size === Object.keys(SCHEMAS).length
  return { pack: whole ? packOf(read, cameras, resources) : null, problems }
}

function packOf(read: ReadonlyMap<PackFileName, ReadJson>, cameras: Pack['cameras'], resources: Pack['resources']): Pack {
  const value = <T>(file: JsonFileName): T => read.get(file)!.value as T
  return {
    manifest: value('site.json'),
    grids: value('grids.geojson'),
    posts: value('posts.geojson'),
    routes: value('routes.geojson'),
    teams: value('teams.json'),
    basemap: value('basemap.geojson'),
    plans: value('plans.json'),
    schemes: value('schemes.geojson'),
    committee: value('committee.json'),
    companies: value('companies.json'),
    cameras,
    resources,
    lineOf: (file, path) => read.get(file)!.lineOf(path),
  }
}

function textOf(file: PackFileName, bytes: PackBytes[PackFileName], problems: Problem[]): string | null {
  if (bytes === null) {
    const said = WITHOUT_FILE[file]
    if (said !== undefined) return said
    problems.push({ file, line: null, field: '', reason: 'the file is missing' })
    return null
  }
  if (!Buffer.isBuffer(bytes)) {
    problems.push({ file, line: null, field: '', reason: bytes.unreadable })
    return null
  }
  const text = decodeUtf8(bytes)
  if (text === null) problems.push({ file, line: null, field: '', reason: 'is not UTF-8 text' })
  return text
}

function readJsonFile(file: JsonFileName, text: string, read: Map<PackFileName, ReadJson>, problems: Problem[]): void {
  try {
    const json = readJsonText(text)
    read.set(file, json)
    for (const { path, field, reason } of misfitsOf(SCHEMAS[file], json.value)) {
      problems.push({ file, line: json.lineOf(path), field, reason })
    }
    const crs = file.endsWith('.geojson') ? crsMemberOf(json.value) : null
    if (crs !== null) problems.push({ file, line: json.lineOf(['crs']), field: 'crs', reason: `a pack is in WGS-84, not in ${crs}` })
  } catch (error) {
    if (!(error instanceof JsonTextBroken)) throw error
    problems.push({ file, line: error.line, field: '', reason: `is not JSON: ${error.reason}` })
  }
}

/** The name of a system other than WGS-84 that an old GeoJSON file says it is in; null for none. */
export function crsMemberOf(value: unknown): string | null {
  const crs = (value as { crs?: { properties?: { name?: unknown } } | null } | null)?.crs
  if (crs === undefined || crs === null) return null
  const name = String(crs.properties?.name ?? JSON.stringify(crs))
  return /CRS84$|EPSG:{1,2}4326$/i.test(name) ? null : name
}
