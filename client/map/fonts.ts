import barlowRanges from '@fontsource/barlow-semi-condensed/unicode.json'
import notoRanges from '@fontsource/noto-sans-sc/unicode.json'
import type { FontFacesSpecification } from 'maplibre-gl'

const NOTO_500 = import.meta.glob<string>('../../node_modules/@fontsource/noto-sans-sc/files/*-500-normal.woff2', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
})
const BARLOW_500 = import.meta.glob<string>('../../node_modules/@fontsource/barlow-semi-condensed/files/*-500-normal.woff2', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
})
const BARLOW_600 = import.meta.glob<string>('../../node_modules/@fontsource/barlow-semi-condensed/files/*-600-normal.woff2', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
})

/** Words on the map: Latin and figures from Barlow, the rest from Noto, as on the panels. */
export const WORDS: string[] = ['Barlow Semi Condensed 500', 'Noto Sans SC 500']
/** Figures on the map. */
export const FIGURES: string[] = ['Barlow Semi Condensed 600', 'Noto Sans SC 500']

/**
 * The font files that MapLibre draws glyphs from, each fetched from our own server when a character in its range is first
 * drawn. No glyph server is asked.
 */
export function fontFaces(): FontFacesSpecification {
  return {
    'Barlow Semi Condensed 500': faces(BARLOW_500, barlowRanges),
    'Barlow Semi Condensed 600': faces(BARLOW_600, barlowRanges),
    'Noto Sans SC 500': faces(NOTO_500, notoRanges),
  }
}

/** `ranges` by subset name; Noto's numbered subsets stand in brackets there and without in the file's name. */
function faces(files: Record<string, string>, ranges: Record<string, string>): { url: string; 'unicode-range': string[] }[] {
  const paths = Object.keys(files)
  return Object.entries(ranges).map(([subset, range]) => {
    const name = subset.replace(/[[\]]/g, '')
    const path = paths.find((candidate) => /\/[a-z-]+?-(?:sc|condensed)-(.+)-\d+-normal\.woff2$/.exec(candidate)?.[1] === name)
    const url = path === undefined ? undefined : files[path]
    if (url === undefined) throw new Error(`no font file for the subset ${name}`)
    return { url, 'unicode-range': range.split(',') }
  })
}
