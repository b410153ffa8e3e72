import { describe, expect, it } from 'vitest'
import { emptyBoard, toSnapshot, type BoardSnapshot } from '../../shared/board.ts'
import { at } from '../../tests/support/builders.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { packBoard, unpackBoard } from './packBoard.ts'

function boardOf(incidents: number): BoardSnapshot {
  const board = emptyBoard()
  for (let i = 0; i < incidents; i++) board.incidents.set(`i${i}`, incidentWith(at(i), {}, { id: `i${i}`, summary: '“],[”\n{' }))
  return toSnapshot({ ...board, drills: new Map([['drill:a', { ...emptyBoard('drill:a'), incidents: board.incidents }]]) })
}

describe('JOURNAL-6: a board that is kept', () => {
  it.each([0, 1, 127, 128, 129, 256, 300])('of %d incidents comes back as it was', async (incidents) => {
    const board = boardOf(incidents)
    expect(await unpackBoard(await packBoard(board))).toEqual(board)
  })

  it('is spelled piece by piece, between which everything else goes on', async () => {
    let [turns, packed] = [0, false]
    const turn = (): void => {
      turns += 1
      if (!packed) setImmediate(turn)
    }
    setImmediate(turn)
    await packBoard(boardOf(1_280)).finally(() => (packed = true))
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  it('that is cut off is refused', async () => {
    const body = await packBoard(boardOf(3))
    await expect(unpackBoard(body.subarray(0, body.length - 5))).rejects.toThrow(/unexpected end/)
  })
})
