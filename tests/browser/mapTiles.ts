import { gzipSync } from 'node:zlib'

/** A protobuf writer with what a vector tile and its layers need. */
class Proto {
  private readonly bytes: number[] = []

  varint(value: number): this {
    let rest = value
    while (rest > 0x7f) {
      this.bytes.push((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    this.bytes.push(rest)
    return this
  }

  number(field: number, value: number): this {
    return this.varint(field * 8).varint(value)
  }

  blob(field: number, content: Uint8Array): this {
    this.varint(field * 8 + 2).varint(content.length)
    this.bytes.push(...content)
    return this
  }

  text(field: number, content: string): this {
    return this.blob(field, new TextEncoder().encode(content))
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.bytes)
  }
}

const EXTENT = 4096
const POLYGON = 3
const zigzag = (value: number): number => (value < 0 ? -value * 2 - 1 : value * 2)

/** One layer with one square that covers `inset` of 4096 to all sides. */
function squareLayer(name: string, inset: number): Uint8Array {
  const side = EXTENT - 2 * inset
  const geometry = new Proto()
  for (const value of [9, zigzag(inset), zigzag(inset), 26, zigzag(side), 0, 0, zigzag(side), zigzag(-side), 0, 15]) geometry.varint(value)
  const feature = new Proto().number(3, POLYGON).blob(4, geometry.finish()).finish()
  return new Proto().number(15, 2).text(1, name).blob(2, feature).number(5, EXTENT).finish()
}

/**
 * A PMTiles archive (version 3) of one tile that covers the world, with a layer each of `names`: the smallest that a reader
 * takes.
 */
export function oneTileArchive(names: readonly string[]): Uint8Array {
  const layers = new Proto()
  names.forEach((name) => layers.blob(3, squareLayer(name, 0)))
  const tile = gzipSync(layers.finish())
  const directory = gzipSync(new Proto().varint(1).varint(0).varint(1).varint(tile.length).varint(1).finish())
  const metadata = gzipSync('{}')
  const header = new DataView(new ArrayBuffer(127))
  new Uint8Array(header.buffer).set(new TextEncoder().encode('PMTiles'))
  header.setUint8(7, 3)
  const long = (at: number, value: number): void => header.setBigUint64(at, BigInt(value), true)
  const starts = [127, 127 + directory.length, 127 + directory.length + metadata.length]
  const lengths = [directory.length, metadata.length, 0]
  starts.forEach((start, i) => {
    long(8 + i * 16, start)
    long(16 + i * 16, lengths[i] ?? 0)
  })
  long(56, starts[2] as number)
  long(64, tile.length)
  for (const at of [72, 80, 88]) long(at, 1)
  const GZIP = 2
  const MVT = 1
  header.setUint8(96, 1)
  header.setUint8(97, GZIP)
  header.setUint8(98, GZIP)
  header.setUint8(99, MVT)
  const E7 = 1e7
  ;[-180, -85, 180, 85].forEach((degrees, i) => header.setInt32(102 + i * 4, degrees * E7, true))
  return Buffer.concat([new Uint8Array(header.buffer), directory, metadata, tile])
}
