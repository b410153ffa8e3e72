import type { Update } from './workload.ts'

/** A position as the public contract has it. */
export function positionOf({ id, at, lon, lat, accuracyM, speedMps, headingDeg }: Extract<Update, { kind: 'position' }>): object {
  return { unit: id, lon, lat, fixAt: at, accuracyM, speedMps, headingDeg }
}

/** A camera's status as the public contract has it. */
export function statusOf({ id, at, status }: Extract<Update, { kind: 'camera' }>): object {
  return { camera: id, status, at }
}
