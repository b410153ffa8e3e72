import { act, fateOf, move, ofKind, running, spent, spread, tick, type Job, type Work, type WorkAct } from './acts.ts'
import { seededChance } from '../chance.ts'
import type { SeenIncident, SeenMatter } from './view.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const GRAVE: readonly string[] = ['I', 'II']
/** When a step is done, as a share of its time; a few are late. */
const IN_TIME = [0.3, 0.95] as const
const TOO_LATE = [1.05, 1.35] as const
const LATE_SHARE = 0.1
/** A plan is started for what was reported at most so long ago. */
const FRESH_MS = 30 * MINUTE_MS

/** Special plans for incidents of level I and II, each step ticked by its own department, with a control scheme beside it. */
export const plans: Job = (work) => [
  ...work.view.incidents.flatMap((incident) => starts(work, incident)),
  ...running(work, 'planRun').flatMap((run) => [...runActs(work, run), ...schemeFor(work, run)]),
  ...running(work, 'event').filter(({ state }) => state === 'live').flatMap((event) => schemeOfEvent(work, event)),
  ...running(work, 'schemeRun').flatMap((run) => lifts(work, run)),
]

function starts(work: Work, incident: SeenIncident): WorkAct[] {
  const { view: { now }, site, seed } = work
  const plan = site.plans.find(({ kind }) => kind === incident.kind)
  const ageMs = now - incident.reportedAt
  if (plan === undefined || !GRAVE.includes(incident.level) || incident.end !== null || incident.stamps.resolve.length > 0 || ageMs > FRESH_MS) return []
  if (ofKind(work, 'planRun').some(({ values }) => values['incident'] === incident.id)) return []
  const waitMs = spread(seededChance(seed, `plan for ${incident.reportedAt}`), 20 * SECOND_MS, 2 * MINUTE_MS)
  return ageMs >= waitMs ? [act('matters/planRun', { plan: plan.id, incident: incident.id })] : []
}

function runActs(work: Work, run: SeenMatter): WorkAct[] {
  const open = run.steps.filter(({ ticked }) => ticked === null)
  if (open.length === 0) {
    const lastAt = Math.max(run.since, ...run.steps.map(({ ticked }) => ticked?.at ?? 0))
    return work.view.now - lastAt >= spread(fateOf(work, run), 3 * MINUTE_MS, 12 * MINUTE_MS) ? [move(run, 'end', { outcome: '险情排除，现场恢复正常' })] : []
  }
  return open.filter(({ id, dueAt }) => {
    const chance = fateOf(work, run, id)
    const [low, high] = chance.happens(LATE_SHARE) ? TOO_LATE : IN_TIME
    return spent(work, run, ((dueAt ?? run.since + HOUR_MS) - run.since) * chance.between(low, high))
  }).map(({ id, owner }) => tick(run, id, owner))
}

/** The first scheme its plan proposes, once, unless it is active already. */
function schemeFor(work: Work, run: SeenMatter): WorkAct[] {
  const plan = work.site.plans.find(({ id }) => id === run.values['plan'])
  const scheme = plan?.schemes[0]
  const { incident } = run.values
  const runs = ofKind(work, 'schemeRun')
  if (plan === undefined || scheme === undefined || isActive(work, scheme) || runs.some(({ values }) => values['incident'] === incident)) return []
  if (!spent(work, run, spread(fateOf(work, run, 'scheme'), MINUTE_MS, 5 * MINUTE_MS))) return []
  return [act('matters/schemeRun', { scheme, reason: `${plan.name.zh}现场管控`, ...(typeof incident === 'string' ? { incident } : {}) })]
}

/** While an event is held the pack's last scheme is active once, unless a plan needs it. */
function schemeOfEvent(work: Work, event: SeenMatter): WorkAct[] {
  const scheme = work.site.schemes.at(-1)?.id
  const reason = `${String(event.values['eventName'])}人流管控`
  if (scheme === undefined || isActive(work, scheme)) return []
  if (ofKind(work, 'schemeRun').some(({ openedAt, values }) => values['reason'] === reason && openedAt >= event.since)) return []
  return spent(work, event, spread(fateOf(work, event, 'scheme'), MINUTE_MS, 10 * MINUTE_MS)) ? [act('matters/schemeRun', { scheme, reason })] : []
}

function isActive(work: Work, scheme: string): boolean {
  return running(work, 'schemeRun').some(({ values }) => values['scheme'] === scheme)
}

function lifts(work: Work, run: SeenMatter): WorkAct[] {
  return spent(work, run, spread(fateOf(work, run), 35 * MINUTE_MS, 100 * MINUTE_MS)) ? [move(run, 'lift', { reason: '现场恢复，解除管控' })] : []
}
