import { expect, test } from 'vitest'
import { createTally, REPORT_EVERY_MS } from './tally.ts'

test('SIM-4 what was not taken is counted and told at most every 30 s', () => {
  const lines: string[] = []
  const tally = createTally((line) => lines.push(line))
  tally.report(0)
  expect(lines).toEqual([])
  tally.count('stamp (refused 404)')
  tally.report(1)
  tally.count('stamp (refused 404)', 2)
  tally.count('positions (away ECONNREFUSED)')
  tally.report(REPORT_EVERY_MS)
  expect(lines).toEqual(['simulator: not taken: stamp (refused 404) ×1'])
  tally.report(REPORT_EVERY_MS + 1)
  expect(lines.slice(1)).toEqual(['simulator: not taken: stamp (refused 404) ×2, positions (away ECONNREFUSED) ×1'])
  tally.report(3 * REPORT_EVERY_MS)
  expect(lines).toHaveLength(2)
})
