import { Type, type Static } from 'typebox'
import { EvaluationQuerySchema } from './evaluationSchemas.ts'

const At = Type.Integer({ description: 'Epoch ms' })
const Ms = Type.Integer({ minimum: 0, description: 'ms' })
const Times = Type.Object({ count: Type.Integer({ minimum: 0 }), longestMs: Ms, totalMs: Ms })

/** `from` belongs to the period, `to` is the first moment after it. */
export const OutagesQuerySchema = EvaluationQuerySchema

export const OutagesSchema = Type.Object({
  now: At,
  seq: Type.Integer({ description: 'Last fact of the record that was looked at' }),
  demo: Type.Boolean({ description: 'Does anything come from a simulator?' }),
  from: At,
  to: At,
  readingsSince: Type.Union([At, Type.Null()], { description: 'The first reading of a camera that is kept; before it nothing is known of single cameras' }),
  thinned: Type.Union([Type.Object({ everyMs: Ms, until: At }), Type.Null()], { description: 'Before `until` cameras are known to within `everyMs`' }),
  platforms: Type.Array(Type.Object({
    platform: Type.String(),
    cameras: Type.Integer({ minimum: 0 }),
    lost: Type.Object(Times.properties, { description: 'Of the platform itself, whole lengths' }),
    cameraOutages: Type.Object(Times.properties, { description: 'Of the cameras behind it by their own word, as far as they lie in the period' }),
    camerasOut: Type.Object(Times.properties, { description: 'Of the cameras behind it that are out now by their own word, up to now' }),
  })),
  ended: Type.Array(Type.Object({ platform: Type.String(), lostAt: At, restoredAt: At, lengthMs: Ms, cameras: Type.Integer({ minimum: 0 }) }), { description: 'Longest first' }),
  cameras: Type.Array(Type.Object({ camera: Type.String(), platform: Type.String(), from: At, until: At, lengthMs: Ms }), { description: 'Longest first, the first 100' }),
  camerasLeftOut: Type.Integer({ minimum: 0, description: 'Outages of cameras that are not in the list' }),
  standing: Type.Object({
    platforms: Type.Array(Type.Object({ platform: Type.String(), lostAt: At, lengthMs: Ms, cameras: Type.Integer({ minimum: 0 }) }), { description: 'Longest first' }),
    byUpstream: Type.Array(Type.Object({
      platform: Type.String(),
      camerasOut: Type.Integer({ minimum: 1, description: 'Cameras of it that are out, listed or not' }),
      from: At,
      longestMs: Ms,
      atLeast: Type.Boolean({ description: 'One of them may be out for longer than is known' }),
      cameras: Type.Array(Type.Object({
        camera: Type.String(), from: At, lengthMs: Ms,
        atLeast: Type.Boolean({ description: 'Nothing is known of it from before `from`: it may be out for longer' }),
      }), { description: 'Longest first' }),
      camerasLeftOut: Type.Integer({ minimum: 0, description: 'Those that are not in the list' }),
    }), { description: 'Single cameras that are out by their own word, by upstream platform, the one with the longest first. At most 100 cameras are listed in all, of each platform its longest' }),
  }, { description: 'What still lasts now, whatever the period: lengths are up to `now`' }),
})
export type StandingBody = Static<typeof OutagesSchema>['standing']
export type OutagesBody = Static<typeof OutagesSchema>
