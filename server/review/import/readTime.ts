import type { DateOrder } from './mapping.ts'

/** A time as written: local parts without a zone, or an instant of its own. */
export type WrittenTime =
  | { readonly kind: 'instant'; readonly at: number }
  /** `wallMs`: the local time read as if it were UTC, epoch ms. */
  | { readonly kind: 'local'; readonly wallMs: number }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unreadable' }
  /** A day without a time of day says nothing of minutes. */
  | { readonly kind: 'dateOnly' }
  /** What systems write where they know nothing: 1900, 1970-01-01, 9999. */
  | { readonly kind: 'placeholder' }

/** Words that stand for nothing written (IMPORT-3). */
const NOTHING = new Set(['', '-', '--', '/', 'null', 'none', 'nan', 'n/a', 'na', 'nil', 'nat', '0', '无', '空', '未知', '(null)', '\\n'])
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const EARLIEST_YEAR = 1971
const LATEST_YEAR = 2200
const MINUTE_MS = 60_000
const NOON = 12

/** Named, so that the patterns stay ASCII and with them the server's file (`tests/architecture.test.ts`). */
const ZH = { before: '上', after: '下', noon: '午', year: '年', month: '月', day: '日', hour: '时', minute: '分', second: '秒' } as const
const TIME = String.raw`(?<half1>[${ZH.before}${ZH.after}]${ZH.noon})?\s*(?<h>\d{1,2})\s*[:${ZH.hour}.](?<mi>\d{2})(?:[:${ZH.minute}.](?<s>\d{2})(?:[.,:](?<f>\d{1,9}))?\s*${ZH.second}?)?${ZH.minute}?\s*(?<half>[AaPp]\.?[Mm]\.?)?`
const ZONE = String.raw`\s*(?<z>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)?`
const REST = String.raw`(?:(?:\s*,\s*|\s*T\s*|\s+|${ZH.day}\s*)${TIME}${ZONE})?`
const FORMS = [
  /** 2024-01-15T01:23:45.000, 2024/1/15 1:23, the same with the characters for year, month, day, hour, minute and second; where day and hour run into each other, 2024-01-112:30, none */
  new RegExp(String.raw`^(?<y>\d{4})\s*[-/.${ZH.year}]\s*(?<mo>\d{1,2})\s*[-/.${ZH.month}]\s*(?<d>\d{1,2})(?:${ZH.day}(?=$|\s*\d|\s*[${ZH.before}${ZH.after}]))?(?:(?:\s*,\s*|T|\s+|(?<=${ZH.day})|(?=[${ZH.before}${ZH.after}]${ZH.noon}))${TIME}${ZONE})?$`, 'i'),
  /** 01/15/2024 01:23:45 PM, 15.01.2024 13:45: which is the day is told, never guessed */
  new RegExp(String.raw`^(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<y>\d{4}|\d{2})${REST}$`, 'i'),
  /** 15-Jan-2024 13:45, 15 January 2024 13:45:20 */
  new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?(?<d>\d{1,2})[-/ ]\s*(?<mon>[a-z]{3,9})\.?[-/ ,]\s*(?<y>\d{4}|\d{2})${REST}$`, 'i'),
  /** Jan 15, 2024 1:23 PM */
  new RegExp(String.raw`^(?<mon>[a-z]{3,9})\.?\s+(?<d>\d{1,2}),?\s+(?<y>\d{4})${REST}$`, 'i'),
  /** 2024 Jan 15 01:23:45 PM */
  new RegExp(String.raw`^(?<y>\d{4})[-/ ](?<mon>[a-z]{3,9})\.?[-/ ](?<d>\d{1,2})${REST}$`, 'i'),
  /** 20240115012345, 20240115T012345 */
  /^(?<y>\d{4})(?<mo>\d{2})(?<d>\d{2})[T ]?(?<h>\d{2}):?(?<mi>\d{2}):?(?<s>\d{2})(?:\.(?<f>\d{1,9}))?(?<z>Z|[+-]\d{2}:?\d{2})?$/,
] as const
const EPOCH_SECONDS = /^\d{9,10}(?:\.\d+)?$/
const EPOCH_MS = /^\d{12,13}(?:\.0+)?$/

/** Reads a time in any of the known forms; `order` says whether 03/04 is 3 April or 4 March. Never guesses, never mends. */
export function readTime(text: string, order: DateOrder | null): WrittenTime {
  const written = text.trim()
  if (NOTHING.has(written.toLowerCase())) return { kind: 'blank' }
  if (EPOCH_SECONDS.test(written)) return instant(Math.round(Number(written) * 1_000))
  if (EPOCH_MS.test(written)) return instant(Number(written))
  for (const form of FORMS) {
    const groups = form.exec(written)?.groups
    if (groups !== undefined) return fromParts(groups, order)
  }
  return { kind: 'unreadable' }
}

type Parts = Readonly<Record<string, string | undefined>>

function instant(at: number): WrittenTime {
  const year = new Date(at).getUTCFullYear()
  return isPlaceholder(year) ? { kind: 'placeholder' } : { kind: 'instant', at }
}

function isPlaceholder(year: number): boolean {
  return !(year >= EARLIEST_YEAR && year <= LATEST_YEAR)
}

function fromParts(parts: Parts, order: DateOrder | null): WrittenTime {
  const date = dateOf(parts, order)
  if (date === null) return { kind: 'unreadable' }
  if (isPlaceholder(date.year)) return { kind: 'placeholder' }
  if (parts['h'] === undefined) return isDay(date) ? { kind: 'dateOnly' } : { kind: 'unreadable' }
  const hour = hourOf(Number(parts['h']), (parts['half'] ?? parts['half1'])?.toLowerCase())
  const [minute, second] = [Number(parts['mi']), Number(parts['s'] ?? 0)]
  if (hour === null || minute > 59 || second > 59 || !isDay(date)) return { kind: 'unreadable' }
  const ms = Math.floor(Number(`0.${parts['f'] ?? '0'}`) * 1_000)
  const wallMs = Date.UTC(date.year, date.month - 1, date.day, hour, minute, second, ms)
  const offset = offsetOf(parts['z'])
  return offset === null ? { kind: 'local', wallMs } : { kind: 'instant', at: wallMs - offset }
}

interface WrittenDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

function dateOf({ y, mo, d, mon, a, b }: Parts, order: DateOrder | null): WrittenDate | null {
  const year = y?.length === 2 ? 2_000 + Number(y) : Number(y)
  if (mon !== undefined) {
    const month = MONTHS.indexOf(mon.slice(0, 3).toLowerCase()) + 1
    return month === 0 ? null : { year, month, day: Number(d) }
  }
  if (a === undefined) return { year, month: Number(mo), day: Number(d) }
  if (order === null) return null
  return order === 'dmy' ? { year, month: Number(b), day: Number(a) } : { year, month: Number(a), day: Number(b) }
}

function isDay({ year, month, day }: WrittenDate): boolean {
  return month >= 1 && month <= NOON && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** 12 AM is the first hour of the day, 12 PM its noon. Of 13:45 AM or 0:30 PM nobody can tell which half it was: a half has hours from 1 to 12. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 23 ? null : hour
  if (hour < 1 || hour > NOON) return null
  const isMorning = half.startsWith('a') || half === '上午'
  if (isMorning) return hour === NOON ? 0 : hour
  return hour === NOON ? NOON : hour + NOON
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) * MINUTE_MS
}
