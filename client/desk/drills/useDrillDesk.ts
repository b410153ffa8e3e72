import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { checkScript } from '../../../shared/drill/checkScript.ts'
import type { Script } from '../../../shared/drill/script.ts'
import { readScript, writeScript, type ScriptProblem } from '../../../shared/drill/scriptFile.ts'
import type { Sheet } from '../../../shared/drill/sheet.ts'
import { spaceOfDrill, type Drill } from '../../../shared/drill/types.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useCommandsStore } from '../commands.ts'
import { emptyScript } from './draft.ts'

const API = '/api/v1/drills'

/** A drill as the record lists it. */
export interface ListedDrill {
  readonly id: string
  readonly name: string
  readonly plan: string
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
  const problems = shallowRef<readonly ScriptProblem[]>([])
  const preparing = shallowRef<string | null>(null)
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
    draft.value = drill.value?.script ?? emptyScript()
  }

  /** Asks the record for drills that the board does not hold; what cannot be had is not listed. */
  async function lookBack(): Promise<void> {
    const list = await fetched<{ readonly drills: readonly ListedDrill[] }>(API)
    if (list !== null) older.value = list.drills.filter(({ kept }) => !kept).reverse()
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
    const refused = sites.site === null ? null : checkScript(read.script, sites.site)
    return refused === null ? [] : [{ field: refused.field, reason: refused.reason }]
  }

  function save(subject: string): void {
    problems.value = check(draft.value)
    if (problems.value.length > 0) return
    const script = writeScript(draft.value)
    if (chosen.value === 'new') preparing.value = commands.press({ path: API, body: { script }, about: { door: 'drills', incidentId: null, subject } })
    else press('script', { script }, subject)
    changed.value = false
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

  /** One just prepared is looked at as soon as it is recorded and here. */
  watch(() => [commands.sent, boards.drills] as const, ([sent, drills]) => {
    const answer = sent.find(({ id }) => id === preparing.value)?.answer
    const id = answer?.['drill']
    if (typeof id !== 'string' || !drills.some(({ space }) => space === spaceOfDrill(id))) return
    preparing.value = null
    choose(id)
  })
  watch(() => drill.value?.script, (script) => {
    if (script !== undefined && !changed.value) draft.value = script
  })

  return { older, past, lookBack, choosePast, chosen, board, drill, draft, changed, problems, choose, edit, press, save, takeFile }
})
