import type { Permission } from '../../shared/access/roles.ts'

/** A section of the desk: its words are `desk.section.<id>`, its address `/desk#<id>`. */
export interface DeskSection {
  readonly id: string
  /** Who sees it. */
  readonly permission: Permission
}

/** In the order of their tabs; what each looks like stands in `sectionPages.ts`. */
export const SECTIONS: readonly DeskSection[] = [
  { id: 'incidents', permission: 'readBoard' },
  { id: 'modes', permission: 'readBoard' },
  { id: 'posts', permission: 'readBoard' },
  { id: 'matters', permission: 'readBoard' },
  { id: 'committee', permission: 'readBoard' },
  { id: 'platforms', permission: 'readBoard' },
  { id: 'operations', permission: 'readBoard' },
  { id: 'alarms', permission: 'readBoard' },
  { id: 'drills', permission: 'drill' },
  { id: 'accounts', permission: 'ownAccount' },
  { id: 'audit', permission: 'readAudit' },
]

/** The section an address' hash names among those that may be seen; the first one for any other. */
export function sectionOf(hash: string, seen: readonly DeskSection[]): DeskSection | undefined {
  return seen.find(({ id }) => hash === `#${id}`) ?? seen[0]
}

/** The section `by` places further, around the ends. */
export function sectionAfter(id: string, by: 1 | -1, seen: readonly DeskSection[]): DeskSection | undefined {
  const place = seen.findIndex((section) => section.id === id)
  return place === -1 ? seen[0] : seen[(place + by + seen.length) % seen.length]
}
