import { MODES } from '../../shared/mode/types.ts'
import type { JsonPath } from './jsonText.ts'
import { describePath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'site.json'

/** The posts and teams a mode expects exist, once each, and a roster is in force only where posts are expected (SITE-10). */
export function checkModes({ manifest: { modes }, posts, teams, lineOf }: Pack): Problem[] {
  if (modes === undefined) return []
  const known = {
    posts: new Set(posts.features.map(({ properties }) => properties.id)),
    teams: new Set(teams.map(({ id }) => id)),
  }
  const problem = (path: JsonPath, reason: string): Problem => ({ file: FILE, line: lineOf(FILE, path), field: describePath(path), reason })
  return MODES.flatMap((mode) => [
    ...(['posts', 'teams'] as const).flatMap((what) =>
      faultsOf(modes[mode][what], known[what]).map(([place, reason]) => problem(['modes', mode, what, place], reason))),
    ...(modes[mode].roster && modes[mode].posts.length === 0
      ? [problem(['modes', mode, 'roster'], 'is in force though no post is expected to be staffed')] : []),
  ])
}

function faultsOf(chosen: 'all' | readonly string[], known: ReadonlySet<string>): [number, string][] {
  if (chosen === 'all') return []
  return chosen.flatMap((id, place): [number, string][] => {
    if (!known.has(id)) return [[place, `“${id}” is not in this pack`]]
    return chosen.indexOf(id) < place ? [[place, `“${id}” stands twice`]] : []
  })
}
