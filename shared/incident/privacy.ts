/** An input method in full-width mode writes digits of its own; characters of no width may stand between those of a copied number. */
const DIGIT = '[0-9０-９]'
const UNSEEN = '[\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\uFEFF]*'
const SPACER = `(?:${UNSEEN}[-－ \\u00A0\\u3000])?`

/** So many digits, whatever is unseen between and before them. */
const digits = (many: string): string => `(?:${UNSEEN}${DIGIT}){${many}}`

const IDENTITY = `${DIGIT}${digits('16')}${UNSEEN}[0-9０-９XxＸｘ]`
const MOBILE = `(?:[+＋]?${UNSEEN}[8８]${UNSEEN}[6６]${SPACER}${UNSEEN})?[1１]${UNSEEN}[3-9３-９]${UNSEEN}${DIGIT}(?:${SPACER}${digits('4')}){2}`
const LANDLINE = `[0０]${digits('2,3')}${UNSEEN}[-－]${digits('7,8')}`

/** Mobile and landline numbers, and resident identity numbers, as people type them into a summary. */
const PERSONAL = new RegExp(`(?<!${DIGIT}${UNSEEN})(?:${IDENTITY}|${MOBILE}|${LANDLINE})(?!${UNSEEN}${DIGIT})`, 'g')

/** Replaces phone and identity numbers by `＊＊＊`: a wall is read by everybody in the room (PRIVACY-1). */
export function maskPersonal(text: string): string {
  return text.replace(PERSONAL, '＊＊＊')
}
