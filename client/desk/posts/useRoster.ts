import { storeToRefs } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Known } from '../../../shared/post/decide.ts'
import { applied, daysToApply } from '../../../shared/post/packRoster.ts'
import type { Shift } from '../../../shared/post/types.ts'
import type { PackRoster } from '../../../shared/site/types.ts'
import { useClockStore } from '../../stores/clock.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useText } from '../../text/useText.ts'
import { useCommandsStore } from '../commands.ts'
import { draftOf, problemOf, shiftsOf, type DraftShift, type RowProblem } from './draft.ts'
import { readRosterCsv, ROSTER_COLUMNS } from './rosterCsv.ts'

/** A draft of the roster: it follows the board until it is changed, and is sent whole (POST-1, POST-4). */
export function useRoster() {
  const { t } = useText()
  const commands = useCommandsStore()
  const { board } = storeToRefs(useBoardStore())
  const clock = useClockStore()
  const { site } = storeToRefs(useSiteStore())
  const changes = shallowRef<readonly DraftShift[] | null>(null)
  const sentId = shallowRef<string | null>(null)
  const told = shallowRef<string | null>(null)
  const found = shallowRef<RowProblem | null>(null)
  const zone = computed(() => site.value?.timeZone ?? 'UTC')
  const roster = computed(() => board.value.duty.roster)
  const draft = computed(() => changes.value ?? draftOf(roster.value?.shifts ?? [], zone.value))
  const known = computed<Known>(() => (
    { posts: new Set(site.value?.posts.map(({ id }) => id)), units: new Set(site.value?.teams.map(({ id }) => id)) }))
  /** For how many days a roster of the pack would be applied now, today the first. */
  const days = computed(() => daysToApply(site.value?.holidays ?? [], zone.value, clock.second))
  const sent = computed(() => commands.sent.find(({ id }) => id === sentId.value) ?? null)
  /** What is wrong: found here, else what the server named. */
  const problem = computed<RowProblem | null>(() => {
    if (found.value !== null) return found.value
    return sent.value?.state.phase === 'refused' ? problemOf(sent.value.state.field, sent.value.state.code) : null
  })

  function change(next: readonly DraftShift[] | null): void {
    changes.value = next
    found.value = null
    told.value = null
    sentId.value = null
  }

  function set(place: number, over: Partial<DraftShift>): void {
    change(draft.value.map((shift, i) => (i === place ? { ...shift, ...over } : shift)))
  }

  /** The next shift of a post: as long as the one before it, and right after it. */
  function add(post: string): void {
    const last = draft.value.filter((shift) => shift.post === post).at(-1)
    change([...draft.value, last === undefined ? { post, start: '', end: '', who: '', count: '2' } : { ...last, start: last.end, end: '' }])
  }

  function importCsv(text: string): void {
    const read = readRosterCsv(text)
    if ('problem' in read) {
      told.value = t(`desk.posts.problem.${read.problem}`, { columns: ROSTER_COLUMNS.join(', ') })
      return
    }
    change(read)
    told.value = t('desk.posts.imported', { n: read.length })
    const shifts = shiftsOf(read, known.value, zone.value, clock.now())
    if ('problem' in shifts) found.value = shifts
  }

  function send(): void {
    const shifts = shiftsOf(draft.value, known.value, zone.value, clock.now())
    if ('problem' in shifts) {
      found.value = shifts
      return
    }
    sendShifts(shifts)
  }

  /** Sets a roster of the pack in place of the one before, in one act (POST-5). */
  function applyPack(ready: PackRoster): void {
    sendShifts(applied(ready, zone.value, clock.now(), days.value))
  }

  function sendShifts(shifts: readonly Shift[]): void {
    found.value = null
    told.value = null
    const body = shifts.map(({ unit, role, ...shift }) => ({ ...shift, ...(unit === null ? { role } : { unit }) }))
    sentId.value = commands.press({
      path: '/api/v1/posts/roster', body: { shifts: body },
      about: { door: 'roster', incidentId: null, subject: t('desk.posts.subject.roster', { n: shifts.length }) },
    })
  }

  watch(() => sent.value?.state.phase, (phase) => {
    if (phase === 'journaled') changes.value = null
  })

  return {
    draft, roster, days, sent, problem, told, isChanged: computed(() => changes.value !== null), set, add, importCsv, send, applyPack,
    remove: (place: number) => change(draft.value.filter((_, i) => i !== place)), reset: () => change(null),
  }
}
