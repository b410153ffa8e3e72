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
  return JSON.stringify(inOrder(value))
}

function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(inOrder)
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map((key) => [key, inOrder((value as Record<string, unknown>)[key])]))
}
