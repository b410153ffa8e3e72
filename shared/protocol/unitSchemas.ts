import { Type, type Static } from 'typebox'
import { INCIDENT_KINDS, LEVELS } from '../incident/kinds.ts'

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
})

/** What `GET /units/:unit/incidents` answers: what is being worked, this unit's own first, then by distance. */
export const UnitIncidentsSchema = Type.Object({
  now: Type.Number({ description: "The server's clock, epoch ms" }),
  unit: Type.String(),
  demo: Type.Boolean(),
  incidents: Type.Array(UnitIncidentSchema),
  more: Type.Integer({ description: 'How many further ones are not in the list' }),
})
export type UnitIncident = Static<typeof UnitIncidentSchema>
export type UnitIncidents = Static<typeof UnitIncidentsSchema>
