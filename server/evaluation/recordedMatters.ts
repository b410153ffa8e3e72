import { takeEvaluated, type EvaluationRecord } from '../../shared/evaluation/record.ts'
import { isMatterFact } from '../../shared/matter/facts.ts'
import type { Journal } from '../ports.ts'
import { createRecordReader } from '../review/recordReader.ts'

export interface RecordedMatters {
  /** Every matter that may count, as the record has it up to the fact `seq`. */
  upToNow(): Promise<{ readonly record: EvaluationRecord; readonly seq: number }>
}

/** Matters as the record has them, also those that have left the board (EVAL-5). */
export function createRecordedMatters(journal: Journal): RecordedMatters {
  const record: EvaluationRecord = new Map()
  const { caughtUp } = createRecordReader(journal, (fact) => {
    if (isMatterFact(fact)) takeEvaluated(record, fact)
  })
  return { upToNow: async () => ({ seq: await caughtUp(), record }) }
}
