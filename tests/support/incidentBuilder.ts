import { ARTICLE_LIMITS_MS, MINUTE_MS, STAGES, type Stage } from '../../shared/clock/stages.ts'
import type { Incident, Stamp } from '../../shared/incident/types.ts'

/** Minutes after the report at which each stage was stamped; several for several units. */
export type StampMinutes = Partial<Record<Stage, number | readonly number[]>>

/**
 * An incident reported at `reportedAt` (epoch ms) with stamps in minutes after it: a drill of the clocks needs no more. Anything
 * else of it can be set in `more`.
 */
export function incidentWith(reportedAt: number, stamped: StampMinutes = {}, more: Partial<Incident> = {}): Incident {
  let seq = 1
  const stamps = Object.fromEntries(
    STAGES.map((stage) => {
      const minutes = [stamped[stage] ?? []].flat()
      return [stage, minutes.map((minute): Stamp => ({ at: reportedAt + minute * MINUTE_MS, unit: null, department: null, note: null, by: 'desk', seq: (seq += 1), corrections: [] }))]
    }),
  ) as unknown as Record<Stage, readonly Stamp[]>
  return {
    id: 'i1',
    seq: 1,
    number: '20261123-001',
    kind: 'other',
    level: 'IV',
    position: { lon: 113.7206, lat: 34.7732 },
    place: null,
    grid: 'g1',
    summary: '',
    source: 'desk',
    reportedBy: 'desk',
    externalId: null,
    reportedAt,
    severity: null,
    lead: 'grid',
    handling: 1,
    startedAt: reportedAt,
    departments: [],
    end: null,
    earlier: [],
    escalations: [],
    measures: [],
    owner: null,
    notes: [],
    absorbed: [],
    limits: ARTICLE_LIMITS_MS,
    stamps,
    openedBy: null,
    levelSet: null,
    withdrawn: [],
    missed: [],
    ...more,
  }
}
