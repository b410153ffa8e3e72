import { SCOPES } from '../../shared/access/roles.ts'
import type { Access } from '../access/openAccess.ts'
import { SIMULATOR_SOURCE } from './output.ts'
import type { SimulatorOptions } from './startSimulator.ts'

/**
 * The simulator's keys: its headquarters runs matters, decides on them and sets rosters, its departments tick their own steps. They live
 * as long as the process and are written nowhere; every one is called `simulator`, on the record and on every screen.
 */
export function simulatorKeys(access: Pick<Access, 'lendKey'>, departments: readonly string[]): Required<Pick<SimulatorOptions, 'key' | 'departmentKeys'>> {
  return {
    key: access.lendKey(SIMULATOR_SOURCE, SCOPES, { permissions: ['matter', 'decideMatter', 'changeMode'] }),
    departmentKeys: new Map(departments.map((department) => [department, access.lendKey(SIMULATOR_SOURCE, [], { permissions: ['tickOwn'], department })])),
  }
}
