/** Mobile and landline numbers, and resident identity numbers, as people type them into a summary. */
const PERSONAL = /(?<!\d)(?:\d{17}[\dXx]|(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}-\d{7,8})(?!\d)/g

/** Replaces phone and identity numbers by `＊＊＊`: a wall is read by everybody in the room (PRIVACY-1). */
export function maskPersonal(text: string): string {
  return text.replace(PERSONAL, '＊＊＊')
}
