import { toSnapshot, type Board } from '../board.ts'
import type { Picture } from '../reading/picture.ts'

/** The whole picture as one text, equal for equal pictures: keys in order, so that a hash of it compares two ends. */
export function canonical(board: Board, picture: Picture): string {
  return stable({
    board: toSnapshot(board),
    cameraStatus: [...picture.cameraStatus],
    cameraAt: [...picture.cameraAt],
    positions: picture.positions,
  })
}

/** JSON with keys sorted at every depth. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )
}
