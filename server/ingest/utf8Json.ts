import { isAscii, isUtf8 } from 'node:buffer'

/** What bytes say as JSON in UTF-8; undefined where they are none (INPUT-1). Nearly all that comes is ASCII, which is read as it lies there. */
export function utf8Json(bytes: Uint8Array): unknown {
  const isPlain = isAscii(bytes)
  if (!isPlain && !isUtf8(bytes)) return undefined
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(isPlain ? 'latin1' : 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
