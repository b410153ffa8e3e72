import { expect, it } from 'vitest'
import { UNATTENDED } from '../../shared/access/unattended.ts'
import { AT_IT_MS, createAttendance } from './attended.ts'

it.each(['pointerdown', 'keydown', 'wheel'])('ACCESS-6: what a page asks is of who is at it up to 10 s after %s, and its own from a millisecond later on', (event) => {
  const target = new EventTarget()
  let now = 0
  const attendance = createAttendance(target, () => now)
  const isUnattended = (): boolean => UNATTENDED in attendance()
  for (const from of [0, 500_000]) {
    now = from
    target.dispatchEvent(new Event(event))
    now = from + AT_IT_MS
    expect(isUnattended()).toBe(false)
    now += 1
    expect(isUnattended()).toBe(true)
  }
})
