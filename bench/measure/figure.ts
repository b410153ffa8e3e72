/** What a figure is compared by from one day to the next: ratios of CPU and bytes mean the same on every machine, times do not. */
export type Lasting = 'cpuRatio' | 'bytes'

/** One line of what is measured: a value, what it must be and whether it is. `must` null: told, not judged. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly must: string | null
  readonly holds: boolean | null
  /** Set when `bench:check` watches it. */
  readonly lasting?: Lasting
  /** Why the value says nothing, e.g. a machine busy with other work. */
  readonly invalid?: string
}

/** A figure that must be at most `limit`. */
export function atMost(name: string, value: number, limit: number, unit: string, lasting?: Lasting): Figure {
  return { name, value, unit, must: `≤ ${limit} ${unit}`.trim(), holds: value <= limit, ...(lasting === undefined ? {} : { lasting }) }
}

/** A figure that must be at least `limit`. */
export function atLeast(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value, unit, must: `≥ ${limit} ${unit}`.trim(), holds: value >= limit }
}

/** A figure that is told beside the others, so that nothing is hidden. */
export function told(name: string, value: number, unit: string): Figure {
  return { name, value, unit, must: null, holds: null }
}

/** The same, said to be worthless for a reason; null leaves it as it is. */
export function unless(reason: string | null, figure: Figure): Figure {
  return reason === null ? figure : { ...figure, invalid: reason, holds: null }
}

/** The figures as an aligned table, the judged ones marked. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, must, holds, invalid }) => [
    name, shown(value, unit), must ?? '', invalid ?? (holds === null ? '' : holds ? 'holds' : 'FALLS SHORT'),
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

/** A value with its unit, as it is told. */
export function shown(value: number, unit: string): string {
  return `${rounded(value)} ${unit}`.trim()
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) < 1 ? 3 : 2)
}
