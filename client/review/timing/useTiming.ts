import { computed, onMounted, onScopeDispose, shallowRef, watch } from 'vue'
import type { ReviewIncidentsBody, ReviewSpacesBody, TimingAnswerBody } from '../../../shared/protocol/timingSchemas.ts'
import type { Site, Text } from '../../../shared/site/types.ts'
import { offsetTime } from '../../../shared/timing/localTime.ts'
import { fetchSite } from '../../link/fetchSite.ts'
import { toSignIn } from '../../signIn/session.ts'
import { fetchIncidents, fetchSpaces, fetchTiming, NotAnswered } from './fetchTiming.ts'
import { behindQuery, queryOf, questionIn, type FigureOpened, type TimingQuestion } from './question.ts'

/** Signs of a time down to its minutes. */
const MINUTES = 16

/** What the tab shows: the question, its answer, and the incidents behind the figure that was opened. */
export function useTiming() {
  const question = shallowRef<TimingQuestion>(questionIn(location.search))
  const answer = shallowRef<TimingAnswerBody | null>(null)
  const spaces = shallowRef<ReviewSpacesBody['spaces']>([])
  const site = shallowRef<Site | null>(null)
  const opened = shallowRef<FigureOpened | null>(null)
  const skip = shallowRef(0)
  const behind = shallowRef<ReviewIncidentsBody | null>(null)
  const trouble = shallowRef<string | null>(null)
  let asked = 0
  let gone = false

  /** Of several answers that are under way only the one last asked for counts. */
  async function latest<T>(work: () => Promise<T>, take: (answer: T) => void): Promise<void> {
    try {
      const answered = await work()
      if (!gone) take(answered)
    } catch (error) {
      if (gone) return
      if (error instanceof NotAnswered && error.signedOut) return toSignIn(location)
      trouble.value = error instanceof Error ? error.message : String(error)
    }
  }

  function ask(): void {
    const turn = (asked += 1)
    trouble.value = null
    void latest(() => fetchTiming(queryOf(question.value)), (timing) => {
      if (turn === asked) answer.value = timing
    })
  }

  function list(): void {
    const figure = opened.value
    behind.value = null
    if (figure === null) return
    void latest(() => fetchIncidents(behindQuery(question.value, figure, skip.value)), (incidents) => {
      if (opened.value === figure) behind.value = incidents
    })
  }

  function open(figure: FigureOpened | null): void {
    skip.value = 0
    opened.value = figure
  }

  watch(question, () => {
    open(null)
    ask()
    const address = queryOf(question.value)
    history.replaceState(history.state, '', `${location.pathname}?${address}${location.hash}`)
  })
  watch([opened, skip], list)
  onMounted(() => {
    void latest(fetchSpaces, (found) => {
      spaces.value = found.spaces
    })
    void latest(fetchSite, (found) => {
      site.value = found
    })
    ask()
  })
  onScopeDispose(() => {
    gone = true
  })

  const names = computed(() => new Map<string, Text>([...(site.value?.grids ?? []), ...(site.value?.teams ?? [])].map(({ id, name }) => [id, name])))
  const drills = computed(() => new Map(spaces.value.flatMap(({ space, drill }) => (drill === null ? [] : [[space, {
    name: drill.name, started: drill.startedAt === null || site.value === null ? '' : offsetTime(drill.startedAt, site.value.timeZone).slice(0, MINUTES).replace('T', ' '),
  }] as const]))))
  return { drills, question, answer, spaces, site, names, opened, open, skip, behind, trouble }
}
