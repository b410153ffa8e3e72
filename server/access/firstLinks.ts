import type { Access } from './openAccess.ts'

/** A way in that is printed at the start. */
export interface FirstLink {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly link: string
}

const ADMINISTRATOR = 'administrator'
const DEMO_WALL = 'demo-wall'
const START = { who: 'start', sourceAddress: 'console' }

/**
 * Who has no way in yet at the start: the administrator until one has come in, and a demo's wall until a browser is it. There is
 * no password to be known beforehand; each start makes new links, and those of the start before open nothing (ACCESS-4).
 */
export function firstLinks({ administration }: Access, demo: boolean): FirstLink[] {
  const listed = administration.list()
  const links: FirstLink[] = []
  const administrators = listed.filter(({ role, revokedAt }) => role === 'administrator' && revokedAt === null)
  if (!administrators.some(({ entered }) => entered)) {
    const first = administrators[0]
    const link = first === undefined
      ? administration.addAccount({ id: ADMINISTRATOR, name: '管理员 Administrator', role: 'administrator' }, START)
      : administration.newLink(first.id, START)
    links.push({ id: first?.id ?? ADMINISTRATOR, zh: '管理员登录', en: 'Administrator', link })
  }
  const wall = listed.find(({ id }) => id === DEMO_WALL)
  if (demo && wall?.entered !== true && wall?.revokedAt == null) {
    const link = wall === undefined ? administration.addWall(DEMO_WALL, '演示大屏 Demo wall', START) : administration.newLink(DEMO_WALL, START)
    links.push({ id: DEMO_WALL, zh: '演示大屏', en: 'Demo wall', link })
  }
  return links
}

/** The address a link is opened at. What follows # stays in the browser and is in no log. */
export function linkUrl(baseUrl: string, link: string): string {
  return `${baseUrl}/sign-in#link=${link}`
}
