/** Identifiers are opaque strings; the site pack or the server makes them, nothing parses them. */
export type GridId = string
export type CameraId = string
export type PlatformId = string
export type PostId = string
export type RouteId = string
/** A patrol team or any other body that reports a position or stamps a stage. */
export type UnitId = string
export type IncidentId = string
/** Made by the sender of a command, so that sending twice takes effect once. */
export type CommandId = string
