import { fetchFirst } from '../early.ts'
import type { Site } from '../../shared/site/types.ts'

/** Nobody is signed in on this browser, or no longer. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn'
}

export const SITE_PATH = '/api/v1/site'
const UNAUTHORIZED = 401

/** The site pack from the server; the browser's cache answers by its ETag. @throws NotSignedIn; Error when it cannot be had */
export async function fetchSite(): Promise<Site> {
  const response = await fetchFirst(SITE_PATH)
  if (response.status === UNAUTHORIZED) throw new NotSignedIn('the site pack is shown to who is signed in')
  if (!response.ok) throw new Error(`the site pack could not be fetched: ${response.status}`)
  return (await response.json()) as Site
}
