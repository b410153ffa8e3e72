import { defineAsyncComponent, type Component } from 'vue'

/** What each section shows, loaded when it is first looked at. */
export const SECTION_PAGES: Readonly<Record<string, Component>> = {
  drills: defineAsyncComponent(async () => (await import('./drills/DrillsSection.vue')).default),
  incidents: defineAsyncComponent(async () => (await import('./IncidentsSection.vue')).default),
  matters: defineAsyncComponent(async () => (await import('./matters/MattersSection.vue')).default),
  committee: defineAsyncComponent(async () => (await import('./committee/CommitteeSection.vue')).default),
  alarms: defineAsyncComponent(async () => (await import('./alarms/AlarmsSection.vue')).default),
  accounts: defineAsyncComponent(async () => (await import('./accounts/AccountsSection.vue')).default),
  audit: defineAsyncComponent(async () => (await import('./audit/AuditSection.vue')).default),
  modes: defineAsyncComponent(async () => (await import('./modes/ModesSection.vue')).default),
  posts: defineAsyncComponent(async () => (await import('./posts/PostsSection.vue')).default),
  platforms: defineAsyncComponent(async () => (await import('./platforms/PlatformsSection.vue')).default),
  operations: defineAsyncComponent(async () => (await import('./operations/OperationsSection.vue')).default),
}
