import AjvCompiler from '@fastify/ajv-compiler'
import SerializerSelector from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>
/** What compiles one schema; only its schema tells its results apart. */
type Compile = (route: { readonly schema?: unknown }) => unknown

/**
 * Fastify's own compilers, which remember what they compiled for the servers of this process before: half of what starting a
 * server costs, and a test process starts some hundred.
 */
export const sharedCompilers: Factories = {
  buildValidator: remembering(AjvCompiler() as unknown as (...given: unknown[]) => Compile),
  buildSerializer: remembering(SerializerSelector() as unknown as (...given: unknown[]) => Compile),
} as Factories

/** One compiler for each set of shared schemas and options, one result for each schema, known by their text. */
function remembering(build: (...given: unknown[]) => Compile): (...given: unknown[]) => Compile {
  const compilers = new Map<string, Compile>()
  return (...given) => {
    const key = JSON.stringify(given)
    const known = compilers.get(key) ?? remember(build(...given))
    compilers.set(key, known)
    return known
  }
}

function remember(compile: Compile): Compile {
  const results = new Map<string, unknown>()
  return (route) => {
    const key = JSON.stringify(route.schema)
    if (!results.has(key)) results.set(key, compile(route))
    return results.get(key)
  }
}
