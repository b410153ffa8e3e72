const INVISIBLE = '\\s\\p{Default_Ignorable_Code_Point}\\p{Cf}\\u2800'
/** A character that can be seen, as a pattern (with the `u` flag): no space, no mark of zero width, no filler. */
export const VISIBLE = `[^${INVISIBLE}]`
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]+`, 'gu')
const ANY_VISIBLE = new RegExp(VISIBLE, 'u')

/** Does it say nothing to whoever reads it (INPUT-10)? */
export function isBlank(text: string): boolean {
  return !ANY_VISIBLE.test(text)
}

/** Words as they are read: what nobody sees does not tell two apart. */
export function visibleOf(text: string): string {
  return text.replace(ALL_INVISIBLE, '')
}
