import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { checkScript, maskScript } from '../../../shared/drill/checkScript.ts'
import type { Script } from '../../../shared/drill/script.ts'
import { readScript, writeScript, type ScriptProblem } from '../../../shared/drill/scriptFile.ts'
import type { Sheet } from '../../../shared/drill/sheet.ts'
import { spaceOfDrill, type Drill, type DrillState } from '../../../shared/drill/types.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useCommandsStore, type SentCommand } from '../commands.ts'
import { emptyScript } from './draft.ts'

const API = '/api/v1/drills'

/** A drill as the record lists it. */
export interface ListedDrill {
  readonly id: string
  readonly name: string
  readonly plan: string
  readonly state: DrillState
  readonly startedAt: number | null
  readonly kept: boolean
}

/** One whole, as the record has it. */
export interface PastDrill {
  readonly drill: Drill
  readonly sheet: Sheet
}

async function fetched<T>(path: string): Promise<T | null> {
  const response = await fetch(path).catch(() => null)
  return response?.ok === true ? ((await response.json()) as T) : null
}

/** The drill somebody at this desk prepares or runs, and its script as it is being edited. */
export const useDrillDesk = defineStore('drillDesk', () => {
  const boards = useBoardStore()
  const sites = useSiteStore()
  const commands = useCommandsStore()
  /** Id of the drill looked at; `new` while one is made. */
  const chosen = shallowRef<string | null>(null)
  const draft = shallowRef<Script>(emptyScript())
  const changed = shallowRef(false)
  /** Id of the inject that is being put somewhere on the map; null for none. */
  const placing = shallowRef<string | null>(null)
  const problems = shallowRef<readonly ScriptProblem[]>([])
  /** The last save of the script that is looked at: its command, and the draft that was sent. */
  const saving = shallowRef<{ readonly id: string; readonly draft: Script } | null>(null)
  const saved = computed(() => commands.sent.find(({ id }) => id === saving.value?.id) ?? null)
  /** Is a save on its way, or a drill prepared that is not here yet? Nothing is sent a second time meanwhile. */
  const busy = computed(() => saved.value !== null && saved.value.state.phase !== 'refused')
  /** Why the last save was refused; null when it was not. */
  const refused = computed(() => (saved.value?.state.phase === 'refused' ? saved.value.state : null))
  /** Drills whose boards have left, from the record, the newest first. */
  const older = shallowRef<readonly ListedDrill[]>([])
  /** The chosen one of them, with its sheet. */
  const past = shallowRef<PastDrill | null>(null)
  const board = computed(() => (chosen.value === null ? null : (boards.drills.find(({ space }) => space === spaceOfDrill(chosen.value ?? '')) ?? null)))
  /** Of the list and not of the board, which is changed in place and so is the same one after each fact. */
  const drill = computed(() => boards.drills.find(({ space }) => space === spaceOfDrill(chosen.value ?? ''))?.drill ?? (past.value?.drill.id === chosen.value ? past.value?.drill ?? null : null))

  function choose(id: string | null): void {
    chosen.value = id
    problems.value = []
    changed.value = false
    saving.value = null
    placing.value = null
    draft.value = drill.value?.script ?? emptyScript()
  }

  /** Asks the record for drills that the board does not hold; what cannot be had is not listed. */
  async function lookBack(): Promise<void> {
    const list = await fetched<{ readonly drills: readonly ListedDrill[] }>(API)
    if (list !== null) older.value = list.drills.filter(({ kept, state }) => !kept && state !== 'withdrawn').reverse()
  }

  async function choosePast(id: string): Promise<void> {
    const found = await fetched<PastDrill>(`${API}/${encodeURIComponent(id)}`)
    if (found === null) return
    past.value = found
    choose(id)
  }

  function edit(next: Partial<Script>): void {
    draft.value = { ...draft.value, ...next }
    changed.value = true
  }

  function press(door: string, body: object, subject: string): string {
    return commands.press({ path: `${API}/${chosen.value ?? ''}/${door}`, body, about: { door: `drills-${door}`, incidentId: null, subject } })
  }

  /** What is wrong with the script as it stands, before it is sent. */
  function check(script: Script): readonly ScriptProblem[] {
    const read = readScript(JSON.parse(JSON.stringify(writeScript(script))))
    if ('problems' in read) return read.problems
    const refused = sites.site === null ? null : checkScript(maskScript(read.script), sites.site)
    return refused === null ? [] : [{ field: refused.field, reason: refused.reason }]
  }

  /** Sends the script as it is edited, once: it stays unsaved until it was recorded. */
  function save(subject: string): void {
    if (busy.value) return
    problems.value = check(draft.value)
    if (problems.value.length > 0) return
    const script = writeScript(draft.value)
    const id = chosen.value === 'new'
      ? commands.press({ path: API, body: { script }, about: { door: 'drills', incidentId: null, subject } })
      : press('script', { script }, subject)
    saving.value = { id, draft: draft.value }
  }

  /** Takes a file's script in as the draft, or says everything that is wrong with it. */
  function takeFile(text: string): void {
    let file: unknown
    try {
      file = JSON.parse(text)
    } catch {
      problems.value = [{ field: '', reason: 'is not JSON' }]
      return
    }
    const read = readScript(file)
    problems.value = 'problems' in read ? read.problems : check(read.script)
    if ('script' in read && problems.value.length === 0) edit(read.script)
  }

  /** What was saved is the draft no longer; one just prepared is looked at as soon as it is here. What was edited meanwhile stays a draft. */
  function recorded({ state, answer }: SentCommand, sent: Script): void {
    const id = answer?.['drill']
    if (state.phase !== 'journaled' || typeof id !== 'string' || boards.live.seq < state.seq) return
    const edited = draft.value === sent ? null : draft.value
    choose(id)
    if (edited !== null) edit(edited)
  }

  watch(() => [saved.value, boards.drills] as const, ([command]) => {
    if (command !== null && saving.value !== null) recorded(command, saving.value.draft)
  })
  watch(() => drill.value?.state, (state) => {
    if (state === 'withdrawn') choose(null)
  })
  watch(() => drill.value?.script, (script) => {
    if (script !== undefined && !changed.value) draft.value = script
  })

  return { older, past, lookBack, choosePast, chosen, board, drill, draft, changed, placing, busy, refused, problems, choose, edit, press, save, takeFile }
})
