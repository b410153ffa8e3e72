import { writeSync } from 'node:fs'
import type { Socket } from 'node:net'

/** What Node keeps below a TCP socket: its file descriptor, below 0 where the platform has none. */
interface Handle {
  readonly fd?: number
}

/** What the stream of a socket keeps: the bytes that wait in it, and whether it is being closed, which it notes before it gives up the descriptor. */
interface StreamState {
  readonly length: number
  readonly destroyed: boolean
}

type WithInside = Socket & { readonly _handle?: Handle | null; readonly _writableState: StreamState }

/** The descriptors of a process' own streams; a socket's lies above. */
const LAST_OF_THE_PROCESS = 2

/**
 * A way of writing to a TCP socket that asks the system at once and spares the stream's own bookkeeping (`docs/adr/0011`).
 * What the system does not take, all of it or its rest, goes the stream's way and waits there, as does all that is written
 * while something waits, so that order is kept. An encrypted socket's bytes are not those of a descriptor.
 *
 * A class with plain fields that looks at one object of the socket's: it is called for a hundred sockets in a row, each of
 * them cold.
 */
export class StraightWriter {
  private readonly socket: Socket
  private readonly state: StreamState
  /** Not above the process' own where the system is not to be asked. */
  private readonly fd: number
  /** Did the system take all we wrote last? Then nothing of ours waits, which spares the look at the stream. */
  private isTaken = true

  constructor(socket: Socket) {
    const { _handle, _writableState } = socket as WithInside
    this.socket = socket
    this.state = _writableState
    this.fd = 'encrypted' in socket ? -1 : (_handle?.fd ?? -1)
  }

  /** Bytes of the stream that wait, once something we wrote was not taken. */
  get waitingBytes(): number {
    return this.isTaken ? 0 : this.state.length
  }

  write(bytes: Buffer): void {
    const { state, fd } = this
    const mayTry = fd > LAST_OF_THE_PROCESS && state.length === 0 && !state.destroyed
    const taken = mayTry ? takenOf(fd, bytes) : 0
    this.isTaken = taken === bytes.length || this.isTakenByStream(bytes, taken)
  }

  private isTakenByStream(bytes: Buffer, taken: number): boolean {
    if (this.socket.writable) this.socket.write(taken === 0 ? bytes : bytes.subarray(taken))
    return this.state.length === 0
  }
}

/** How many bytes the system takes now; none where it has no room (EAGAIN) or the other end is gone, which the stream then finds out. */
function takenOf(fd: number, bytes: Buffer): number {
  try {
    return writeSync(fd, bytes, 0, bytes.length)
  } catch {
    return 0
  }
}
