import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breath } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, createDeflateRaw, inflateRaw } from 'node:zlib'
import type { BoardSnapshot } from '../../shared/board.ts'

/** Incidents spelled at once, between which everything else goes on; about half a millisecond. */
const SPELLED_AT_ONCE = 128

const inflate = promisify<Uint8Array, Buffer>(inflateRaw)

/**
 * A board as packed JSON. It is spelled piece by piece and packed off the server's thread, quickly rather than small, so
 * that a board of thousands of incidents holds nothing up; what it holds is never changed meanwhile.
 */
export function packBoard(board: BoardSnapshot): Promise<Buffer> {
  return pipeline(pieces(board), createDeflateRaw({ level: constants.Z_BEST_SPEED }), (packed) => buffer(packed))
}

/** The board packed in `body`. @throws Error when it is not one */
export async function unpackBoard(body: Uint8Array): Promise<BoardSnapshot> {
  return JSON.parse((await inflate(body)).toString()) as BoardSnapshot
}

async function* pieces({ incidents, ...rest }: BoardSnapshot): AsyncGenerator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"incidents":[`
  for (let from = 0; from < incidents.length; from += SPELLED_AT_ONCE) {
    await breath()
    const spelled = JSON.stringify(incidents.slice(from, from + SPELLED_AT_ONCE)).slice(1, -1)
    yield from === 0 ? spelled : `,${spelled}`
  }
  yield ']}'
}
