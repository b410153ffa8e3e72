/** How far a screen's clock may be moved by one sample without being set anew, ms. */
const STEP_MS = 1_000
/** Samples looked back on; of them the one with the shortest round trip is believed. */
const SAMPLES = 8

/**
 * The server's time as a screen knows it (CLOCK-3): own clock plus an offset measured from answers, the one with the
 * shortest round trip counting most. `ownNow` is the screen's own clock in epoch ms, and never shown.
 */
export class ServerClock {
  private samples: { offsetMs: number; roundTripMs: number }[] = []

  constructor(private readonly ownNow: () => number) {}

  /** Offset of the server's clock against ours, ms; 0 before the first sample. */
  get offsetMs(): number {
    return this.best()?.offsetMs ?? 0
  }

  /** Round trip of the newest sample, ms; null before the first. */
  get roundTripMs(): number | null {
    return this.samples.at(-1)?.roundTripMs ?? null
  }

  get known(): boolean {
    return this.samples.length > 0
  }

  now(): number {
    return this.ownNow() + this.offsetMs
  }

  /** An answer that left at `sentAt` and came at `receivedAt` (own clock) carrying the server's `serverNow`. */
  sample(sentAt: number, receivedAt: number, serverNow: number): void {
    const roundTripMs = Math.max(0, receivedAt - sentAt)
    this.take({ offsetMs: serverNow - (sentAt + receivedAt) / 2, roundTripMs })
  }

  /**
   * A one-way message: it left the server no later than it came, so the server's clock is at least that far. Only a
   * jump ahead (the server's clock was set) is believed from it; one that seems to go back has merely come late.
   */
  hear(receivedAt: number, serverNow: number): void {
    if (!this.known || serverNow - (receivedAt + this.offsetMs) > STEP_MS) {
      this.samples = []
      this.take({ offsetMs: serverNow - receivedAt, roundTripMs: 0 })
      this.samples = this.samples.map((sample) => ({ ...sample, roundTripMs: STEP_MS }))
    }
  }

  private take(sample: { offsetMs: number; roundTripMs: number }): void {
    const best = this.best()
    if (best !== undefined && Math.abs(best.offsetMs - sample.offsetMs) > STEP_MS + sample.roundTripMs) this.samples = []
    this.samples = [...this.samples, sample].slice(-SAMPLES)
  }

  private best(): { offsetMs: number; roundTripMs: number } | undefined {
    return this.samples.reduce<{ offsetMs: number; roundTripMs: number } | undefined>(
      (best, sample) => (best === undefined || sample.roundTripMs <= best.roundTripMs ? sample : best),
      undefined,
    )
  }
}
