/** Where a unit was measured last. Whole numbers, as they travel, so that every copy is equal to the digit. */
export interface Position {
  /** WGS-84, 1e-7 degrees. */
  readonly lonE7: number
  readonly latE7: number
  /** When it was fixed, epoch ms. */
  readonly fixAt: number
  readonly accuracyDm: number | null
  readonly speedCmps: number | null
  /** 0–359, clockwise from north. */
  readonly headingDeg: number | null
  /** Place of its source in the server's list of sources. */
  readonly source: number
}

/**
 * The readings' newest values. Cameras and units are known by their place in the site pack, which server and screens
 * share (the handshake checks that it is the same pack).
 */
export interface Picture {
  /** Numbers of CAMERA_STATUSES. */
  readonly cameraStatus: Uint8Array
  /** When that status was measured, epoch ms; 0 for never. */
  readonly cameraAt: Float64Array
  readonly positions: (Position | null)[]
}

export type ReadingOutcome = 'accepted' | 'stale'

export function emptyPicture(cameras: number, units: number): Picture {
  return {
    cameraStatus: new Uint8Array(cameras),
    cameraAt: new Float64Array(cameras),
    positions: Array.from({ length: units }, () => null),
  }
}

/** Takes a camera's status if it is newer than the one held (STALE-3), in place. `at` in epoch ms. */
export function takeCameraStatus(picture: Picture, camera: number, status: number, at: number): ReadingOutcome {
  if (at <= (picture.cameraAt[camera] ?? Infinity)) return 'stale'
  picture.cameraStatus[camera] = status
  picture.cameraAt[camera] = at
  return 'accepted'
}

/** Takes a unit's position if it is newer than the one held: a late backlog never drags a marker back (STALE-3). */
export function takePosition(picture: Picture, unit: number, position: Position): ReadingOutcome {
  const held = picture.positions[unit]
  if (held === undefined || (held !== null && position.fixAt <= held.fixAt)) return 'stale'
  picture.positions[unit] = position
  return 'accepted'
}

const E7 = 1e7

/** Degrees to the whole 1e-7 degrees (about 1 cm) that positions are kept in. */
export function toE7(degrees: number): number {
  return Math.round(degrees * E7)
}

export function fromE7(e7: number): number {
  return e7 / E7
}
