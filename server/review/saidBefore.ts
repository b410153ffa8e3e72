import type { CameraReading, ReadingHistory } from '../ports.ts'

/**
 * What each camera said last before `from` (epoch ms), as if it had said it at `from`: where a walk of the readings from there on begins.
 * A word recorded at `from` itself belongs to the walk, so that it does not hide the one before it.
 */
export async function saidBefore(history: ReadingHistory, from: number): Promise<readonly CameraReading[]> {
  const { before } = await history.recorded(from - 1, from - 1)
  return before.cameras.filter(({ at }) => at < from).map((said) => ({ ...said, at: from }))
}
