import { shallowRef } from 'vue'
import type { Incident } from '../shared/incident/types.ts'
import { pageStorage } from './pageStorage.ts'

type Handling = Pick<Incident, 'id' | 'handling'>

/** Names a handling of an incident: reopened it breaks through again. */
function nameOf({ id, handling }: Handling): string {
  return `${id}:${handling}`
}

/**
 * Handlings that somebody at this page has seen and said so (DRILL-8), kept under the name `keptAs` for as long as its window is
 * open, where the browser keeps anything.
 */
export function useSeenHandlings(keptAs: string) {
  const seen = shallowRef<ReadonlySet<string>>(new Set(JSON.parse(pageStorage()?.getItem(keptAs) ?? '[]') as string[]))
  return {
    isUnseen: (handling: Handling): boolean => !seen.value.has(nameOf(handling)),
    see(handlings: readonly Handling[]): void {
      seen.value = new Set([...seen.value, ...handlings.map(nameOf)])
      pageStorage()?.setItem(keptAs, JSON.stringify([...seen.value]))
    },
  }
}
