import { CAMERA_COLUMNS, RESOURCE_COLUMNS } from '../../shared/site/schema.ts'
import { basemap } from './basemap.ts'
import { cameras } from './cameras.ts'
import { seededChance } from './chance.ts'
import { committeeText } from './committee.ts'
import { companiesText } from './companies.ts'
import { collectionText } from './geojson.ts'
import { DRAWN_GRIDS } from './grids.ts'
import { manifest } from './manifest.ts'
import { routes, teams } from './patrols.ts'
import { plansText } from './plans.ts'
import { posts } from './posts.ts'
import { resources } from './resources.ts'
import { schemes } from './schemes.ts'

/** Seed of the committed pack; another one scatters the cameras otherwise. */
export const SEED = 2_197

/** Every file of the pack `sites/ruyi-lake`, by name. The same text every time. */
export function packTexts(seed = SEED): Readonly<Record<string, string>> {
  const rows = cameras(seededChance(seed)).map((camera) => CAMERA_COLUMNS.map((column) => camera[column]).join(','))
  return {
    'site.json': `${JSON.stringify(manifest(), null, 2)}\n`,
    'grids.geojson': collectionText(DRAWN_GRIDS.map(({ feature }) => feature)),
    'posts.geojson': collectionText(posts()),
    'routes.geojson': collectionText(routes()),
    'teams.json': `[\n${teams().map((team) => `  ${JSON.stringify(team)}`).join(',\n')}\n]\n`,
    'cameras.csv': `${[CAMERA_COLUMNS.join(','), ...rows].join('\n')}\n`,
    'basemap.geojson': collectionText(basemap()),
    'plans.json': plansText(),
    'schemes.geojson': collectionText(schemes()),
    'resources.csv': `${[RESOURCE_COLUMNS.join(','), ...resources().map((resource) => RESOURCE_COLUMNS.map((column) => resource[column]).join(','))].join('\n')}\n`,
    'committee.json': committeeText(),
    'companies.json': companiesText(),
  }
}
