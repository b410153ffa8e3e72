import { Counter, Gauge, Registry } from 'prom-client'
import { SIGNED_OUT } from '../access/enforce.ts'
import type { CountInput } from '../ingest/doors.ts'

export interface Metrics {
  readonly registry: Registry
  readonly countInput: CountInput
  /** Inputs of the real thing refused since the start: what every wall shows. */
  readonly refused: () => number
  /** Reads a figure when it is scraped. */
  gauge(name: string, help: string, read: () => number): void
}

/** Outcomes of a door that are no refusal. */
const TAKEN = new Set(['accepted', 'stale', 'ignored', SIGNED_OUT])

/** Figures of this server for Prometheus, each server with a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const counted = new Map<string, Map<string, number>>()
  new Counter({
    name: 'ruyi_inputs_total',
    help: 'What came through the doors, by outcome: accepted, stale, ignored (not meant for us), signedOut (a page opened by nobody, shown where to sign in), or the code it was refused for',
    labelNames: ['door', 'outcome'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [door, outcomes] of counted) for (const [outcome, count] of outcomes) this.inc({ door, outcome }, count)
    },
  })
  const refused = { live: 0, drill: 0 }
  new Gauge({
    name: 'ruyi_refused_inputs',
    help: 'Inputs refused since the start, of the real thing (live: what the walls show) and of drills',
    labelNames: ['space'],
    registers: [registry],
    collect() {
      for (const [space, count] of Object.entries(refused)) this.set({ space }, count)
    },
  })
  return {
    registry,
    countInput(door, outcome, count, space = 'live') {
      const outcomes = counted.get(door) ?? new Map<string, number>()
      counted.set(door, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count))
      if (!TAKEN.has(outcome)) refused[space === 'live' ? 'live' : 'drill'] += count
    },
    refused: () => refused.live,
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read())
        },
      })
    },
  }
}
