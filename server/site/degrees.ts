export const DECIMAL_SIGNS = ['point', 'comma'] as const
export type DecimalSign = (typeof DECIMAL_SIGNS)[number]

const WITH_POINT = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/
const WITH_COMMA = /^[+-]?\d+,\d+$/

/** Decimal degrees within ±`limit`, or why the value is none. */
export function readDegrees(value: unknown, limit: number, decimal: DecimalSign = 'point'): number | string {
  if (typeof value === 'number') return rangeOf(value, limit)
  if (value === undefined || value === null || value === '') return 'is missing'
  const text = String(value)
  if (WITH_COMMA.test(text)) {
    return decimal === 'comma' ? rangeOf(Number(text.replace(',', '.')), limit) : `“${text}” has a decimal comma: say --decimal comma`
  }
  return WITH_POINT.test(text) ? rangeOf(Number(text), limit) : `“${text}” is not a decimal number of degrees`
}

function rangeOf(degrees: number, limit: number): number | string {
  if (!Number.isFinite(degrees)) return 'is not a number'
  return Math.abs(degrees) <= limit ? degrees : `${degrees} is beyond ±${limit}°`
}
