import { emptyBoard } from '../../shared/board.ts'
import { decidePost } from '../../shared/post/decide.ts'
import { applied } from '../../shared/post/packRoster.ts'
import { isRefusal } from '../../shared/refusal.ts'
import { describePath, type JsonPath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'site.json'
/** Days looked at: every shift meets the one of the day before and of the day after. */
const DAYS = 3

/** A roster of the pack names its posts, and can be set as it is: no two shifts of a post meet, not over midnight either (SITE-15). */
export function checkRosters({ manifest: { rosters = [], timeZone }, posts, lineOf }: Pack): Problem[] {
  const known = { posts: new Set(posts.features.map(({ properties }) => properties.id)), units: new Set<string>() }
  const problem = (path: JsonPath, reason: string): Problem => ({ file: FILE, line: lineOf(FILE, path), field: describePath(path), reason })
  return rosters.flatMap(({ shifts }, i) => {
    const unknown = shifts.flatMap(({ post }, j) => (known.posts.has(post) ? [] : [problem(['rosters', i, 'shifts', j, 'post'], `“${post}” is not in this pack`)]))
    if (unknown.length > 0) return unknown
    const set = decidePost(emptyBoard(), { type: 'setRoster', commandId: '', by: '', shifts: applied({ shifts }, timeZone, 0, DAYS) }, known, 0)
    return isRefusal(set) ? [problem(['rosters', i, 'shifts'], `two shifts of a post meet: ${set.reason}`)] : []
  })
}
