import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { SIMULATOR_SOURCE } from '../output.ts'

const Nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(type: T) => Type.Union([type, Type.Null()])
const Step = Type.Object({
  id: Type.String(), owner: Nullable(Type.String()), dueAt: Nullable(Type.Number()),
  ticked: Type.Union([Type.Null(), Type.Object({ at: Type.Number() })]), asks: Type.Optional(Type.Object({})),
})
const SeenMatterSchema = Type.Object({
  id: Type.String(), kind: Type.String(), number: Type.String(), openedAt: Type.Number(), openedBy: Type.String(), state: Type.String(),
  since: Type.Number(), until: Nullable(Type.Number()), values: Type.Record(Type.String(), Type.Unknown()), steps: Type.Array(Step), endedAt: Nullable(Type.Number()),
})
const SeenIncidentSchema = Type.Object({
  id: Type.String(), source: Type.String(), kind: Type.String(), level: Type.String(), reportedAt: Type.Number(),
  end: Type.Union([Type.Null(), Type.Object({})]), stamps: Type.Object({ resolve: Type.Array(Type.Unknown()) }),
})
const Presence = Type.Object({ post: Type.String(), unit: Nullable(Type.String()), from: Type.Number(), to: Nullable(Type.Number()) })

/** What the work needs of `GET /api/v1/board`; what else it carries does not matter here. */
const WorkBoardSchema = Type.Object({
  now: Type.Number(),
  incidents: Type.Array(SeenIncidentSchema),
  matters: Type.Array(SeenMatterSchema),
  duty: Type.Object({
    roster: Type.Union([Type.Null(), Type.Object({
      by: Type.String(), shifts: Type.Array(Type.Object({ post: Type.String(), startsAt: Type.Number(), endsAt: Type.Number(), role: Nullable(Type.String()), count: Type.Number() })),
    })]),
    presences: Type.Array(Presence),
  }),
  gathering: Type.Object({ present: Type.Array(Type.Object({ event: Type.String(), department: Type.String() })) }),
  profiles: Type.Array(Type.Object({ grid: Type.String(), asOf: Type.String() })),
})

const isBoard = Compile(WorkBoardSchema)

export type SeenMatter = Static<typeof SeenMatterSchema>
export type SeenIncident = Static<typeof SeenIncidentSchema>
/** A board as the simulated headquarters reads it: matters and incidents are those the simulator brought itself. `now`: the server's, epoch ms. */
export type WorkView = Static<typeof WorkBoardSchema>

/** What is there to be worked, null when the answer is no board. What people brought is theirs and is left alone. */
export function workView(board: unknown): WorkView | null {
  if (!isBoard.Check(board)) return null
  return {
    ...board,
    incidents: board.incidents.filter(({ source }) => source === SIMULATOR_SOURCE),
    matters: board.matters.filter(({ openedBy }) => openedBy === SIMULATOR_SOURCE),
  }
}
