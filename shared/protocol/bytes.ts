const MAX_VARINT_BYTES = 8

/** Thrown for bytes that are not a frame of ours. */
export class BadFrame extends Error {
  override readonly name = 'BadFrame'
}

/** Appends numbers to a growing buffer, little end first. */
export class ByteWriter {
  private bytes = new Uint8Array(256)
  private view = new DataView(this.bytes.buffer)
  private used = 0

  u8(value: number): void {
    this.reserve(1)
    this.bytes[this.used++] = value
  }

  u32(value: number): void {
    this.reserve(4)
    this.view.setUint32(this.used, value, true)
    this.used += 4
  }

  f64(value: number): void {
    this.reserve(8)
    this.view.setFloat64(this.used, value, true)
    this.used += 8
  }

  /** A whole number from 0 to 2^53-1, seven bits a byte. */
  varint(value: number): void {
    this.reserve(MAX_VARINT_BYTES)
    let rest = value
    while (rest >= 0x80) {
      this.bytes[this.used++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.bytes[this.used++] = rest
  }

  /** A whole number of either sign, small ones short. */
  signed(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2)
  }

  /** What was written, copied to a buffer of its own. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.used)
  }

  private reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return
    const larger = new Uint8Array(this.bytes.length * 2 + more)
    larger.set(this.bytes)
    this.bytes = larger
    this.view = new DataView(larger.buffer)
  }
}

/** Reads what `ByteWriter` wrote. @throws BadFrame past the end or on an endless number. */
export class ByteReader {
  private readonly view: DataView
  private at = 0

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get done(): boolean {
    return this.at === this.bytes.length
  }

  u8(): number {
    return this.view.getUint8(this.take(1))
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true)
  }

  f64(): number {
    return this.view.getFloat64(this.take(8), true)
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      const byte = this.u8()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
    throw new BadFrame('number too long')
  }

  signed(): number {
    const value = this.varint()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }

  private take(count: number): number {
    const start = this.at
    if (start + count > this.bytes.length) throw new BadFrame('frame ends too early')
    this.at += count
    return start
  }
}
