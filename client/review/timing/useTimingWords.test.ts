import { describe, expect, it } from 'vitest'
import { markKey } from './useTimingWords.ts'

describe('EXPORT-2: the mark of the figures', () => {
  it('is a drill’s before all, an import’s, or the simulator’s; the real thing has none', () => {
    expect(markKey(['live', 'drill:a'], true)).toBe('timing.mark.drill')
    expect(markKey(['drills'], true)).toBe('timing.mark.drill')
    expect(markKey(['import:a'], true)).toBe('timing.mark.import')
    expect(markKey(['live'], true)).toBe('demo')
    expect(markKey(['live'], false)).toBeNull()
  })
})
