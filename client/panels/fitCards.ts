/** Sizes a response clock comes in. */
export type ClockSize = 'strip' | 'card' | 'full'

/** Room one incident takes, with the space around it, rem. `full` leaves room for the summary. */
export const CARD_REM = { card: 6.25, full: 11.9 } as const
/** From this width on incidents stand in two columns, rem. */
export const TWO_COLUMNS_REM = 40
/** The line that says how many do not fit, rem. */
export const MORE_REM = 1.7

export interface CardFit {
  readonly size: 'card' | 'full'
  readonly columns: 1 | 2
  readonly shown: number
  /** Height left below the incidents, rem. */
  readonly spareRem: number
}

/**
 * How `total` incidents fit a place: large when all fit large, else as cards; what does not fit is counted on a line of its
 * own, so that nothing is cut in silence (LOOK-4). Sizes in rem; null before the place was measured: all are shown.
 */
export function fitCards(total: number, place: { readonly widthRem: number; readonly heightRem: number } | null): CardFit {
  if (place === null) return { size: 'card', columns: 1, shown: total, spareRem: 0 }
  const columns = place.widthRem >= TWO_COLUMNS_REM ? 2 : 1
  for (const size of ['full', 'card'] as const) {
    if (capacity(place.heightRem, size, columns) >= total) {
      return { size, columns, shown: total, spareRem: place.heightRem - Math.ceil(total / columns) * CARD_REM[size] }
    }
  }
  const shown = Math.max(1, capacity(place.heightRem - MORE_REM, 'card', columns))
  return { size: 'card', columns, shown, spareRem: 0 }
}

function capacity(heightRem: number, size: 'card' | 'full', columns: number): number {
  return Math.max(0, Math.floor(heightRem / CARD_REM[size])) * columns
}
