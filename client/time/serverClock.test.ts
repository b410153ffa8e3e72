import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { ServerClock } from './serverClock.ts'

/** A screen whose own clock starts at 0 and is `aheadMs` behind the server's. */
function screen(aheadMs: number) {
  const own = { now: 0 }
  const clock = new ServerClock(() => own.now)
  return {
    own,
    clock,
    server: () => own.now + aheadMs,
    /** A question that took `there` to the server and `back` again, ms. */
    ask(there: number, back: number): void {
      const sentAt = own.now
      const serverNow = sentAt + there + aheadMs
      own.now += there + back
      clock.sample(sentAt, own.now, serverNow)
    },
    /** A beat that took `late` to come, ms. */
    beat(late: number): void {
      clock.hear(own.now, own.now + aheadMs - late)
    },
  }
}

describe("CLOCK-3: the server's time on a screen", () => {
  it('is measured from a question and its answer', () => {
    const { clock, ask, server } = screen(MORNING)
    expect([clock.known, clock.roundTripMs, clock.offsetMs]).toEqual([false, null, 0])
    ask(20, 20)
    expect([clock.known, clock.roundTripMs, clock.now()]).toEqual([true, 40, server()])
  })

  it('is wrong by no more than half the round trip', () => {
    const { clock, ask, server } = screen(MORNING)
    ask(100, 0)
    expect(Math.abs(clock.now() - server())).toBeLessThanOrEqual(50)
  })

  it('believes the answer with the shortest round trip', () => {
    const { clock, ask, server } = screen(MORNING)
    ask(2, 2)
    ask(300, 10)
    expect(clock.now()).toBe(server())
    expect(clock.roundTripMs).toBe(310)
  })

  it('is known from the first beat on, and made exact by the first answer', () => {
    const { clock, beat, ask, server } = screen(MORNING)
    beat(400)
    expect(clock.now()).toBe(server() - 400)
    ask(30, 30)
    expect(clock.now()).toBe(server())
  })

  it('is not moved by a beat that came late', () => {
    const { clock, own, ask, beat, server } = screen(MORNING)
    ask(5, 5)
    for (const late of [900, 1_100, 5_000, 60_000]) {
      own.now += 1_000
      beat(late)
      expect(clock.now()).toBe(server())
    }
  })

  it("jumps at once when the server's clock is set forward, and within an answer when it is set back", () => {
    const { clock, own } = screen(MORNING)
    clock.sample(0, 10, MORNING + 5)
    own.now = 10
    clock.hear(10, MORNING + 3_600_000)
    expect(clock.now()).toBe(MORNING + 3_600_000)
    clock.sample(10, 20, MORNING + 15)
    own.now = 20
    expect(clock.now()).toBe(MORNING + 20)
  })

  it('follows slow drift: old answers are forgotten', () => {
    const own = { now: 0 }
    const clock = new ServerClock(() => own.now)
    let offset = MORNING
    for (let i = 0; i < 30; i += 1) {
      own.now += 10_000
      offset += 1
      clock.sample(own.now - 10, own.now, own.now - 5 + offset)
    }
    expect(Math.abs(clock.offsetMs - offset)).toBeLessThanOrEqual(8)
  })
})
