import type { Pack } from './pack.ts'
import { pairOf } from './packPoints.ts'
import { describePath } from './jsonText.ts'
import type { Problem } from './problem.ts'
import { tilingFaults } from './tiling.ts'

const FILE = 'grids.geojson'

/** The grids tile their district: no overlap, no gap (SITE-2). */
export function checkTiling(pack: Pack): Problem[] {
  const grids = pack.grids.features.map(({ properties, geometry }) =>
    ({ id: properties.id, polygon: geometry.coordinates.map((ring) => ring.map(pairOf)) }))
  return tilingFaults(grids).map(({ kind, between, widthM, at }) => {
    const index = pack.grids.features.findIndex(({ properties }) => properties.id === between[0])
    const path = ['features', index, 'geometry']
    const where = `near ${at[0].toFixed(6)}, ${at[1].toFixed(6)}, ${widthM < 10 ? widthM.toFixed(1) : Math.round(widthM)} m wide`
    const reason = kind === 'overlap'
      ? `${between.join(' and ')} overlap (${where})`
      : `there is a gap between ${between.join(' and ')} (${where})`
    return { file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason }
  })
}
