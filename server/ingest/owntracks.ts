import { Type, type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { PositionSchema } from '../../shared/protocol/schemas.ts'
import type { Site } from '../../shared/site/types.ts'

/**
 * What we read of an OwnTracks location message (https://owntracks.org/booklet/tech/json/); what else it says is theirs.
 * `acc` m, `vel` km/h, `cog` degrees from north, `tst` seconds since the epoch, `tid` the tracker's short name.
 */
export const OwnTracksLocationSchema = Type.Object(
  {
    _type: Type.Literal('location'),
    lat: Type.Number({ minimum: -90, maximum: 90, description: 'Degrees, WGS-84' }),
    lon: Type.Number({ minimum: -180, maximum: 180, description: 'Degrees, WGS-84' }),
    tst: Type.Number({ minimum: 0, maximum: 8_640_000_000_000, description: 'When it was fixed, seconds since the epoch' }),
    tid: Type.Optional(Type.String({ description: "The tracker's short name" })),
    acc: Type.Optional(Type.Number({ description: 'Accuracy, m' })),
    vel: Type.Optional(Type.Number({ description: 'Speed, km/h' })),
    cog: Type.Optional(Type.Number({ description: 'Course, degrees from north' })),
  },
  { description: 'An OwnTracks location; other keys are left unread' },
)
export type OwnTracksLocation = Static<typeof OwnTracksLocationSchema>

/** Is it an OwnTracks message that tells no place (`lwt`, `transition`, `waypoint`, `encrypted` …)? */
export function tellsNoPlace(message: unknown): boolean {
  const type = (message as { _type?: unknown } | null)?._type
  return typeof type === 'string' && type !== 'location'
}

/** Finds the team a tracker walks with: by what the pack calls its trackers, else by the ids of teams. */
export type FindUnit = (user: string, device: string, tid: string | undefined) => string | null

export function createFindUnit(teams: Site['teams']): FindUnit {
  const ids = new Set(teams.map(({ id }) => id))
  const trackers = new Map(teams.flatMap(({ id, trackers: names }) => names.map((name) => [name, id] as const)))
  return (user, device, tid) => {
    const named = trackers.get(`${user}/${device}`)
    if (named !== undefined) return named
    if (ids.has(device)) return device
    if (ids.has(user)) return user
    if (tid === undefined) return null
    return trackers.get(tid) ?? (ids.has(tid) ? tid : null)
  }
}

const KMH_PER_MPS = 3.6
const SECOND_MS = 1_000

const { accuracyM: Accuracy, speedMps: Speed, headingDeg: Heading } = PositionSchema.properties
const isAccuracy = checkOf(Accuracy)
const isSpeed = checkOf(Speed)
const isHeading = checkOf(Heading)

type PositionBody = Static<typeof PositionSchema>

/**
 * An OwnTracks location as a position of our contract. What a phone does not know of accuracy, speed or course (it
 * says -1, or what cannot be) is left out; the place counts all the same.
 */
export function toPositionBody({ lon, lat, tst, acc, vel, cog }: OwnTracksLocation, unit: string): PositionBody {
  const speedMps = vel === undefined ? undefined : vel / KMH_PER_MPS
  return {
    unit,
    lon,
    lat,
    fixAt: Math.round(tst * SECOND_MS),
    ...(isAccuracy(acc) ? { accuracyM: acc } : {}),
    ...(isSpeed(speedMps) ? { speedMps } : {}),
    ...(isHeading(cog) ? { headingDeg: cog } : {}),
  }
}

function checkOf(schema: TSchema): (value: unknown) => value is number {
  const validator = Compile(schema)
  return (value): value is number => validator.Check(value)
}
