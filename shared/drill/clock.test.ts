import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { drillCommand, playedTo } from '../../tests/support/drillBuilders.ts'
import { responseClock } from '../clock/responseClock.ts'
import { drillNow, pausedMs, ranMs, serverTimeOf, serverTimeThen } from './clock.ts'
import { spellClock } from './spell.ts'

describe('DRILL-5: the drill’s clock', () => {
  it('is the server’s without the pauses, stands still in one and after the end', () => {
    const played = playedTo('running', at(0))
    expect(drillNow(played.drill(), at(1))).toBe(at(1))
    played.command(drillCommand('pauseDrill'), at(2))
    expect([drillNow(played.drill(), at(2)), drillNow(played.drill(), at(12))]).toEqual([at(2), at(2)])
    played.command(drillCommand('resumeDrill'), at(12))
    expect([drillNow(played.drill(), at(12)), drillNow(played.drill(), at(13))]).toEqual([at(2), at(3)])
    played.command(drillCommand('stopDrill'), at(14))
    expect(drillNow(played.drill(), at(60))).toBe(at(4))
    expect([at(1), at(2), at(2, 1), at(4)].map((then) => serverTimeThen(played.drill(), then))).toEqual([at(1), at(2), at(12, 1), at(14)])
  })

  it('DRILL-10: has run from its start to its end, and nothing before and after', () => {
    const played = playedTo('running', at(1))
    played.command(drillCommand('stopDrill'), at(4))
    expect([at(1) - 1, at(1), at(4), at(4) + 1].map((then) => ranMs(played.drill(), then))).toEqual([null, 0, 180_000, null])
    expect(ranMs(playedTo('prepared', at(1)).drill(), at(2))).toBeNull()
    expect([0, 204_000, 204_284, 36_000_000, 3_600_000 * 11 + 59_999].map(spellClock)).toEqual(['00:00:00', '00:03:24', '00:03:24.284', '10:00:00', '11:00:59.999'])
  })

  it('DRILL-10: what is noted in a pause and after the end has the real time, and so has the end, also of one stopped in a pause', () => {
    const played = playedTo('running', at(0))
    played.command(drillCommand('pauseDrill'), at(2))
    played.command(drillCommand('pinObservation', { commandId: 'o1', text: '停' }), at(12))
    played.command(drillCommand('stopDrill'), at(14))
    played.command(drillCommand('pinObservation', { commandId: 'o2', text: '后' }), at(15))
    const drill = played.drill()
    expect([drill.endedAt, drill.stoppedAt]).toEqual([at(2), at(14)])
    expect(drill.observations.map(({ at: then, recordedAt }) => [recordedAt, ranMs(drill, then)])).toEqual([[at(12), 120_000], [at(15), null]])
  })

  it('runs the stages of its incidents: a limit of 3 minutes is met through a pause of ten, to the millisecond', () => {
    const played = playedTo('running', at(0))
    played.due(at(0))
    played.command(drillCommand('pauseDrill'), at(1))
    expect(played.due(at(9))).toEqual([])
    played.command(drillCommand('resumeDrill'), at(11))
    const missed = (now: number): string[] => played.due(now).flatMap(({ type, at: when }) => (type === 'LimitMissed' ? [`${when - at(0)}`] : []))
    expect(missed(at(13))).toEqual([])
    expect(missed(at(13, 1))).toEqual(['180000'])
    const [incident] = played.of('drill:d1').incidents.values()
    expect(responseClock(incident!, drillNow(played.drill(), at(13, 1)))[0]).toMatchObject({ stage: 'respond', state: 'missed', remainingMs: -1 })
  })

  it('given any pauses, then it never goes back, and the server’s time of a moment of it is that moment', () => {
    const step = fc.record({ what: fc.constantFrom('pauseDrill' as const, 'resumeDrill' as const, 'wait' as const), ms: fc.nat(100_000) })
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const played = playedTo('running', at(0))
      let [now, last] = [at(0), at(0)]
      steps.forEach(({ what, ms }, i) => {
        now += ms
        if (what !== 'wait') played.command(drillCommand(what, { commandId: `c${i}` }), now)
        const shown = drillNow(played.drill(), now)
        expect(shown).toBeGreaterThanOrEqual(last)
        if (played.drill().state === 'running') expect(serverTimeOf(played.drill(), shown)).toBe(now)
        expect(now - at(0) - pausedMs(played.drill())).toBeGreaterThanOrEqual(shown - at(0))
        last = shown
      })
    }))
  })
})
