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
 * @returns whether the system took all of it
 */
export function straightWriter(socket: Socket): (bytes: Buffer) => boolean {
  const handle = (socket as WithHandle)._handle ?? null
  const fd = 'encrypted' in socket ? -1 : (handle?.fd ?? -1)
  const mayTry = handle === null || fd <= LAST_OF_THE_PROCESS ? () => false
    : () => socket.writableLength === 0 && (socket as WithHandle)._handle === handle
  return (bytes) => {
    const taken = mayTry() ? takenOf(fd, bytes) : 0
    if (taken === bytes.length) return true
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
