import { maskPersonal } from './incident/privacy.ts'

/*
 * Is what was asked what the record tells (INPUT-3)? The record keeps words masked (PRIVACY-1), a list of keys in its own order,
 * and nothing where nothing was said.
 */

/** Is `told`, as a fact has it, what `asked`, as a command has it, led to? */
export function isSameContent(asked: unknown, told: unknown): boolean {
  if (typeof asked === 'string') return asked === told || maskPersonal(asked) === told
  if (!isComposite(asked) || !isComposite(told)) return asked === told
  if (Array.isArray(asked) || Array.isArray(told)) {
    return Array.isArray(asked) && Array.isArray(told) && asked.length === told.length && asked.every((each, i) => isSameContent(each, told[i]))
  }
  const names = new Set([...Object.keys(asked), ...Object.keys(told)])
  return [...names].every((name) => isSameContent(asked[name], told[name]))
}

/** What somebody may leave to the server, which then is whatever the server made of it. */
export function isLeftOrSame(asked: unknown, told: unknown): boolean {
  return asked === null || asked === undefined || isSameContent(asked, told)
}

type Composite = Readonly<Record<string, unknown>>

function isComposite(value: unknown): value is Composite {
  return typeof value === 'object' && value !== null
}
