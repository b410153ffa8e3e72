import { onBeforeUnmount, onMounted } from 'vue'
import { call } from './call.ts'

const OK = 200

/**
 * Asks `path` while the calling component stands: at once, and again `everyMs` after each answer, so that answers are told in
 * the order of their questions. No answer, or a refusal, tells nothing; an answer is told with what `stands` gave when it was asked.
 */
export function useAsking<T>(path: string, everyMs: number, stands: () => T, tell: (answer: unknown, stood: T) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  async function ask(): Promise<void> {
    const stood = stands()
    const answer = await call(path)
    if (ended) return
    if (answer?.status === OK) tell(answer.body, stood)
    timer = setTimeout(() => void ask(), everyMs)
  }

  onMounted(() => void ask())
  onBeforeUnmount(() => {
    ended = true
    clearTimeout(timer)
  })
}
