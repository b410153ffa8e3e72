import type { Ref } from 'vue'
import type { Site } from '../../shared/site/types.ts'
import type { useBoardStore } from '../stores/board.ts'
import type { useClockStore } from '../stores/clock.ts'
import type { usePictureStore } from '../stores/picture.ts'
import type { Palette } from './palette.ts'
import type { Language } from './words.ts'

/** What every layer draws from. The map is built anew for another site, palette or text size. */
export interface MapInputs {
  readonly site: Site
  readonly palette: Palette
  /** Size of the smallest text, px. */
  readonly rem: number
  readonly language: Readonly<Ref<Language>>
  /** An age in words, in the language shown. */
  readonly duration: (ms: number) => string
  readonly board: ReturnType<typeof useBoardStore>
  readonly picture: ReturnType<typeof usePictureStore>
  readonly clock: ReturnType<typeof useClockStore>
}
