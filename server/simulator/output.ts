import type { CrowdBody } from '../../shared/protocol/gatheringSchemas.ts'
import type { CameraStatusesBody, HeartbeatsBody, PositionsBody, ReportBody, StampBody } from '../../shared/protocol/schemas.ts'

/** What the simulator calls itself, as source of reports and in the header of every call. */
export const SIMULATOR_SOURCE = 'simulator'

/** The world's own name for an incident; the server's id is known only once its report has been answered. */
export type IncidentKey = string

export type OutgoingCommand =
  | { readonly type: 'report'; readonly incident: IncidentKey; readonly body: ReportBody }
  | { readonly type: 'stamp'; readonly incident: IncidentKey; readonly body: StampBody }

export type PositionItem = PositionsBody[number]
export type CameraStatusItem = CameraStatusesBody[number]
export type HeartbeatItem = HeartbeatsBody[number]
export type CrowdItem = CrowdBody[number]

/** What the world has to say at one moment. Commands are in the order in which they must be sent; times in epoch ms. */
export interface Output {
  readonly commands: readonly OutgoingCommand[]
  readonly positions: readonly PositionItem[]
  readonly cameraStatus: readonly CameraStatusItem[]
  readonly heartbeats: readonly HeartbeatItem[]
  readonly crowd: readonly CrowdItem[]
}
