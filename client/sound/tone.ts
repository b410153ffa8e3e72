import type { AlarmPriority } from '../../shared/alarm/types.ts'

/** Strokes of a tone: how many, how high (Hz), each this long and this far apart (s). More and higher is graver. */
const TONES: Readonly<Record<AlarmPriority, { readonly strokes: number; readonly hz: number }>> = {
  high: { strokes: 3, hz: 988 },
  medium: { strokes: 2, hz: 740 },
  low: { strokes: 1, hz: 554 },
}
const STROKE_S = 0.16
const APART_S = 0.24
const LOUDNESS = 0.25
const SOFT_EDGE_S = 0.02

export interface TonePlayer {
  play(priority: AlarmPriority): void
  close(): void
}

/** Tones made here, from no file; null where the browser makes none. To be called when somebody has touched the page. */
export function createTonePlayer(): TonePlayer | null {
  if (typeof AudioContext === 'undefined') return null
  const context = new AudioContext()

  function stroke(hz: number, from: number): void {
    const gain = context.createGain()
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + SOFT_EDGE_S)
    gain.gain.linearRampToValueAtTime(0, from + STROKE_S)
    const oscillator = new OscillatorNode(context, { frequency: hz })
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(from)
    oscillator.stop(from + STROKE_S)
  }

  return {
    play(priority) {
      const { strokes, hz } = TONES[priority]
      for (let i = 0; i < strokes; i += 1) stroke(hz, context.currentTime + i * APART_S)
    },
    close: () => void context.close(),
  }
}
