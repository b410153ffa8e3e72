import { incidentQueue, type QueuedIncident } from '../../shared/incident/queue.ts'
import { isActive, type Incident } from '../../shared/incident/types.ts'

/** What the desk lists: incidents being worked by their next limit (QUEUE-1), then what was resolved or has ended, newest first. */
export interface DeskList {
  readonly working: readonly QueuedIncident[]
  readonly done: readonly Incident[]
}

/** `wordsOf` gives what an incident is searched by; `query` is words that all have to stand in it. */
export function deskList(incidents: Iterable<Incident>, now: number, query: string, wordsOf: (incident: Incident) => string): DeskList {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const fits = (incident: Incident): boolean => words.every((word) => wordsOf(incident).toLowerCase().includes(word))
  const found = [...incidents].filter(fits)
  return {
    working: incidentQueue(found, now),
    done: found.filter((incident) => !isActive(incident)).sort((a, b) => b.seq - a.seq),
  }
}

/** The incident `step` rows from the chosen one, staying within the list; the first one when none is chosen. */
export function stepFrom({ working, done }: DeskList, chosen: string | null, step: 1 | -1): string | null {
  const ids = [...working.map(({ incident }) => incident.id), ...done.map(({ id }) => id)]
  const at = chosen === null ? -1 : ids.indexOf(chosen)
  if (at < 0) return ids[0] ?? null
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null
}
