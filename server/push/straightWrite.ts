import { writeSync } from 'node:fs'
import type { Socket } from 'node:net'

/** What Node keeps below a TCP socket: its file descriptor, below 0 where the platform has none. Gone once the socket is closed. */
interface Handle {
  readonly fd?: number
}

type WithHandle = Socket & { readonly _handle?: Handle | null }

/** The descriptors of a process' own streams; a socket's lies above. */
const LAST_OF_THE_PROCESS = 2

/**
 * A way of writing to a TCP socket that asks the system at once and spares the stream's own bookkeeping (`docs/adr/0011`).
 * What the system does not take, all of it or its rest, goes the stream's way and waits there, as does all that is written
 * while something waits, so that order is kept. An encrypted socket's bytes are not those of a descriptor.
 *
 * A class with plain fields, and no closures: it is called for a hundred sockets in a row, of which each is cold.
 */
export class StraightWriter {
  private readonly socket: WithHandle
  private readonly handle: Handle | null
  /** Below any socket's where the system is not to be asked. */
  private readonly fd: number
  /** Did the system take all we wrote last? Then nothing of ours waits, which spares the look at the stream. */
  private isTaken = true

  constructor(socket: Socket) {
    this.socket = socket
    this.handle = this.socket._handle ?? null
    this.fd = 'encrypted' in socket ? -1 : (this.handle?.fd ?? -1)
  }

  /** Bytes of the stream that wait, once something we wrote was not taken. */
  get waitingBytes(): number {
    return this.isTaken ? 0 : this.socket.writableLength
  }

  write(bytes: Buffer): void {
    const { socket, fd } = this
    const mayTry = fd > LAST_OF_THE_PROCESS && socket._handle === this.handle && socket.writableLength === 0
    const taken = mayTry ? takenOf(fd, bytes) : 0
    this.isTaken = taken === bytes.length || this.isTakenByStream(bytes, taken)
  }

  private isTakenByStream(bytes: Buffer, taken: number): boolean {
    const { socket } = this
    if (socket.writable) socket.write(taken === 0 ? bytes : bytes.subarray(taken))
    return socket.writableLength === 0
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
