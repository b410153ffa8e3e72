import { defineAsyncComponent, type Component } from 'vue'

/** What each section shows, loaded when it is first looked at. */
export const SECTION_PAGES: Readonly<Record<string, Component>> = {
  drills: defineAsyncComponent(async () => (await import('./drills/DrillsSection.vue')).default),
  incidents: defineAsyncComponent(async () => (await import('./IncidentsSection.vue')).default),
}
