import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { describePath, type JsonPath } from './jsonText.ts'

/** A value that does not fit its schema. */
export interface Misfit {
  readonly path: JsonPath
  readonly field: string
  readonly reason: string
}

/** Everything in which `value` differs from the schema; none when it is of the schema's type. */
export function misfitsOf(schema: TSchema, value: unknown): Misfit[] {
  const validator = validatorOf(schema)
  if (validator.Check(value)) return []
  const errors = validator.Errors(value)
  const inUnion = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath)
  return errors
    .filter((error) => error.keyword !== 'additionalProperties' && !inUnion.some((path) => isWithin(path, error)))
    .flatMap((error) => misfitOf(error))
}

export function fits<S extends TSchema>(schema: S, value: unknown): value is Static<S> {
  return validatorOf(schema).Check(value)
}

/** Compiled once each: thousands of camera rows are checked at every start. */
const validators = new WeakMap<TSchema, Validator>()

function validatorOf(schema: TSchema): Validator {
  const held = validators.get(schema)
  if (held !== undefined) return held
  const made = Compile(schema) as unknown as Validator
  validators.set(schema, made)
  return made
}

function isWithin(union: string, { keyword, instancePath }: TLocalizedValidationError): boolean {
  return keyword !== 'anyOf' && (instancePath === union || instancePath.startsWith(`${union}/`))
}

function misfitOf(error: TLocalizedValidationError): Misfit[] {
  const path = pathOf(error.instancePath)
  if (error.keyword !== 'required') return [{ path, field: describePath(path), reason: reasonOf(error) }]
  return error.params.requiredProperties.map((key) => ({ path, field: describePath([...path, key]), reason: 'is missing' }))
}

function reasonOf(error: TLocalizedValidationError): string {
  if (error.keyword === 'boolean') return 'is not a key of this file'
  if (error.keyword === 'enum') return `must be one of ${error.params.allowedValues.join(', ')}`
  if (error.keyword === 'const') return `must be ${JSON.stringify(error.params.allowedValue)}`
  if (error.keyword === 'anyOf') return 'has none of the forms allowed here'
  if (error.keyword === 'pattern') return 'is not a usable identifier (1 to 64 printable characters, no space at either end)'
  return error.message
}

function pathOf(pointer: string): JsonPath {
  return pointer.split('/').slice(1).map((part) => {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    return /^\d+$/.test(key) ? Number(key) : key
  })
}
