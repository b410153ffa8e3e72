export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Text of UTF-8 bytes without their byte order mark; null when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  return decode(bytes, 'utf-8')
}

/** Text of `bytes` in `encoding`, its byte order mark left out; null when the bytes are not of that encoding. */
export function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/**
 * Which encoding the bytes are in: what the byte order mark says, else UTF-8 if they are that, else GBK (read as GB 18030,
 * its superset). null when they are none of these.
 */
export function detectEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (decode(bytes, 'utf-8') !== null) return 'utf-8'
  return decode(bytes, 'gb18030') === null ? null : 'gb18030'
}
