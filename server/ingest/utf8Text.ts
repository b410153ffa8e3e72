import { isAscii, isUtf8 } from 'node:buffer'

/** Bytes as text in UTF-8; undefined where they are none (INPUT-1). Nearly all that comes is ASCII, which is read as it lies there. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  const isPlain = isAscii(bytes)
  if (!isPlain && !isUtf8(bytes)) return undefined
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(isPlain ? 'latin1' : 'utf8')
}
