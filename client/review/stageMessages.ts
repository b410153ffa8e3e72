import type { Span } from '../../shared/review/spans.ts'
import type { Language } from '../text/language.ts'
import type { Player } from './player.ts'

/** What the review page tells a stage: the wall of a moment, which is a page of its own in a frame. */
export type ToStage =
  | { readonly kind: 'open'; readonly stretch: Span; readonly space: string }
  | { readonly kind: 'go'; readonly player: Player }
  | { readonly kind: 'speak'; readonly language: Language }

/** What a stage tells back. */
export type FromStage =
  | { readonly kind: 'ready' }
  /** It shows this moment, epoch ms, up to this fact; `waiting` while what comes next is not here yet. `jumpMs`: what the last jump took. */
  | { readonly kind: 'shown'; readonly t: number; readonly seq: number; readonly waiting: boolean; readonly jumpMs: number | null }
  /** Code of what was refused or failed. */
  | { readonly kind: 'failed'; readonly code: string }

const MARK = 'ruyi.review'

/** Sends a message to a window of this site, and to no other. */
export function tell(to: Window, message: ToStage | FromStage, origin = location.origin): void {
  to.postMessage({ [MARK]: message }, origin)
}

/** The message of ours that an event carries from this site; null for any other. */
export function messageOf<M extends ToStage | FromStage>(event: Pick<MessageEvent, 'data' | 'origin'>, origin = location.origin): M | null {
  if (event.origin !== origin || event.data === null || typeof event.data !== 'object') return null
  return (event.data as { [MARK]?: M })[MARK] ?? null
}
