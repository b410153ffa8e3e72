import { DEPARTMENTS } from '../incident/response.ts'
import type { Department, Text } from './types.ts'

const NAMES: Readonly<Record<(typeof DEPARTMENTS)[number], Text>> = {
  trafficPolice: { zh: '交警', en: 'Traffic police' },
  police: { zh: '公安', en: 'Police' },
  waterAffairs: { zh: '水务', en: 'Water affairs' },
  lawEnforcement: { zh: '执法', en: 'Law enforcement' },
  urbanManagement: { zh: '城管', en: 'Urban management' },
  fireRescue: { zh: '消防救援', en: 'Fire and rescue' },
  emergencyMedical: { zh: '医疗急救', en: 'Emergency medical' },
}

/** The departments of a pack that names none. */
export const DEFAULT_DEPARTMENTS: readonly Department[] = DEPARTMENTS.map((id) => ({ id, name: NAMES[id] }))
