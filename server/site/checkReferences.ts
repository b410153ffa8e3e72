import type { JsonPath } from './jsonText.ts'
import { describePath } from './jsonText.ts'
import type { JsonFileName, Pack } from './pack.ts'
import type { Problem } from './problem.ts'

/** Every id a file refers to exists in the file it comes from. */
export function checkReferences(pack: Pack): Problem[] {
  const grids = new Set(pack.grids.features.map(({ properties }) => properties.id))
  const routes = new Set(pack.routes.features.map(({ properties }) => properties.id))
  const platforms = new Set(pack.manifest.platforms.map(({ id }) => id))
  const problems: Problem[] = []
  const need = (known: ReadonlySet<string>, what: string, id: string, file: JsonFileName, path: JsonPath): void => {
    if (!known.has(id)) problems.push({ file, line: pack.lineOf(file, path), field: describePath(path), reason: `unknown ${what} “${id}”` })
  }
  if (grids.size === 0) problems.push({ file: 'grids.geojson', line: null, field: 'features', reason: 'a site has at least one grid' })
  pack.posts.features.forEach(({ properties }, index) =>
    need(grids, 'grid', properties.grid, 'posts.geojson', ['features', index, 'properties', 'grid']))
  pack.routes.features.forEach(({ properties }, index) => properties.grids?.forEach((grid, place) =>
    need(grids, 'grid', grid, 'routes.geojson', ['features', index, 'properties', 'grids', place])))
  pack.teams.forEach(({ route }, index) => need(routes, 'route', route, 'teams.json', [index, 'route']))
  pack.companies.companies.forEach(({ grid }, index) => need(grids, 'grid', grid, 'companies.json', ['companies', index, 'grid']))
  for (const { line, grid, platform } of pack.cameras) {
    if (!grids.has(grid)) problems.push({ file: 'cameras.csv', line, field: 'grid', reason: `unknown grid “${grid}”` })
    if (!platforms.has(platform)) problems.push({ file: 'cameras.csv', line, field: 'platform', reason: `unknown platform “${platform}”` })
  }
  for (const { line, grid } of pack.resources) {
    if (!grids.has(grid)) problems.push({ file: 'resources.csv', line, field: 'grid', reason: `unknown grid “${grid}”` })
  }
  return problems
}
