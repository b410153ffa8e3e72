import type { SourceHealth, SourceKind } from '../../shared/protocol/messages.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'

interface Source {
  id: string
  kind: SourceKind
  heardAt: number
  intervalMs: number
  connected: boolean | null
  sourceKey: string | null
  isRetired: boolean
}

/** More than this many names of feeds is somebody playing; the further ones share one place under a name of its own. */
const MOST_SOURCES = 32
const FURTHER_SOURCES = 'others'
/** ASSUMPTION: a gateway carries a handful of feeds; one key names no more than this many, those with it that are silent (SOURCE-1). */
export const MOST_OF_KEY = 8

/** A source with the key that spoke under its name last (null for none); `isRetired`: is it expected no more? */
export interface KnownSource extends SourceHealth {
  readonly sourceKey: string | null
  readonly isRetired: boolean
}

/** The feeds into the server, by the order they were first heard: that place is how positions name them. */
export interface Sources {
  /** Place of a source, made when it is new. */
  placeOf(id: string): number
  /** The same for a call that came by a key, if the key may name one more. */
  placeFor(id: string, sourceKey: string): number | Refusal
  /** The key something valid came by last under that name. */
  spokeBy(place: number, sourceKey: string): void
  /** Expects it no more, until it is heard again (SOURCE-3). */
  retire(id: string): void
  /** Is it a connection of the server's own? */
  isLinked(id: string): boolean
  nameOf(place: number): string
  /** Nothing of a call was taken: a name that was new with it is not kept. */
  dropUnheard(place: number): void
  /** Something valid came. `at` epoch ms. */
  heard(place: number, at: number): void
  connection(place: number, connected: boolean): void
  list(): KnownSource[]
}

/**
 * @param intervalMs how often each feed is expected to say something
 * @param silentOf names of a key whose alarms stand: they count to it, also those not heard since this server started
 */
export function createSources(intervalMs: number, silentOf: (sourceKey: string) => readonly string[] = () => []): Sources {
  const sources: Source[] = []

  function placeOf(id: string): number {
    const place = sources.findIndex((source) => source.id === id)
    if (place >= 0) return place
    if (sources.length >= MOST_SOURCES) return MOST_SOURCES - 1
    const name = sources.length === MOST_SOURCES - 1 ? FURTHER_SOURCES : id
    return sources.push({ id: name, kind: sourceKind(id), heardAt: 0, intervalMs, connected: null, sourceKey: null, isRetired: false }) - 1
  }

  function namesOf(sourceKey: string): Set<string> {
    return new Set([...sources.filter((source) => source.sourceKey === sourceKey).map(({ id }) => id), ...silentOf(sourceKey)])
  }

  return {
    placeOf,
    placeFor(id, sourceKey) {
      const known = sources.findIndex((source) => source.id === id && source.sourceKey === sourceKey)
      if (known >= 0) return known
      const names = namesOf(sourceKey)
      const isOneMore = !names.has(id) && names.size >= MOST_OF_KEY
      return isOneMore ? refuse('tooManySources', 'X-Source', `the key names ${MOST_OF_KEY} sources already: use one of them, or retire one at the desk`) : placeOf(id)
    },
    spokeBy(place, sourceKey) {
      const source = sources[place]
      if (source !== undefined) source.sourceKey = sourceKey
    },
    retire(id) {
      const source = sources.find((each) => each.id === id)
      if (source !== undefined) Object.assign(source, { heardAt: 0, sourceKey: null, isRetired: true })
    },
    isLinked: (id) => sources.some((source) => source.id === id && source.connected !== null),
    dropUnheard(place) {
      const source = sources[place]
      if (place === sources.length - 1 && source?.heardAt === 0 && source.connected === null) sources.pop()
    },
    nameOf: (place) => sources[place]?.id ?? '',
    heard(place, at) {
      const source = sources[place]
      if (source === undefined) return
      source.heardAt = Math.max(source.heardAt, at)
      source.isRetired = false
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
