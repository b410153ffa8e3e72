import { openHandover } from '../../shared/incident/escalation.ts'
import { byGravity } from '../../shared/incident/queue.ts'
import { LEADS, type Lead, type Measure } from '../../shared/incident/response.ts'
import type { Level } from '../../shared/incident/kinds.ts'
import type { CalledMeasure, Incident } from '../../shared/incident/types.ts'

/** One rung of the ladder of command, highest first as it is drawn. */
export interface Rung {
  readonly lead: Lead
  /** Gravest incidents that are led from here, oldest first. */
  readonly leads: readonly Incident[]
  /** Since when it leads the first of them, epoch ms; null while it leads none. */
  readonly since: number | null
  /** A handover to here that nobody has acknowledged: by when it has to be, epoch ms; null for none. */
  readonly pendingBy: number | null
}

export interface Ladder {
  /** Level of the gravest incidents in force; null without any. */
  readonly level: Level | null
  readonly rungs: readonly Rung[]
  /** What that level calls for of them, each once; one that waits stands for all. */
  readonly measures: readonly { readonly measure: Measure; readonly taken: CalledMeasure['taken'] }[]
}

/** When the incident's lead took it over: the acknowledgement that made it so, or the start of its handling. */
function leadSince({ lead, escalations, startedAt }: Incident): number {
  const taken = escalations.findLast(({ to, state }) => to === lead && state === 'acknowledged')
  return taken?.acknowledged?.at ?? startedAt
}

/** Who commands now for the gravest of the incidents being worked (COMMAND-1). */
export function commandLadder(incidents: readonly Incident[]): Ladder {
  const sorted = [...incidents].sort(byGravity)
  const level = sorted[0]?.level ?? null
  const gravest = sorted.filter((incident) => incident.level === level)
  const rungs = [...LEADS].reverse().map((lead): Rung => {
    const leads = gravest.filter((incident) => incident.lead === lead)
    const pending = gravest.flatMap((incident) => {
      const handover = openHandover(incident)
      return handover?.to === lead && handover.acknowledgeBy !== null ? [handover.acknowledgeBy] : []
    })
    return { lead, leads, since: leads[0] === undefined ? null : leadSince(leads[0]), pendingBy: pending.length === 0 ? null : Math.min(...pending) }
  })
  const called = gravest.flatMap(({ measures }) => measures)
  const measures = [...new Set(called.map(({ measure }) => measure))].map((measure) => {
    const all = called.filter((each) => each.measure === measure)
    return { measure, taken: all.some(({ taken }) => taken === null) ? null : all[0]!.taken }
  })
  return { level, rungs, measures }
}

