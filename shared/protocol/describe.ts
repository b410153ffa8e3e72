import { Type, type Static, type TProperties, type TSchema } from 'typebox'
import { STAGES } from '../clock/stages.ts'

/*
 * Pieces of the schemas of what goes over the socket. Never imported by a page.
 */

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T
type Same<A, B> = (<T>() => T extends Frozen<A> ? 1 : 2) extends <T>() => T extends Frozen<B> ? 1 : 2 ? true : false

/** Gives the schema back; does not compile unless what it describes is `T` to the last key. */
export function describes<T>() {
  return <S extends TSchema>(schema: Same<Static<S>, T> extends true ? S : never): S => schema
}

const closed = { additionalProperties: false } as const
export const At = Type.Integer({ description: 'Epoch ms' })
export const Seq = Type.Integer({ minimum: 0, description: 'Place of a fact in its journal, from 1' })
export const Ms = Type.Integer({ minimum: 0, description: 'ms' })
export const WordsOrNull = Type.Union([Type.String(), Type.Null()])
export const StageName = Type.Enum([...STAGES])

export const record = <P extends TProperties>(properties: P, description?: string) =>
  Type.Object(properties, description === undefined ? closed : { ...closed, description })
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
export const ofEachStage = <S extends TSchema>(schema: S) => record({ respond: schema, dispatch: schema, arrive: schema, resolve: schema })

/** A fact with its place in the one order. */
export function factOf<T extends string, D extends TSchema>(type: T, description: string, data: D) {
  return record(
    {
      type: Type.Literal(type),
      v: Type.Integer({ minimum: 1, description: 'Version of the shape of data' }),
      space: Type.Union([Type.Literal('live'), Type.TemplateLiteral('drill:${string}')]),
      at: At,
      by: Type.String(),
      commandId: WordsOrNull,
      data,
      seq: Seq,
      recordedAt: At,
    },
    description,
  )
}
