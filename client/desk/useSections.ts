import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useAccountStore } from './account.ts'
import { sectionAfter, sectionOf, SECTIONS } from './sections.ts'

/** Which section of the desk is looked at. The address keeps it, so that a link opens it and a reload stays in it. */
export const useSectionsStore = defineStore('deskSections', () => {
  const account = useAccountStore()
  const hash = shallowRef(location.hash)
  /** Until it is known who is signed in, what everybody at a desk sees: a section is never shown to be taken away. */
  const seen = computed(() => SECTIONS.filter(({ permission }) => (account.signedIn === null ? permission === 'readBoard' : account.may(permission))))
  /** Whoever came for a section that may be theirs waits for the answer, rather than being shown another one first. */
  const waits = computed(() => account.signedIn === null && SECTIONS.some(({ id, permission }) => hash.value === `#${id}` && permission !== 'readBoard'))
  const section = computed(() => (waits.value ? undefined : sectionOf(hash.value, seen.value)))

  function open(id: string): void {
    location.hash = id
  }

  function step(by: 1 | -1): void {
    const next = sectionAfter(section.value?.id ?? '', by, seen.value)
    if (next !== undefined) open(next.id)
  }

  addEventListener('hashchange', () => (hash.value = location.hash))
  return { seen, section, open, step }
})
