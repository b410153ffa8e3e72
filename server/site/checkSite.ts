import { checkCommittee } from './checkCommittee.ts'
import { checkForm } from './checkForm.ts'
import { checkGuarantees } from './checkGuarantees.ts'
import { checkIds } from './checkIds.ts'
import { checkManifest } from './checkManifest.ts'
import { checkCalendar } from './checkCalendar.ts'
import { checkModes } from './checkModes.ts'
import { checkPlaces } from './checkPlaces.ts'
import { checkPlans } from './checkPlans.ts'
import { checkReferences } from './checkReferences.ts'
import { checkRosters } from './checkRosters.ts'
import { checkRoutes } from './checkRoutes.ts'
import { checkSystem } from './checkSystem.ts'
import { checkTiling } from './checkTiling.ts'
import { checkZones } from './checkZones.ts'
import type { Pack } from './pack.ts'
import { PACK_FILES } from './packFiles.ts'
import type { Problem } from './problem.ts'

/** Everything a pack of the right shape may still have wrong (SITE-1 to SITE-7), in the order of its files. */
export function checkSite(pack: Pack): Problem[] {
  const form = checkForm(pack)
  const system = checkSystem(pack)
  const problems = [
    ...checkManifest(pack),
    ...checkModes(pack),
    ...checkRosters(pack),
    ...checkCalendar(pack),
    ...checkZones(pack),
    ...system.problems,
    ...checkIds(pack),
    ...checkReferences(pack),
    ...checkPlans(pack),
    ...checkCommittee(pack),
    ...checkGuarantees(pack),
    ...form,
    ...(form.length === 0 ? checkTiling(pack) : []),
    ...checkPlaces(pack, system),
    ...(system.misread.has('routes.geojson') ? [] : checkRoutes(pack, system.misread.has('grids.geojson'))),
  ]
  return problems.sort((a, b) => order(a) - order(b))
}

const FILE_ORDER: readonly string[] = PACK_FILES

function order({ file }: Problem): number {
  return FILE_ORDER.indexOf(file)
}
