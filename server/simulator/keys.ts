import { SCOPES, type Permission, type Scope } from '../../shared/access/roles.ts'
import { SIMULATOR_SOURCE } from './output.ts'
import type { SimulatorOptions } from './startSimulator.ts'

/** Whoever lends keys that live as long as the process. */
interface Lender {
  lendKey(id: string, scopes: readonly Scope[], more: { readonly permissions: readonly Permission[]; readonly department?: string }): string
}

/**
 * The simulator's keys: its headquarters runs matters, decides on them and sets rosters, its departments tick their own steps. They live
 * as long as the process and are written nowhere; every one is called `simulator`, on the record and on every screen.
 */
export function simulatorKeys(access: Lender, departments: readonly string[]): Required<Pick<SimulatorOptions, 'key' | 'departmentKeys'>> {
  return {
    key: access.lendKey(SIMULATOR_SOURCE, SCOPES, { permissions: ['matter', 'decideMatter', 'changeMode'] }),
    departmentKeys: new Map(departments.map((department) => [department, access.lendKey(SIMULATOR_SOURCE, [], { permissions: ['tickOwn'], department })])),
  }
}
