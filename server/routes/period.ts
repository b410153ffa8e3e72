import type { Period } from '../../shared/evaluation/evaluate.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { toMs } from '../ingest/toMs.ts'

/** The period a query names, each end in RFC 3339 or whole epoch ms; refused where it does not end after it begins. */
export function periodOf({ from, to }: { readonly from: string; readonly to: string }): Period | Refusal {
  const period = { from: momentOf(from), to: momentOf(to) }
  return period.to > period.from ? period : refuse('reversed', 'to', 'is not after the beginning')
}

function momentOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : toMs(text)
}
