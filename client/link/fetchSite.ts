import type { Site } from '../../shared/site/types.ts'

/** The site pack from the server; the browser's cache answers by its ETag. @throws Error when it cannot be had */
export async function fetchSite(): Promise<Site> {
  const response = await fetch('/api/v1/site')
  if (!response.ok) throw new Error(`the site pack could not be fetched: ${response.status}`)
  return (await response.json()) as Site
}
