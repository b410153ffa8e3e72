import type { Board } from '../board.ts'
import { BY_SYSTEM, type Space } from '../fact.ts'
import { isMatterFact, matterFact, type NewMatterFact } from './facts.ts'
import type { Matter, MatterStep } from './types.ts'

/** What is done at the limit itself still meets it, so it has passed one millisecond later. */
const AFTER_LIMIT_MS = 1

/** One fact for each limit of a state and each due time of a step that has passed and is not told yet; `at` is that time (CLOCK-4). */
export function decideMattersDue({ matters }: Pick<Board, 'matters'>, now: number, space: Space = 'live'): NewMatterFact[] {
  const told: NewMatterFact[] = []
  for (const matter of matters.values()) told.push(...untoldOf(matter, now, space))
  return told.sort((a, b) => a.at - b.at)
}

/** The same of one matter. */
export function untoldOf(matter: Matter, now: number, space: Space = 'live'): NewMatterFact[] {
  if (matter.endedAt !== null) return []
  const { id: matterId, state, since } = matter
  const until = untoldUntil(matter)
  const steps = matter.steps.flatMap((step) => {
    const dueAt = untoldDue(step)
    return dueAt === null || now <= dueAt ? [] : [
      matterFact('MatterStepOverdue', { at: dueAt, by: BY_SYSTEM, commandId: null }, { matterId, step: step.id, department: step.owner }, space),
    ]
  })
  if (until === null || now <= until) return steps
  return [matterFact('MatterOverdue', { at: until, by: BY_SYSTEM, commandId: null }, { matterId, state, since }, space), ...steps]
}

/** Epoch ms of the first moment at which `decideMattersDue` would find something; null when nothing runs. */
export function nextMatterDueAt({ matters }: Pick<Board, 'matters'>): number | null {
  let next = Infinity
  for (const matter of matters.values()) next = Math.min(next, nextDueOf(matter) ?? Infinity)
  return next === Infinity ? null : next + AFTER_LIMIT_MS
}

/** The next limit or due time of one matter that has not been told to have passed, epoch ms; null for none. */
export function nextDueOf(matter: Matter): number | null {
  if (matter.endedAt !== null) return null
  const next = Math.min(untoldUntil(matter) ?? Infinity, ...matter.steps.map((step) => untoldDue(step) ?? Infinity))
  return next === Infinity ? null : next
}

/** Epoch ms from which something a fact has begun may be due: then the board is asked; null for none. */
export function firstMatterDueAt(fact: { readonly type: string; readonly at: number }): number | null {
  return isMatterFact(fact) && fact.type !== 'MatterOverdue' && fact.type !== 'MatterStepOverdue' && fact.type !== 'MatterStepTicked' ? fact.at : null
}

function untoldUntil({ until, overdueAt }: Matter): number | null {
  return until === overdueAt ? null : until
}

function untoldDue({ ticked, dueAt, overdueAt }: MatterStep): number | null {
  return ticked !== null || dueAt === overdueAt ? null : dueAt
}
