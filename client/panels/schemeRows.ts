import { linesOf } from './incidentWords.ts'

/** Heights as `ActiveSchemes.vue` sets them, rem: of a row in one line, of a line of text, and of the space below a row of more than one. */
const ROW_REM = 1.65
const LINE_REM = 1.3
const SPACE_REM = 0.2
/** In a narrower place the name stands above its times. */
const NARROW_REM = 30
/** What stands beside the name in a tight row, with the gap, rem. */
const FIGURE_REM = 4.9

/** `wide`: all in one line; `tall`: the name above its times; `tight`: the name beside the time that is left, which alone stand where the place is too small. */
export type SchemeForm = 'wide' | 'tall' | 'tight'

/** How schemes of these names stand in a place of this size, and how many of them: all, or as many as leave a line for the count of the others (LOOK-4). */
export function schemeRows(names: readonly string[], widthRem: number, heightRem: number): { readonly form: SchemeForm; readonly shown: number } {
  if (widthRem >= NARROW_REM) return { form: 'wide', shown: fitting(names.map(() => ROW_REM), heightRem) }
  const tall = names.map((name) => linesOf([name], widthRem, 0) * LINE_REM + LINE_REM + SPACE_REM)
  if (fitting(tall, heightRem) === names.length) return { form: 'tall', shown: names.length }
  return { form: 'tight', shown: fitting(names.map((name) => linesOf([name], widthRem - FIGURE_REM, 0) * LINE_REM + SPACE_REM), heightRem) }
}

function fitting(rows: readonly number[], heightRem: number): number {
  const sumOf = (n: number): number => rows.slice(0, n).reduce((sum, row) => sum + row, 0)
  if (sumOf(rows.length) <= heightRem) return rows.length
  let shown = Math.max(1, rows.length - 1)
  while (shown > 1 && sumOf(shown) + LINE_REM > heightRem) shown -= 1
  return shown
}
