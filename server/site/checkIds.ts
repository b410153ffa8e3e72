import type { JsonPath } from './jsonText.ts'
import { describePath } from './jsonText.ts'
import type { JsonFileName, Pack } from './pack.ts'
import type { Problem } from './problem.ts'

interface Named {
  readonly file: JsonFileName
  readonly path: JsonPath
  readonly id: string
}

/**
 * No id twice. Grids, posts, routes, teams, platforms and zones share one space, since facts and alarms quote them without their
 * kind (ASSUMPTION); cameras, resources, plans and schemes have one each of their own. A tracker belongs to one team.
 */
export function checkIds(pack: Pack): Problem[] {
  return [...repeatsOf(pack, namedOf(pack)), ...repeatsOf(pack, trackersOf(pack)), ...rowRepeats('cameras.csv', pack.cameras), ...rowRepeats('resources.csv', pack.resources),
    ...repeatsOf(pack, plansOf(pack)), ...repeatsOf(pack, schemesOf(pack)), ...samePlaces(pack), ...repeatsOf(pack, companiesOf(pack))]
}

/** Companies have ids of their own space; two of one name are one, entered twice. */
function companiesOf({ companies: { companies } }: Pack): Named[] {
  return [
    ...companies.map(({ id }, index): Named => ({ file: 'companies.json', path: ['companies', index, 'id'], id })),
    ...companies.map(({ name }, index): Named => ({ file: 'companies.json', path: ['companies', index, 'name', 'zh'], id: name.zh })),
  ]
}

function namedOf({ manifest, grids, posts, routes, teams }: Pack): Named[] {
  const features = (file: JsonFileName, list: readonly { readonly properties: { readonly id: string } }[]): Named[] =>
    list.map(({ properties }, index) => ({ file, path: ['features', index, 'properties', 'id'], id: properties.id }))
  return [
    ...manifest.platforms.map(({ id }, index): Named => ({ file: 'site.json', path: ['platforms', index, 'id'], id })),
    ...(manifest.zones ?? []).map(({ id }, index): Named => ({ file: 'site.json', path: ['zones', index, 'id'], id })),
    ...features('grids.geojson', grids.features),
    ...features('posts.geojson', posts.features),
    ...features('routes.geojson', routes.features),
    ...teams.map(({ id }, index): Named => ({ file: 'teams.json', path: [index, 'id'], id })),
  ]
}

function trackersOf({ teams }: Pack): Named[] {
  return teams.flatMap(({ trackers }, team) =>
    trackers.map((id, index): Named => ({ file: 'teams.json', path: [team, 'trackers', index], id })))
}

function repeatsOf(pack: Pack, named: readonly Named[]): Problem[] {
  const first = new Map<string, Named>()
  return named.flatMap((one) => {
    const before = first.get(one.id)
    if (!before) {
      first.set(one.id, one)
      return []
    }
    const where = `${before.file}:${pack.lineOf(before.file, before.path)}`
    return [{
      file: one.file,
      line: pack.lineOf(one.file, one.path),
      field: describePath(one.path),
      reason: `“${one.id}” is taken already (${where})`,
    }]
  })
}

function rowRepeats(file: 'cameras.csv' | 'resources.csv', rows: readonly { readonly id: string; readonly line: number }[]): Problem[] {
  return repeatedRows(rows, ({ id }) => id).map(({ row: { id, line }, before }) => (
    { file, line, field: 'id', reason: `“${id}” is taken already (line ${before})` }))
}

/** Two resources of one kind and name at one place are one, typed twice. */
function samePlaces({ resources }: Pack): Problem[] {
  return repeatedRows(resources, ({ kind, name, lon, lat }) => `${kind} ${name} ${lon} ${lat}`).map(({ row: { line }, before }) => (
    { file: 'resources.csv', line, field: 'lon, lat', reason: `the same kind, name and place stand in line ${before}` }))
}

function repeatedRows<R extends { readonly line: number }>(rows: readonly R[], keyOf: (row: R) => string): { readonly row: R; readonly before: number }[] {
  const first = new Map<string, number>()
  return rows.flatMap((row) => {
    const before = first.get(keyOf(row))
    if (before !== undefined) return [{ row, before }]
    first.set(keyOf(row), row.line)
    return []
  })
}

function plansOf({ plans: { plans } }: Pack): Named[] {
  return plans.map(({ id }, index): Named => ({ file: 'plans.json', path: ['plans', index, 'id'], id }))
}

function schemesOf({ schemes }: Pack): Named[] {
  return schemes.features.map(({ properties: { id } }, index): Named => ({ file: 'schemes.geojson', path: ['features', index, 'properties', 'id'], id }))
}
