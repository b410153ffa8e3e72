/** The tokens of `theme/tokens.css` that the map draws with. */
const TOKENS = {
  ground: '--ground',
  panel: '--panel',
  raised: '--raised',
  line: '--line',
  text: '--text',
  text2: '--text-2',
  text3: '--text-3',
  normal: '--normal',
  due: '--due',
  missed: '--missed',
  unknown: '--unknown',
  water: '--water',
  road: '--road',
  towerLow: '--tower-low',
  towerHigh: '--tower-high',
  levelI: '--level-1',
  levelII: '--level-2',
  levelIII: '--level-3',
  levelIV: '--level-4',
} as const

/** Colours as MapLibre and canvas take them. */
export type Palette = Readonly<Record<keyof typeof TOKENS, string>>

/** @throws Error naming the first token that the page does not define. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const entries = Object.entries(TOKENS).map(([name, token]) => {
    const colour = style.getPropertyValue(token).trim()
    if (colour === '') throw new Error(`the colour ${token} is not defined on the page`)
    return [name, colour] as const
  })
  return Object.fromEntries(entries) as Palette
}
