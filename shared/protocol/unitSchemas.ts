import { Type, type Static } from 'typebox'
import { DRILL_MARK } from '../drill/types.ts'
import { INCIDENT_KINDS, LEVELS } from '../incident/kinds.ts'
import { ENDS } from '../incident/types.ts'

const Moment = Type.Optional(Type.Number())

/** An incident as a unit's phone shows it: where, what, and what this unit has stamped. */
const UnitIncidentSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  kind: Type.Enum([...INCIDENT_KINDS]),
  level: Type.Enum([...LEVELS]),
  place: Type.Union([Type.String(), Type.Null()]),
  summary: Type.String(),
  startedAt: Type.Number({ description: 'Where its clocks start, epoch ms' }),
  handling: Type.Integer({ description: '1 for the first, one more for each time it was reopened' }),
  stamps: Type.Object(
    { respond: Moment, dispatch: Moment, arrive: Moment, resolve: Moment }, { description: "This unit's stamps in this handling, epoch ms" },
  ),
  distanceM: Type.Union([Type.Number(), Type.Null()], { description: "From the unit's last position; null when none is known" }),
  ended: Type.Union([Type.Enum([...ENDS]), Type.Null()], { description: 'How it ended while the unit was at it; told for an hour' }),
})

/** A drill under way in which the unit takes part. Its times are of the drill's clock. */
const UnitDrillSchema = Type.Object({
  space: Type.String(),
  mark: Type.Literal(DRILL_MARK),
  name: Type.String(),
  running: Type.Boolean({ description: 'Else it is paused, and nothing can be stamped' }),
  now: Type.Number({ description: "The drill's clock, epoch ms" }),
  incidents: Type.Array(UnitIncidentSchema),
  more: Type.Integer({ description: 'How many further ones are not in the list' }),
})
export type UnitDrill = Static<typeof UnitDrillSchema>

/** What `GET /units/:unit/incidents` answers: what is being worked, this unit's own first, then by distance; and the same of its drills, apart. */
export const UnitIncidentsSchema = Type.Object({
  now: Type.Number({ description: "The server's clock, epoch ms" }),
  unit: Type.String(),
  demo: Type.Boolean(),
  incidents: Type.Array(UnitIncidentSchema),
  more: Type.Integer({ description: 'How many further ones are not in the list' }),
  drills: Type.Array(UnitDrillSchema),
})
export type UnitIncident = Static<typeof UnitIncidentSchema>
export type UnitIncidents = Static<typeof UnitIncidentsSchema>
