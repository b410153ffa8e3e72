import AjvCompiler from '@fastify/ajv-compiler'
import SerializerSelector from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** Says whether a value fits a schema; `errors` why the last one did not. */
interface Validate {
  (data: unknown): unknown
  errors?: unknown
}
type Serialize = (data: unknown) => string
type Build<F> = (...given: readonly unknown[]) => (route: object) => F

/**
 * Fastify's own compilers, which compile a schema when it is first needed instead of all of them before the server listens:
 * half a second of a start, and memory for what is never asked.
 */
export function lazyCompilers(): Factories {
  const buildValidator = AjvCompiler() as unknown as Build<Validate>
  const buildSerializer = SerializerSelector() as unknown as Build<Serialize>
  return {
    buildValidator: (...given: unknown[]) => lazyValidators(buildValidator(...given)),
    buildSerializer: (...given: unknown[]) => lazySerializers(buildSerializer(...given)),
  } as unknown as Factories
}

function lazyValidators(compile: (route: object) => Validate): (route: object) => Validate {
  return (route) => {
    let made: Validate | null = null
    const validate: Validate = (data) => {
      made ??= compile(route)
      const fits = made(data)
      validate.errors = made.errors
      return fits
    }
    return validate
  }
}

function lazySerializers(compile: (route: object) => Serialize): (route: object) => Serialize {
  return (route) => {
    let made: Serialize | null = null
    return (data) => (made ??= compile(route))(data)
  }
}
