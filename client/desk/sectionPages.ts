import { defineAsyncComponent, type Component } from 'vue'

/** What each section shows, loaded when it is first looked at. */
export const SECTION_PAGES: Readonly<Record<string, Component>> = {
  incidents: defineAsyncComponent(async () => (await import('./IncidentsSection.vue')).default),
  modes: defineAsyncComponent(async () => (await import('./modes/ModesSection.vue')).default),
  posts: defineAsyncComponent(async () => (await import('./posts/PostsSection.vue')).default),
}
