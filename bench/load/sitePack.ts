import { mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadSite } from '../../server/site/loadSite.ts'
import type { Site } from '../../shared/site/types.ts'

const RUYI_LAKE = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))

export interface BenchSite {
  readonly dir: string
  readonly site: Site
  remove(): void
}

/**
 * The pack of Ruyi Lake grown to so many cameras and teams: further cameras stand a hand's breadth beside the first ones,
 * further teams share the ten routes.
 */
export async function growSite({ cameras, units }: { readonly cameras: number; readonly units: number }): Promise<BenchSite> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-site-'))
  cpSync(RUYI_LAKE, dir, { recursive: true })
  const [head = '', ...rows] = readFileSync(join(dir, 'cameras.csv'), 'utf8').trim().split('\n')
  writeFileSync(join(dir, 'cameras.csv'), `${[head, ...Array.from({ length: cameras }, (_, i) => cameraRow(rows, i))].join('\n')}\n`)
  writeFileSync(join(dir, 'teams.json'), JSON.stringify(Array.from({ length: units }, (_, i) => teamOf(i)), null, 1))
  const { site } = await loadSite(dir)
  return { dir, site, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

const ROUTES = 10
const TEAM_SIZE = 5
/** Between a camera and the next one of the same place, degrees: about a hand's breadth. */
const BESIDE = 1e-6

function cameraRow(rows: readonly string[], index: number): string {
  const row = rows[index % rows.length] ?? ''
  const round = Math.floor(index / rows.length)
  if (round === 0) return row
  const cells = row.split(',')
  cells[0] = `C${String(index + 1).padStart(6, '0')}`
  cells[6] = (Number(cells[6]) + round * BESIDE * (round % 2 === 0 ? 1 : -1)).toFixed(6)
  return cells.join(',')
}

function teamOf(index: number): object {
  const number = index + 1
  return {
    id: `P${String(number).padStart(2, '0')}`, name: { zh: `第${number}巡查队`, en: `Patrol Team ${number}` },
    route: `R${String((index % ROUTES) + 1).padStart(2, '0')}`, size: TEAM_SIZE, trackers: [`patrol/p${number}`],
  }
}
