import type { FontFacesSpecification } from 'maplibre-gl'

/** Words on the map: Latin and figures from Barlow, the rest from Noto, as on the panels. */
export const WORDS: string[] = ['Barlow Semi Condensed 500', 'Noto Sans SC 500']
/** Figures on the map. */
export const FIGURES: string[] = ['Barlow Semi Condensed 600', 'Noto Sans SC 500']

/** Names of the map's fonts, and which of the page's own faces they are. */
const FACES = [
  { name: 'Barlow Semi Condensed 500', family: 'Barlow Semi Condensed', weight: '500' },
  { name: 'Barlow Semi Condensed 600', family: 'Barlow Semi Condensed', weight: '600' },
  { name: 'Noto Sans SC 500', family: 'Noto Sans SC', weight: '500' },
]

interface Face {
  readonly url: string
  readonly 'unicode-range': string[]
}

/**
 * The font files that MapLibre draws glyphs from, each fetched from our own server when a character in its range is first
 * drawn; no glyph server is asked. Files and ranges are those of the page's style sheets (`theme/fonts.css`): a second list
 * of them in the script would be a tenth of it.
 * @throws Error when the style sheets have none of a font's faces
 */
export function fontFaces(): FontFacesSpecification {
  const rules = [...document.styleSheets].flatMap((sheet) => fontRules(sheet))
  return Object.fromEntries(FACES.map(({ name, family, weight }) => {
    const faces = rules.filter((rule) => familyOf(rule) === family && rule.style.getPropertyValue('font-weight') === weight).flatMap(faceOf)
    if (faces.length === 0) throw new Error(`the page has no font face for ${name}`)
    return [name, faces]
  }))
}

/** Rules of a sheet and of those it imports; a relative address in one counts from that one. */
function fontRules(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  return [...sheet.cssRules].flatMap((rule) => {
    if (rule instanceof CSSImportRule) return rule.styleSheet === null ? [] : fontRules(rule.styleSheet)
    return rule instanceof CSSFontFaceRule ? [rule] : []
  })
}

function familyOf(rule: CSSFontFaceRule): string {
  return rule.style.getPropertyValue('font-family').replace(/["']/g, '')
}

/** A face whose file stands in the style sheet itself (a few rare letters) is left out: the page may not fetch from there. */
function faceOf(rule: CSSFontFaceRule): Face[] {
  const file = /url\("?([^")]+\.woff2[^")]*)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1]
  if (file === undefined) return []
  const url = new URL(file, rule.parentStyleSheet?.href ?? location.href).href
  return [{ url, 'unicode-range': rule.style.getPropertyValue('unicode-range').split(/,\s*/) }]
}
