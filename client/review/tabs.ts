import { defineAsyncComponent, type Component } from 'vue'
import type { Permission } from '../../shared/access/roles.ts'
import type { Text } from '../../shared/site/types.ts'

/** A tab of the review page: its address is `/review#<id>`, its page is loaded when it is first looked at. */
export interface ReviewTab {
  readonly id: string
  readonly name: Text
  /** Who sees it. */
  readonly permission: Permission
  readonly page: Component
}

/** In the order they stand in. */
export const TABS: readonly ReviewTab[] = [
  { id: 'replay', name: { zh: '回放', en: 'Replay' }, permission: 'review', page: defineAsyncComponent(async () => (await import('./ReplayTab.vue')).default) },
  { id: 'timing', name: { zh: '用时', en: 'Timing' }, permission: 'review', page: defineAsyncComponent(async () => (await import('./timing/TimingTab.vue')).default) },
]

/** The tab an address' hash names; the first one for any other. */
export function tabOf(hash: string, tabs: readonly ReviewTab[] = TABS): ReviewTab | undefined {
  return tabs.find(({ id }) => hash === `#${id}`) ?? tabs[0]
}
