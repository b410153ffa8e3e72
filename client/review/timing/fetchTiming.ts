import type { ReviewIncidentsBody, ReviewSpacesBody, TimingAnswerBody } from '../../../shared/protocol/timingSchemas.ts'
import { attendance } from '../../keyboard/attended.ts'

const BASE = '/api/v1/review'
const UNAUTHORIZED = 401

/** A question the server did not answer; the message is its reason. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered'
  constructor(reason: string, readonly signedOut: boolean) {
    super(reason)
  }
}

async function ask<T>(path: string, query?: URLSearchParams): Promise<T> {
  const response = await fetch(`${BASE}/${path}${query === undefined ? '' : `?${query}`}`, { headers: attendance() }).catch(() => null)
  if (response === null) throw new NotAnswered('away', false)
  if (response.ok) return (await response.json()) as T
  const body = (await response.json().catch(() => ({}))) as { message?: string }
  throw new NotAnswered(body.message ?? String(response.status), response.status === UNAUTHORIZED)
}

export const fetchSpaces = (): Promise<ReviewSpacesBody> => ask('spaces')
export const fetchTiming = (query: URLSearchParams): Promise<TimingAnswerBody> => ask('timing', query)
export const fetchIncidents = (query: URLSearchParams): Promise<ReviewIncidentsBody> => ask('incidents', query)

/** Address of an exported file. */
export function exportHref(file: 'export.csv' | 'figures.csv' | 'export.xlsx' | 'export.json', query: URLSearchParams): string {
  return `${BASE}/${file}?${query}`
}
