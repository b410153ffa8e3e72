import { stat } from 'node:fs/promises'
import { loadSite } from '../loadSite.ts'
import { describeProblem, SitePackBroken } from '../problem.ts'
import { UsageError, type Outcome } from './usage.ts'

/** `check DIR` */
export async function check(args: readonly string[]): Promise<Outcome> {
  const [dir, ...rest] = args
  if (dir === undefined || rest.length > 0 || dir.startsWith('-')) throw new UsageError('check takes one folder.')
  if (!(await stat(dir).then((found) => found.isDirectory(), () => false))) throw new UsageError(`There is no folder ${dir}.`)
  try {
    const { site, pmtilesFile } = await loadSite(dir)
    const counts = (['grids', 'posts', 'routes', 'teams', 'cameras', 'plans', 'schemes', 'resources'] as const).map((list) => `${site[list].length} ${list}`)
    return { code: 0, lines: [`${dir} is well: ${counts.join(', ')}${pmtilesFile === null ? '' : ', tiles'}, version ${site.version}`] }
  } catch (error) {
    if (!(error instanceof SitePackBroken)) throw error
    return { code: 1, lines: [...error.problems.map(describeProblem), `${dir}: ${error.problems.length} problem(s)`] }
  }
}
