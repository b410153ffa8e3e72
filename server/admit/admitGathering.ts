import { decideCommandCheck, decideCrowd, isFactOfCheck, type CommandCheck, type CountCrowd } from '../../shared/event/decide.ts'
import { isGatheringFact } from '../../shared/event/facts.ts'
import type { CrowdAnswer } from '../../shared/protocol/gatheringSchemas.ts'
import type { ModeAnswer } from '../../shared/protocol/modeSchemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import type { CountInput } from '../ingest/doors.ts'
import type { FactLane } from '../state/factLane.ts'
import { answerOf } from './answerOf.ts'

/** Takes who is present and how many people are where to the lane of facts; each is counted under its door. */
export interface GatheringAdmission {
  /** @throws JournalUnavailable */
  crowd(counted: CountCrowd): Promise<CrowdAnswer | Refusal>
  /** @throws JournalUnavailable */
  check(door: string, command: CommandCheck): Promise<ModeAnswer | Refusal>
  /** Counts what a door refuses by itself. */
  refused(door: string, refusal: Refusal): Refusal
}

export function createGatheringAdmission(site: Site, lane: FactLane, count: CountInput): GatheringAdmission {
  function refused(door: string, refusal: Refusal): Refusal {
    count(door, refusal.code, 1)
    return refusal
  }

  return {
    refused,
    async crowd(counted) {
      const outcome = await lane.submit(null, (board, now) => decideCrowd(board, counted, site, now))
      if ('refused' in outcome) return refused('crowd', outcome)
      const [fact] = outcome.facts
      const accepted = fact?.type === 'CrowdCounted' ? fact.data.counts.length : 0
      const stale = counted.counts.length - accepted
      if (accepted > 0) count('crowd', 'accepted', accepted)
      if (stale > 0) count('crowd', 'stale', stale)
      return { accepted, stale, seq: fact?.seq ?? null }
    },
    async check(door, command) {
      const outcome = await lane.submit(command.commandId, (board, now) => decideCommandCheck(board, command, site, now))
      const answer = answerOf(outcome, (fact) => isGatheringFact(fact) && isFactOfCheck(command, fact))
      count(door, 'refused' in answer ? answer.code : 'accepted', 1)
      return answer
    },
  }
}
