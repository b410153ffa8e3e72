import type { SourceHealth, SourceKind } from '../../shared/protocol/messages.ts'

interface Source {
  id: string
  kind: SourceKind
  heardAt: number
  intervalMs: number
  connected: boolean | null
}

/** More than this many names of feeds is somebody playing; the further ones share one place under a name of its own. */
const MOST_SOURCES = 32
const FURTHER_SOURCES = 'others'

/** The feeds into the server, by the order they were first heard: that place is how positions name them. */
export interface Sources {
  /** Place of a source, made when it is new. */
  placeOf(id: string): number
  nameOf(place: number): string
  /** Nothing of a call was taken: a name that was new with it is not kept. */
  dropUnheard(place: number): void
  /** Something valid came. `at` epoch ms. */
  heard(place: number, at: number): void
  connection(place: number, connected: boolean): void
  list(): SourceHealth[]
}

/** @param intervalMs how often each feed is expected to say something */
export function createSources(intervalMs: number): Sources {
  const sources: Source[] = []
  return {
    placeOf(id) {
      const place = sources.findIndex((source) => source.id === id)
      if (place >= 0) return place
      if (sources.length >= MOST_SOURCES) return MOST_SOURCES - 1
      const name = sources.length === MOST_SOURCES - 1 ? FURTHER_SOURCES : id
      return sources.push({ id: name, kind: sourceKind(id), heardAt: 0, intervalMs, connected: null }) - 1
    },
    dropUnheard(place) {
      const source = sources[place]
      if (place === sources.length - 1 && source?.heardAt === 0 && source.connected === null) sources.pop()
    },
    nameOf: (place) => sources[place]?.id ?? '',
    heard(place, at) {
      const source = sources[place]
      if (source !== undefined) source.heardAt = Math.max(source.heardAt, at)
    },
    connection(place, connected) {
      const source = sources[place]
      if (source !== undefined) source.connected = connected
    },
    list: () => sources.map((source) => ({ ...source })),
  }
}

/** What kind of feed a name stands for: two names are kept for what comes with the server, the rest come over HTTP. */
export function sourceKind(id: string): SourceKind {
  return id === 'mqtt' || id === 'simulator' ? id : 'http'
}
