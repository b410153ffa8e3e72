import { Type, type Static, type TProperties, type TSchema } from 'typebox'
import { LINE_CHARACTERS, MOST_RADIUS_M, type FieldForm, type MatterField, type MatterTable } from '../matter/table.ts'
import { MatterSchema } from './matterEventSchemas.ts'
import { Id, Moment, ReportSchema, Words } from './schemas.ts'

/*
 * Bodies and answers of the calls about matters, `/api/v1/matters…`, made from their tables.
 */

const closed = { additionalProperties: false } as const
const At = Type.Integer({ description: 'Epoch ms' })
const CommandId = Id('Made by the sender; the same again takes effect once')
const Reason = Words(500, 'Why; phone and identity numbers are masked')
const { properties: { lon: Lon, lat: Lat } } = ReportSchema.properties.position
const place = { lon: Lon, lat: Lat, crs: Type.Optional(Type.Enum(['WGS84', 'GCJ02', 'BD09'])) }
const Place = Type.Object(place, closed)
const Area = Type.Object({
  ...place, name: Words(LINE_CHARACTERS, 'What it is, or the id of who stands there'), radiusM: Type.Number({ exclusiveMinimum: 0, maximum: MOST_RADIUS_M }),
}, closed)

/** A body's fields as its table lists them. */
function propertiesOf(fields: readonly MatterField[]): TProperties {
  return Object.fromEntries(fields.map((field) => [field.id, field.needed ? schemaOf(field) : Type.Optional(schemaOf(field))]))
}

function schemaOf(field: MatterField): TSchema {
  const description = `${field.name.zh} ${field.name.en}${field.hint === undefined ? '' : `: ${field.hint}`}`
  return { ...formOf(field), description }
}

function formOf(field: FieldForm): TSchema {
  switch (field.form) {
    case 'text': return Words(field.most, '')
    case 'number': return Type.Integer({ minimum: field.least, maximum: field.most })
    case 'moment': return Moment
    case 'choice': return Type.Enum(field.choices.map(({ id }) => id))
    case 'ofSite':
    case 'incident':
    case 'drill': return Id('')
    case 'place': return Place
    case 'lines': return Type.Array(Words(LINE_CHARACTERS, ''), { maxItems: field.mostLines })
    case 'areas': return Type.Array(Area, { maxItems: field.mostAreas })
  }
}

/** Body of the opening of one kind. */
export function openingSchema({ opening }: MatterTable): TSchema {
  return Type.Object({ commandId: CommandId, ...propertiesOf(opening.fields) }, closed)
}

/**
 * Body of a move. Where several kinds have a move of one name it takes what any of them asks for; what the kind at hand
 * asks for is decided with the rest of it. `kinds`: their names, in the order of `forms`; then each field says whose it is.
 */
export function moveSchema(forms: readonly (readonly MatterField[])[], kinds: readonly string[] = []): TSchema {
  const ids = [...new Set(forms.flatMap((fields) => fields.map(({ id }) => id)))]
  const merged = ids.map((id): [string, TSchema] => {
    const alike = forms.map((fields) => fields.find((field) => field.id === id)).filter((field) => field !== undefined)
    const [first] = alike.map(schemaOf)
    const isSame = new Set(alike.map((field) => JSON.stringify(formOf(field)))).size === 1
    const schema = isSame ? first! : Type.Union(alike.map(schemaOf))
    const isNeeded = alike.length === forms.length && alike.every(({ needed }) => needed)
    return [id, isNeeded ? schema : Type.Optional(withKinds(schema, forms, kinds, id))]
  })
  return Type.Object({ commandId: CommandId, ...(Object.fromEntries(merged) as TProperties) }, closed)
}

/** Where one address serves several kinds, a field says which of them asks for it and which needs it. */
function withKinds(schema: TSchema, forms: readonly (readonly MatterField[])[], kinds: readonly string[], id: string): TSchema {
  if (kinds.length < 2) return schema
  const of = (needed: boolean): string => kinds.filter((_, i) => forms[i]?.some((field) => field.id === id && field.needed === needed)).join(', ')
  const words = [['needed', of(true)], ['optional', of(false)]].filter(([, names]) => names !== '').map(([word, names]) => `${word} for ${names}`)
  const told = (schema as { description?: string }).description
  return { ...schema, description: [...(told === undefined ? [] : [told]), ...words].join('; ') }
}

/** Body of an amendment: any of the fields that some kind lets be amended, and why. */
export function amendmentSchema(forms: readonly (readonly MatterField[])[]): TSchema {
  const optional = forms.map((fields) => fields.map((field) => ({ ...field, needed: false })))
  const { properties } = moveSchema(optional) as unknown as { properties: TProperties }
  const { commandId: _commandId, ...values } = properties
  return Type.Object({ commandId: CommandId, reason: Reason, values: Type.Object(values, { ...closed, minProperties: 1 }) }, closed)
}

export const TickSchema = Type.Object({
  commandId: CommandId, note: Type.Optional(Words(500, 'In words; phone and identity numbers are masked')),
  choice: Type.Optional(Id('Of a step that asks: one of its choices, as fit, fitWithConditions or notFit of an opinion; with words where it is not fit')),
}, closed)
export const StepReopenSchema = Type.Object({ commandId: CommandId, reason: Reason }, closed)

export const MatterParamsSchema = Type.Object({ id: Id('Id of the matter') })
export const StepParamsSchema = Type.Object({ id: Id('Id of the matter'), step: Id('Id of the step') })

/** What the sender of a command about a matter is told; the same again for the same command. */
export const MatterAnswerSchema = Type.Object({
  matterId: Type.String(),
  number: Type.String({ description: 'Empty once it has left the board' }),
  fact: Type.String({ description: 'Type of the fact it led to' }),
  at: At,
  by: Type.String({ description: 'Who gave it' }),
  seq: Type.Integer({ description: 'Place of the fact in the journal' }),
})
export type MatterAnswer = Static<typeof MatterAnswerSchema>

export const MatterQuerySchema = Type.Object({
  kind: Type.Optional(Id('Of this kind alone')), state: Type.Optional(Id('In this state alone')),
}, closed)
export const MatterListSchema = Type.Object({ now: At, matters: Type.Array(MatterSchema) })
export const MatterOneSchema = Type.Object({
  now: At, matter: MatterSchema, commands: Type.Array(Type.String(), { description: 'Moves its state allows' }),
  proposedEnd: Type.Union([Type.Null(), Type.Object({
    incident: Type.String(), how: Type.Enum(['closed', 'cancelled', 'merged', 'left']), command: Type.String(),
  })], { description: 'Of a plan or scheme whose incident has ended: how, and the move that would end it; a person decides' }),
})
