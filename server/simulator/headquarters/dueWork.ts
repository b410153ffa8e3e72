import type { Job, Work, WorkAct } from './acts.ts'
import { committee } from './committee.ts'
import { events } from './events.ts'
import { guarantees } from './guarantees.ts'
import { hazards, requests, workLinkage } from './normal.ts'
import { plans } from './plans.ts'
import { posts } from './posts.ts'
import { profiles } from './profiles.ts'

/** Everything headquarters runs, what cannot wait first. */
const JOBS: readonly Job[] = [plans, events, posts, guarantees, hazards, requests, workLinkage, committee, profiles]
/** So that an empty board fills within a minute and nothing floods. */
export const MOST_ACTS = 16

/** What a look at the board leads to, at most `MOST_ACTS`; the rest is found by the next look. */
export function dueWork(work: Work): WorkAct[] {
  return JOBS.flatMap((job) => job(work)).slice(0, MOST_ACTS)
}
