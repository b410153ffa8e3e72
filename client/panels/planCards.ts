import type { Run } from '../../shared/emergency/runs.ts'
import type { MatterStep } from '../../shared/matter/types.ts'
import type { Plan } from '../../shared/site/types.ts'

/** Heights as `PlanCards.vue` sets them, rem. */
const HEAD_REM = 1.6
const STEP_REM = 1.45
/** Of a step whose owner and clock stand in a line of their own. */
export const NARROW_STEP_REM = 2.7
const GAP_REM = 0.5
const LINE_REM = 1.4

export interface CardStep extends MatterStep {
  readonly state: 'done' | 'open' | 'late'
  /** Until it is due, negative after it; null once it is done or without a time, ms. */
  readonly leftMs: number | null
}

export interface PlanCard extends Run<Plan> {
  readonly steps: readonly CardStep[]
  /** How many are ticked. */
  readonly done: number
  /** How many are late. */
  readonly late: number
  /** Until the nearest of those still to be done is due, negative after it; null for none with a time, ms. */
  readonly leftMs: number | null
  /** Steps there is no room for. */
  readonly restSteps: number
}

/** A step is late one millisecond after it was due. */
function cardStep(step: MatterStep, now: number): CardStep {
  const { ticked, dueAt } = step
  if (ticked !== null) return { ...step, state: 'done', leftMs: null }
  return { ...step, state: dueAt !== null && now > dueAt ? 'late' : 'open', leftMs: dueAt === null ? null : dueAt - now }
}

/** What is still to be done first, by when it is due; then what is done, the last first. */
function inOrder(steps: readonly CardStep[]): CardStep[] {
  const rank = ({ ticked, dueAt }: CardStep): number => (ticked === null ? (dueAt ?? Number.MAX_SAFE_INTEGER) : Number.MAX_VALUE)
  return [...steps].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)]
    return x === y ? (b.ticked?.at ?? 0) - (a.ticked?.at ?? 0) : x - y
  })
}

export interface PlanCards {
  readonly cards: readonly PlanCard[]
  /** Plans there is no room for with steps: by name, and how far each is. */
  readonly heads: readonly PlanCard[]
  /** How many more there are. */
  readonly rest: number
  /** How many of those have a step that is late. */
  readonly restLate: number
}

/** A run with all of its steps in the order they are shown in. */
function cardOf(run: Run<Plan>, now: number): PlanCard {
  const steps = inOrder(run.matter.steps.map((step) => cardStep(step, now)))
  const late = steps.filter(({ state }) => state === 'late').length
  return { ...run, steps, done: steps.filter(({ ticked }) => ticked !== null).length, late, leftMs: steps[0]?.leftMs ?? null, restSteps: 0 }
}

/** With its first steps as many as fit. */
function cut(card: PlanCard, fitting: number): PlanCard {
  return { ...card, steps: card.steps.slice(0, fitting), restSteps: Math.max(0, card.steps.length - fitting) }
}

/**
 * Cards for a place of `heightRem` with steps of `stepRem`, by urgency: what has been late the longest first, then what is due next; of equals the
 * oldest. Where not all have room, the others stand by name as far as the cards leave room at their least; what there is no room for is counted (LOOK-4).
 */
export function planCards(runs: readonly Run<Plan>[], now: number, heightRem: number, stepRem = STEP_REM): PlanCards {
  const leastRem = HEAD_REM + Math.max(2 * STEP_REM, stepRem) + LINE_REM + GAP_REM
  const most = Math.max(1, Math.floor((heightRem - (runs.length * leastRem > heightRem ? LINE_REM : 0)) / leastRem))
  const all = runs.map((run) => cardOf(run, now)).sort((a, b) => (a.leftMs ?? Number.MAX_VALUE) - (b.leftMs ?? Number.MAX_VALUE))
  const kept = all.slice(0, most)
  const others = all.slice(kept.length)
  const leftRem = heightRem - kept.length * leastRem
  const room = Math.floor(leftRem / HEAD_REM)
  const named = others.length <= room ? others.length : Math.max(0, Math.floor((leftRem - LINE_REM - GAP_REM) / HEAD_REM))
  const belowRem = named * HEAD_REM + (others.length > named ? LINE_REM + GAP_REM : 0)
  const shareRem = (heightRem - belowRem) / Math.max(1, kept.length) - HEAD_REM - GAP_REM
  const cards = kept.map((card) => cut(card, card.steps.length * stepRem <= shareRem ? card.steps.length : Math.max(1, Math.floor((shareRem - LINE_REM) / stepRem))))
  const rest = others.slice(named)
  return { cards, heads: others.slice(0, named).map((card) => cut(card, 0)), rest: rest.length, restLate: rest.filter(({ late }) => late > 0).length }
}
