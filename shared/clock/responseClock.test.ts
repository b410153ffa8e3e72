import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { countingStamp, currentClock, isPending, responseClock, type ClockInput } from './responseClock.ts'
import { ARTICLE_LIMITS_MS, STAGES, type Stage } from './stages.ts'

type Stamps = Partial<Record<Stage, number | readonly number[]>>

/** An incident reported in the morning, stamped at these ms after its report. */
function incident(stamps: Stamps = {}, limits = ARTICLE_LIMITS_MS): ClockInput {
  const of = (stage: Stage): { at: number }[] => [stamps[stage] ?? []].flat().map((ms) => ({ at: MORNING + ms }))
  return {
    startedAt: MORNING, end: null, limits, stamps: { respond: of('respond'), dispatch: of('dispatch'), arrive: of('arrive'), resolve: of('resolve') },
  }
}

function stateOf(stage: Stage, input: ClockInput, afterMs: number): string {
  return responseClock(input, MORNING + afterMs)[STAGES.indexOf(stage)]?.state ?? ''
}

describe('CLOCK-1: the four clocks', () => {
  it('start at the report, with limits of 3, 5, 10 and 30 minutes', () => {
    expect(responseClock(
      incident(), MORNING,
    ).map(({ stage, limitMs, limitAt, remainingMs }) => [stage, limitMs, limitAt - MORNING, remainingMs])).toEqual([
      ['respond', 180_000, 180_000, 180_000],
      ['dispatch', 300_000, 300_000, 300_000],
      ['arrive', 600_000, 600_000, 600_000],
      ['resolve', 1_800_000, 1_800_000, 1_800_000],
    ])
  })

  it('take the limits of the incident, not those of the article', () => {
    const strict = { respond: 60_000, dispatch: 120_000, arrive: 180_000, resolve: 240_000 }
    expect(stateOf('respond', incident({ respond: 60_001 }, strict), 60_001)).toBe('late')
  })
})

describe.each(STAGES)('CLOCK-2: %s', (stage) => {
  const limit = ARTICLE_LIMITS_MS[stage]

  it('is open below 80 % of its limit, due soon from there up to and with the limit, then missed', () => {
    expect(stateOf(stage, incident(), 0)).toBe('open')
    expect(stateOf(stage, incident(), limit * 0.8 - 1)).toBe('open')
    expect(stateOf(stage, incident(), limit * 0.8)).toBe('dueSoon')
    expect(stateOf(stage, incident(), limit)).toBe('dueSoon')
    expect(stateOf(stage, incident(), limit + 1)).toBe('missed')
  })

  it('is met by a stamp at its limit, late by one a millisecond after it, whenever it is looked at', () => {
    for (const later of [0, 1, 1e9]) {
      expect(stateOf(stage, incident({ [stage]: limit }), limit + later)).toBe('met')
      expect(stateOf(stage, incident({ [stage]: limit + 1 }), limit + 1 + later)).toBe('late')
    }
  })

  it('is met by a stamp at the report itself, invalid by one a millisecond before it', () => {
    expect(stateOf(stage, incident({ [stage]: 0 }), 5)).toBe('met')
    expect(stateOf(stage, incident({ [stage]: -1 }), 5)).toBe('invalid')
  })

  it('is counted by its earliest stamp that is not before the report', () => {
    expect(stateOf(stage, incident({ [stage]: [limit + 9, limit, -1] }), limit + 9)).toBe('met')
    expect(stateOf(stage, incident({ [stage]: [limit + 9, -1] }), limit + 9)).toBe('late')
  })

  it('says how long it took and what was left', () => {
    const clock = responseClock(incident({ [stage]: limit - 5 }), MORNING + 1e9)[STAGES.indexOf(stage)]
    expect(clock).toMatchObject({ stampAt: MORNING + limit - 5, tookMs: limit - 5, remainingMs: 5 })
  })
})

describe('CLOCK-2: a stage never stamped', () => {
  it.each([['respond', 'dispatch'], ['respond', 'resolve'], ['dispatch', 'arrive'], ['arrive', 'resolve']] as const)(
    '%s is unrecorded once %s is stamped, before its limit and after it', (stage, later) => {
      for (const ms of [1, 3_600_000]) expect(stateOf(stage, incident({ [later]: 1 }), ms)).toBe('unrecorded')
    },
  )

  it('is not unrecorded by a later stamp that lies before the report, and is by one at the report itself', () => {
    expect(stateOf('respond', incident({ resolve: -1 }), 180_001)).toBe('missed')
    expect(stateOf('respond', incident({ resolve: 0 }), 180_001)).toBe('unrecorded')
  })

  it('is not unrecorded by an earlier stage', () => {
    expect(stateOf('dispatch', incident({ respond: 1 }), 2)).toBe('open')
  })
})

describe('the clock worked against', () => {
  it('is the first stage still waiting, none once all are settled', () => {
    const at = MORNING + 200_000
    expect(currentClock(responseClock(incident(), at))?.stage).toBe('respond')
    expect(currentClock(responseClock(incident({ respond: 1 }), at))?.stage).toBe('dispatch')
    expect(currentClock(responseClock(incident({ arrive: 1 }), at))?.stage).toBe('resolve')
    expect(currentClock(responseClock(incident({ resolve: 1 }), at))).toBeNull()
    expect(currentClock(responseClock(incident({ resolve: -1 }), at))?.stage).toBe('respond')
    expect(currentClock(responseClock(incident({ arrive: 1, resolve: -1 }), at))).toMatchObject({ stage: 'resolve', state: 'invalid' })
  })

  it('of several stamps none is nobody', () => {
    expect(countingStamp([], MORNING)).toBeNull()
  })
})

/** CLOCK-2 again, written from its words and not from the code. */
function stateInWords(stampMs: readonly number[], laterStamped: boolean, limitMs: number, nowMs: number): string {
  const valid = stampMs.filter((ms) => ms >= 0)
  if (valid.length > 0) return Math.min(...valid) <= limitMs ? 'met' : 'late'
  if (stampMs.length > 0) return 'invalid'
  if (laterStamped) return 'unrecorded'
  if (nowMs > limitMs) return 'missed'
  return nowMs * 10 >= limitMs * 8 ? 'dueSoon' : 'open'
}

describe('CLOCK-2: any incident at any time', () => {
  const times = fc.array(
    fc.oneof(fc.integer({ min: -5_000, max: 2_000_000 }), fc.constantFrom(-1, 0, 180_000, 180_001, 300_000, 600_001, 1_800_000)),
    { maxLength: 3 },
  )
  const anyStamps = fc.record({ respond: times, dispatch: times, arrive: times, resolve: times })

  it('has the states its words give', () => {
    fc.assert(fc.property(anyStamps, fc.integer({ min: 0, max: 2_000_000 }), (stamps, nowMs) => {
      const expected = STAGES.map((stage, i) => stateInWords(
        stamps[stage], STAGES.slice(i + 1).some((later) => stamps[later].some((ms) => ms >= 0)), ARTICLE_LIMITS_MS[stage], nowMs,
      ))
      expect(responseClock(incident(stamps), MORNING + nowMs).map(({ state }) => state)).toEqual(expected)
    }))
  })

  it('has settled states that time does not change, and pending ones that only go forward', () => {
    const order = ['open', 'dueSoon', 'missed']
    fc.assert(fc.property(anyStamps, fc.nat(2_000_000), fc.nat(2_000_000), (stamps, a, b) => {
      const [before, after] = [
        Math.min(a, b), Math.max(a, b),
      ].map((ms) => responseClock(incident(stamps), MORNING + ms).map(({ state }) => state))
      before?.forEach((state, i) => {
        if (isPending(state)) expect(order.indexOf(after?.[i] ?? '')).toBeGreaterThanOrEqual(order.indexOf(state))
        else expect(after?.[i]).toBe(state)
      })
    }))
  })
})
