import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { enabled, isMuted, muted, nextTone, SILENT, unmuted } from './alarmSound.ts'
import { createTonePlayer, type TonePlayer } from './tone.ts'

/** `none`: this browser makes no sound. */
export type SoundState = 'off' | 'on' | 'muted' | 'none'

/** Sounds the real alarms, also where a drill is looked at, until the calling scope ends. `press` turns it on, mutes it, and ends a mute. */
export function useAlarmSound() {
  const board = useBoardStore()
  const clock = useClockStore()
  const sound = shallowRef(SILENT)
  const impossible = shallowRef(false)
  let player: TonePlayer | null = null

  const state = computed<SoundState>(() => {
    if (impossible.value) return 'none'
    if (!sound.value.enabled) return 'off'
    return isMuted(sound.value, clock.serverSecond) ? 'muted' : 'on'
  })
  const mutedForMs = computed(() => Math.max(0, sound.value.mutedUntil - clock.serverSecond))

  function press(): void {
    if (state.value === 'on') sound.value = muted(sound.value, clock.serverNow())
    else if (state.value === 'muted') sound.value = unmuted(sound.value)
    else if (state.value === 'off') turnOn()
    look()
  }

  function turnOn(): void {
    player = createTonePlayer()
    impossible.value = player === null
    if (player !== null) sound.value = enabled(sound.value)
  }

  function look(): void {
    const next = nextTone(sound.value, board.liveAlarms, clock.serverNow())
    sound.value = next.sound
    if (next.tone !== null) player?.play(next.tone)
  }

  watch(() => [board.liveAlarms, clock.serverSecond], look, { immediate: true })
  onScopeDispose(() => player?.close())
  return { state, mutedForMs, press }
}
