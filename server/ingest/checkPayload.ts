import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { utf8Json } from './utf8Json.ts'

/** Why a payload was not taken as what it should be; `field` is its path (`3.lon`), empty for the whole. */
export interface Misfit {
  readonly code: 'notJson' | 'malformed' | 'tooLarge'
  readonly field: string
  readonly reason: string
}

export type Checked<T> = { readonly value: T } | { readonly misfit: Misfit }

/** Largest payload, bytes: as large as the largest call of readings over HTTP. */
export const MOST_PAYLOAD_BYTES = 2 * 1024 * 1024

/** Reads a payload as JSON; never throws. */
export function readJson(payload: Uint8Array): Checked<unknown> {
  if (payload.byteLength > MOST_PAYLOAD_BYTES) {
    return misfit('tooLarge', '', `is larger than ${MOST_PAYLOAD_BYTES} bytes`)
  }
  const value = utf8Json(withoutMark(payload))
  return value === undefined ? misfit('notJson', '', 'is not JSON in UTF-8') : { value }
}

/** U+FEFF in UTF-8, which some programs write before it. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

function withoutMark(payload: Uint8Array): Uint8Array {
  return BYTE_ORDER_MARK.every((byte, place) => payload[place] === byte) ? payload.subarray(BYTE_ORDER_MARK.length) : payload
}

/** A check of values against one schema of the public contract, formats included, made once. */
export function checkAgainst<S extends TSchema>(schema: S): (value: unknown) => Checked<Static<S>> {
  const validator = Compile(schema)
  return (value) => {
    if (validator.Check(value)) return { value: value as Static<S> }
    const error = validator.Errors(value).find(({ keyword }) => !VAGUE.has(keyword))
    return misfit('malformed', error === undefined ? '' : fieldOf(error), error?.message ?? 'does not fit the contract')
  }
}

/** Keywords whose error only says that another one failed. */
const VAGUE = new Set(['boolean', 'anyOf'])

interface Violation {
  readonly keyword: string
  readonly instancePath: string
  readonly params: object
}

/** Path of the field a violation is about, the missing or unknown key included. */
function fieldOf({ instancePath, params }: Violation): string {
  const { requiredProperties, additionalProperties } = params as { requiredProperties?: string[]; additionalProperties?: string[] }
  const key = requiredProperties?.[0] ?? additionalProperties?.[0]
  return [...instancePath.split('/').slice(1), ...(key === undefined ? [] : [key])].join('.')
}

function misfit(code: Misfit['code'], field: string, reason: string): { readonly misfit: Misfit } {
  return { misfit: { code, field, reason } }
}
