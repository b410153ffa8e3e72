import { Type, type Static } from 'typebox'
import { Check } from 'typebox/value'
import { STAGES } from '../../shared/clock/stages.ts'
import type { KnownIncident } from './opening.ts'
import { SIMULATOR_SOURCE } from './output.ts'

const Stamps = Type.Array(Type.Object({ at: Type.Number() }))

/** What is needed of `GET /api/v1/board`; what else it carries does not matter here. */
const BoardSchema = Type.Object({
  demo: Type.Optional(Type.Boolean()),
  incidents: Type.Array(
    Type.Object({
      id: Type.String(),
      source: Type.String(),
      reportedAt: Type.Number(),
      position: Type.Object({ lon: Type.Number(), lat: Type.Number() }),
      stamps: Type.Object({ respond: Stamps, dispatch: Stamps, arrive: Stamps, resolve: Stamps }),
    }),
  ),
})

/** What an earlier run left: its incidents, and whether the record is a demo's. */
export interface Known {
  readonly incidents: readonly KnownIncident[]
  readonly demo: boolean
}

/** What is known from a board, null when the answer is no board. */
export function knownFrom(board: unknown): Known | null {
  if (!Check(BoardSchema, board)) return null
  return { demo: board.demo === true, incidents: knownIncidents(board.incidents) }
}

function knownIncidents(incidents: Static<typeof BoardSchema>['incidents']): KnownIncident[] {
  return incidents
    .filter(({ source }) => source === SIMULATOR_SOURCE)
    .map(({ id, reportedAt, position, stamps }) => ({
      incidentId: id,
      position,
      reportedAt,
      stamped: STAGES.filter((stage) => stamps[stage].length > 0),
    }))
}
