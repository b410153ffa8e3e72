import { Type, type Static, type TProperties, type TSchema } from 'typebox'

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
export const WordsOrNone = Type.Union([Type.String(), Type.Null()])

/** An object with these keys and no other. */
export const record = <P extends TProperties>(properties: P, description?: string) =>
  Type.Object(properties, description === undefined ? closed : { ...closed, description })

/** A fact of one type, as the journal holds it and screens are sent it. */
export function factOf<T extends string, D extends TSchema>(type: T, description: string, data: D) {
  return record(
    {
      type: Type.Literal(type),
      v: Type.Integer({ minimum: 1, description: 'Version of the shape of data' }),
      space: Type.Union([Type.Literal('live'), Type.TemplateLiteral('drill:${string}')]),
      at: At,
      by: Type.String(),
      commandId: WordsOrNone,
      data,
      seq: Seq,
      recordedAt: At,
    },
    description,
  )
}
