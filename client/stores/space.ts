import type { Space } from '../../shared/fact.ts'

const SPACE = /^drill:[A-Za-z0-9._-]{1,64}$/

/** The space an address asks for (`?space=drill:…`); the real thing for any other. */
export function spaceOfAddress(search: string): Space {
  const asked = new URLSearchParams(search).get('space')
  return asked !== null && SPACE.test(asked) ? (asked as Space) : 'live'
}

/** The address of the same page in a space. */
export function addressIn(space: Space, { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const query = new URLSearchParams(search)
  if (space === 'live') query.delete('space')
  else query.set('space', space)
  const text = query.toString().replace('%3A', ':')
  return `${pathname}${text === '' ? '' : `?${text}`}${hash}`
}
