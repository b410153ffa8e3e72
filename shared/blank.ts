/** A character that can be seen, as a pattern (with the `u` flag): no space, no mark of zero width, no filler. */
export const VISIBLE = '[^\\s\\p{Default_Ignorable_Code_Point}\\p{Cf}\\u2800]'
const ANY_VISIBLE = new RegExp(VISIBLE, 'u')

/** Does it say nothing to whoever reads it (INPUT-10)? */
export function isBlank(text: string): boolean {
  return !ANY_VISIBLE.test(text)
}
