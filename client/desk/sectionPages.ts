import { defineAsyncComponent, type Component } from 'vue'

/** What each section shows, loaded when it is first looked at. */
export const SECTION_PAGES: Readonly<Record<string, Component>> = {
  incidents: defineAsyncComponent(async () => (await import('./IncidentsSection.vue')).default),
  matters: defineAsyncComponent(async () => (await import('./matters/MattersSection.vue')).default),
  platforms: defineAsyncComponent(async () => (await import('./platforms/PlatformsSection.vue')).default),
  operations: defineAsyncComponent(async () => (await import('./operations/OperationsSection.vue')).default),
}
