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
 * No id twice. Grids, posts, routes, teams and platforms share one space, since facts and alarms quote them without their
 * kind (ASSUMPTION); cameras have one of their own. A tracker belongs to one team.
 */
export function checkIds(pack: Pack): Problem[] {
  return [...repeatsOf(pack, namedOf(pack)), ...repeatsOf(pack, trackersOf(pack)), ...cameraRepeats(pack), ...repeatsOf(pack, companiesOf(pack))]
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

function cameraRepeats({ cameras }: Pack): Problem[] {
  const first = new Map<string, number>()
  return cameras.flatMap(({ id, line }) => {
    const before = first.get(id)
    if (before === undefined) {
      first.set(id, line)
      return []
    }
    return [{ file: 'cameras.csv', line, field: 'id', reason: `“${id}” is taken already (line ${before})` }]
  })
}
