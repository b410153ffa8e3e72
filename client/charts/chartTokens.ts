/** What a chart needs of the theme: colours, the font, and sizes in px as they are at this screen. */
export interface ChartTokens {
  readonly text: string
  readonly text2: string
  readonly text3: string
  readonly line: string
  readonly panel: string
  readonly normal: string
  readonly missed: string
  readonly fontFamily: string
  /** The root font size: the smallest text on the wall, px. */
  readonly remPx: number
  readonly animation: boolean
}

/** The theme as the page has it now. A canvas knows no custom properties. */
export function chartTokens(root: Element): ChartTokens {
  const style = getComputedStyle(root)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    text: token('--text'),
    text2: token('--text-2'),
    text3: token('--text-3'),
    line: token('--line'),
    panel: token('--panel'),
    normal: token('--normal'),
    missed: token('--missed'),
    fontFamily: token('--font'),
    remPx: parseFloat(style.fontSize),
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
}

/** Resolves once the words and figures a canvas will draw are there: it does not draw again when a font arrives. */
export async function chartFonts(sample: string): Promise<void> {
  await Promise.all([document.fonts.load('400 16px "Noto Sans SC"', sample), document.fonts.load('400 16px "Barlow Semi Condensed"', '0')])
}
