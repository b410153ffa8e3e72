import { encode } from 'uqr'

/** Light modules around a code, which scanners need. */
const QUIET = 4

/** A QR code as one path of unit squares. */
export interface QrCode {
  /** Width and height with the quiet zone, in modules. */
  readonly size: number
  readonly path: string
}

/** The code a telephone scans for `text`; up to 15 % of it may be spoilt by reflections. */
export function qrCodeOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: squares.join('') }
}
