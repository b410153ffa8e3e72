import fc from 'fast-check'
import { once } from 'node:events'
import { readSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { StraightWriter } from './straightWrite.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

async function listening(): Promise<Server> {
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(server)
  return server
}

/** Both ends of a TCP connection of this machine; the far one reads only when told. */
async function connection(at?: Server): Promise<{ near: Socket; far: Socket }> {
  const server = at ?? (await listening())
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const far = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [near] = await accepted
  near.on('error', () => undefined)
  far.on('error', () => undefined)
  far.pause()
  open.push({ close: () => [near, far].forEach((socket) => socket.destroy()) })
  return { near, far }
}

/** Writes straight to an end; answers whether nothing waits then. */
function straightTo(end: Socket): (bytes: Buffer) => boolean {
  const writer = new StraightWriter(end)
  return (bytes) => {
    writer.write(bytes)
    return writer.waitingBytes === 0
  }
}

/** The next `length` bytes that reach an end. */
async function readAll(end: Socket, length: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let have = 0
  for await (const part of end.iterator({ destroyOnReturn: false })) {
    parts.push(part as Buffer)
    have += (part as Buffer).length
    if (have >= length) break
  }
  return Buffer.concat(parts)
}

/** What the system holds for an end that reads nothing, taken from under Node, so that no event of the loop comes between. */
function readNow(end: Socket): Buffer {
  const { fd } = (end as unknown as { readonly _handle: { readonly fd: number } })._handle
  const room = Buffer.alloc(BLOCK)
  return Buffer.from(room.subarray(0, readSync(fd, room)))
}

/** Also when it ends by an error. */
function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => void socket.once('close', () => resolve()))
}

/** Bytes that differ from place to place, so that a lost or doubled one shows. */
function numbered(length: number, from: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, place) => ((from + place) * 31) % 251))
}

const BLOCK = 64 * 1024
/** More than any buffers of a loopback connection hold. */
const MOST_BLOCKS = 1_000

describe('PUSH-7 bytes straight to the socket', () => {
  it('are taken at once by a reader with room, and nothing waits', async () => {
    const { near, far } = await connection()
    const write = straightTo(near)
    const bytes = numbered(300, 0)
    expect(write(bytes)).toBe(true)
    expect(near.writableLength).toBe(0)
    expect(await readAll(far, bytes.length)).toEqual(bytes)
  })

  it('wait with the stream once there is no room, each one after those before it, and all arrive', async () => {
    const { near, far } = await connection()
    const write = straightTo(near)
    const sent: Buffer[] = []
    let taken = true
    while (taken && sent.length < MOST_BLOCKS) {
      const block = numbered(BLOCK + sent.length, sent.length)
      sent.push(block)
      taken = write(block)
    }
    expect(taken).toBe(false)
    expect(near.writableLength).toBeGreaterThan(0)
    const drained = readNow(far)
    const last = numbered(100, 7)
    sent.push(last)
    expect(write(last), 'the system has room again, but the stream has not given it what waits').toBe(false)
    const all = Buffer.concat(sent)
    expect(Buffer.concat([drained, await readAll(far, all.length - drained.length)]).equals(all)).toBe(true)
    expect(near.writableLength).toBe(0)
    expect(write(numbered(10, 3))).toBe(true)
  })

  it('keep their order among what others write to the same socket, whatever the sizes and whether the other end reads meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 200_000 }), straight: fc.boolean() }), { minLength: 1, maxLength: 60 }), fc.boolean(), async (writes, readsMeanwhile) => {
        const { near, far } = await connection()
        const write = straightTo(near)
        const sent = writes.map(({ bytes }, place) => numbered(bytes, place))
        const all = Buffer.concat(sent)
        const early = readsMeanwhile ? readAll(far, all.length) : null
        for (const [place, { straight }] of writes.entries()) {
          if (straight) write(sent[place]!)
          else near.write(sent[place]!)
          if (readsMeanwhile) await setImmediate()
        }
        expect((await (early ?? readAll(far, all.length))).equals(all)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('go nowhere, and throw nothing, once the socket is closed on either side', async () => {
    const { near, far } = await connection()
    const write = straightTo(near)
    near.destroy()
    expect(() => write(numbered(10, 0))).not.toThrow()
    const other = await connection()
    const writeOther = straightTo(other.near)
    const closed = closeOf(other.near)
    other.near.resume()
    other.far.resetAndDestroy()
    await closed
    expect(() => writeOther(numbered(10, 0))).not.toThrow()
    expect(far.bytesRead).toBe(0)
  })

  it('never reach the descriptor of a closed socket that another one has by now', async () => {
    const server = await listening()
    const first = await connection(server)
    const write = straightTo(first.near)
    const closed = [closeOf(first.near), closeOf(first.far)]
    first.near.destroy()
    first.far.destroy()
    await Promise.all(closed)
    const later = [await connection(server), await connection(server)]
    write(numbered(50, 0))
    const mark = numbered(5, 1)
    for (const [from, to] of later.flatMap(({ near, far }) => [[near, far], [far, near]] as const)) {
      from.write(mark)
      expect(await readAll(to, mark.length)).toEqual(mark)
    }
  })
})
