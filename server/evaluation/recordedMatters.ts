import { takeEvaluated, type EvaluationRecord } from '../../shared/evaluation/record.ts'
import { isMatterFact } from '../../shared/matter/facts.ts'
import type { Journal } from '../ports.ts'
import { letOthers } from '../review/incidentRecords.ts'

/** ASSUMPTION: so many facts are read without holding up what is live. */
const READ_AT_ONCE = 500

export interface RecordedMatters {
  /** Every matter that may count, as the record has it up to the fact `seq`. */
  upToNow(): Promise<{ readonly record: EvaluationRecord; readonly seq: number }>
}

/** Reads matters from the record when they are asked for, a page of facts at a time, and goes on from there the next time (EVAL-5). */
export function createRecordedMatters(journal: Journal): RecordedMatters {
  const record: EvaluationRecord = new Map()
  let seq = 0
  let catchingUp: Promise<void> | null = null

  async function catchUp(): Promise<void> {
    const until = journal.seq
    while (seq < until) {
      const facts = await journal.readAfter(seq, Math.min(READ_AT_ONCE, until - seq))
      if (facts.length === 0) return
      for (const fact of facts) if (isMatterFact(fact)) takeEvaluated(record, fact)
      seq = facts.at(-1)?.seq ?? until
      await letOthers()
    }
  }

  return {
    async upToNow() {
      catchingUp ??= catchUp().finally(() => {
        catchingUp = null
      })
      await catchingUp
      return { record, seq }
    },
  }
}
