import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alarm, AlarmPriority } from '../../shared/alarm/types.ts'
import { alarmWith } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { enabled, isMuted, muted, MUTE_MS, nextTone, REPEAT_MS, SILENT, unmuted, type Sound } from './alarmSound.ts'

const alarm = (priority: AlarmPriority, over: Partial<Alarm> = {}): Alarm => alarmWith({ key: priority, priority, ...over })
const ON = enabled(SILENT)

/** A screen that has sounded `alarms` at the morning's first moment. */
function afterHearing(alarms: readonly Alarm[]): Sound {
  return nextTone(ON, alarms, at(0)).sound
}

describe('ALARM-10: the sound', () => {
  it('is off until somebody turns it on, then sounds the gravest that is not acknowledged', () => {
    const alarms = [alarm('low'), alarm('high'), alarm('medium')]
    expect(nextTone(SILENT, alarms, at(0)).tone).toBeNull()
    expect(nextTone(ON, alarms, at(0)).tone).toBe('high')
    expect(nextTone(ON, [], at(0)).tone).toBeNull()
  })

  it('is not for what is acknowledged, over or on a shelf', () => {
    const quiet = [
      alarm('high', { acknowledged: true }), alarm('medium', { standing: false, returnedAt: at(0) }),
      alarm('low', { shelf: { at: at(0), until: at(9), reason: 'x', by: 'desk' } }),
    ]
    expect(nextTone(ON, quiet, at(0)).tone).toBeNull()
  })

  it.each(['high', 'medium'] as const)('of a %s alarm comes again at its interval, and not one millisecond before', (priority) => {
    const alarms = [alarm(priority)]
    const sound = afterHearing(alarms)
    expect(nextTone(sound, alarms, at(0) + REPEAT_MS[priority] - 1).tone).toBeNull()
    expect(nextTone(sound, alarms, at(0) + REPEAT_MS[priority]).tone).toBe(priority)
  })

  it('of a low alarm comes once, and again when it is raised again or becomes graver', () => {
    const sound = afterHearing([alarm('low')])
    expect(nextTone(sound, [alarm('low')], at(600)).tone).toBeNull()
    expect(nextTone(sound, [alarm('low', { occurrence: 2 })], at(600)).tone).toBe('low')
    expect(nextTone(sound, [alarm('medium', { key: 'low', occurrence: 2 })], at(0, 100)).tone).toBe('medium')
  })

  it('comes at once for a new alarm, by its own priority, and by the graver one that is due at that moment', () => {
    const sound = afterHearing([alarm('high')])
    expect(nextTone(sound, [alarm('high'), alarm('low')], at(0, 100)).tone).toBe('low')
    expect(nextTone(sound, [alarm('high'), alarm('low')], at(0) + REPEAT_MS.high).tone).toBe('high')
  })

  it('of the gravest alarm that nobody acknowledges comes by its interval, whatever lesser alarms come and go meanwhile', () => {
    const LOOK_MS = 1_000
    const lesser = fc.array(fc.record({ from: fc.nat(120), lasts: fc.nat(60), low: fc.boolean() }), { maxLength: 150 })
    fc.assert(fc.property(fc.constantFrom('high' as const, 'medium' as const), lesser, (gravest, others) => {
      let sound = ON
      const sounded: number[] = []
      for (let second = 0; second <= 120; second += 1) {
        const now = at(0) + second * LOOK_MS
        const more = others.flatMap(({ from, lasts, low }, i) =>
          second >= from && second <= from + lasts ? [alarm(low || gravest === 'medium' ? 'low' : 'medium', { key: `o${i}` })] : [])
        const next = nextTone(sound, [...more, alarm(gravest)], now)
        sound = next.sound
        if (next.tone === gravest) sounded.push(now)
      }
      const apart = sounded.map((each, i) => each - (sounded[i - 1] ?? at(0)))
      expect(Math.max(...apart, at(2) - sounded.at(-1)!)).toBeLessThanOrEqual(REPEAT_MS[gravest])
      expect(sounded).toHaveLength(1 + (120 * LOOK_MS) / REPEAT_MS[gravest])
    }))
  })
})

describe('ALARM-10: a mute', () => {
  const alarms = [alarm('high')]

  it('ends by itself, at its end and not one millisecond before', () => {
    const quiet = muted(afterHearing(alarms), at(1))
    expect([isMuted(quiet, at(1) + MUTE_MS - 1), isMuted(quiet, at(1) + MUTE_MS)]).toEqual([true, false])
    expect(nextTone(quiet, alarms, at(1) + MUTE_MS - 1).tone).toBeNull()
    expect(nextTone(quiet, alarms, at(1) + MUTE_MS).tone).toBe('high')
  })

  it('is ended by hand, or by a new high alarm, and by no lesser one', () => {
    const quiet = muted(afterHearing(alarms), at(1))
    expect(nextTone(unmuted(quiet), alarms, at(2)).tone).toBe('high')
    expect(nextTone(quiet, [...alarms, alarm('medium')], at(2)).tone).toBeNull()
    const broken = nextTone(quiet, [...alarms, alarm('high', { key: 'other' })], at(2))
    expect([broken.tone, isMuted(broken.sound, at(2))]).toEqual(['high', false])
  })
})
