import { storeToRefs } from 'pinia'
import { decideMatter, refusedHere, type MatterCommand } from '../../../shared/matter/decide.ts'
import { amendableBy, mayMove, type Giver } from '../../../shared/matter/permission.ts'
import type { MatterField, MatterMove, MatterTable } from '../../../shared/matter/table.ts'
import { MATTER_TABLES } from '../../../shared/matter/tables.ts'
import type { Matter, MatterStep, MatterValues } from '../../../shared/matter/types.ts'
import { isRefusal, type Refusal } from '../../../shared/refusal.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useClockStore } from '../../stores/clock.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useText } from '../../text/useText.ts'
import { useAccountStore } from '../account.ts'
import { useCommandsStore } from '../commands.ts'
import { useSending } from '../useSending.ts'

const API = '/api/v1/matters'
/** Stands for what the server makes: deciding here only asks whether it would be taken. */
const ASKED = { commandId: '', by: '' }

const chosen = (choice: string | null) => (choice === null ? {} : { choice })

/** Commands about matters from this desk; each can be asked beforehand whether it would be taken, by the server's own rules. */
export function useMatterCommands() {
  const { site } = storeToRefs(useSiteStore())
  const board = useBoardStore()
  const clock = useClockStore()
  const account = useAccountStore()
  const commands = useCommandsStore()
  const { blocked } = useSending()
  const { say, t } = useText()

  /** Whom this desk speaks for: null for headquarters. */
  function department(): string | null {
    return account.signedIn?.department ?? (account.may('matter') ? null : '')
  }

  const giver = (): Giver => ({ permissions: new Set(account.signedIn?.permissions ?? []), department: account.signedIn?.department ?? null })

  /** A way on with something left undone is offered only while something is. */
  function isNotNeeded(matter: Matter, move: MatterMove): boolean {
    return move.fields[0]?.id === 'unfinished' && matter.steps.every(({ ticked, asks }) => ticked !== null || asks !== undefined)
  }

  function refusal(command: MatterCommand): Refusal | null {
    if (site.value === null) return null
    const decision = decideMatter(board.board, command, { tables: MATTER_TABLES, site: site.value }, clock.now())
    return isRefusal(decision) ? decision : null
  }

  const openingRefusal = (table: MatterTable, values: MatterValues): Refusal | null =>
    refusal({ ...ASKED, type: 'open', matterId: '', kind: table.kind, values })
  const moveRefusal = (matter: Matter, move: MatterMove, values: MatterValues): Refusal | null =>
    refusal({ ...ASKED, type: 'move', giver: giver(), matterId: matter.id, command: move.id, values })
  const amendRefusal = (matter: Matter, values: MatterValues): Refusal | null =>
    refusal({ ...ASKED, type: 'amend', giver: giver(), matterId: matter.id, values, reason: '' })
  /** Fields this account may amend of a matter as it stands. */
  const mayAmend = (table: MatterTable, { state }: Matter): readonly MatterField[] => amendableBy(giver(), table, state)
  const tickRefusal = (matter: Matter, step: MatterStep, note: string | null = null, choice: string | null = null): Refusal | null =>
    step.ticked === null
      ? refusal({ ...ASKED, type: 'tick', matterId: matter.id, step: step.id, department: department(), note, ...chosen(choice) })
      : refusal({ ...ASKED, type: 'reopenStep', matterId: matter.id, step: step.id, department: department(), reason: '' })

  /** May this account tick at all? */
  const mayTick = (): boolean => account.may('matter') || account.may('tickOwn')

  /** Moves the state allows and this account may give. */
  function offered(matter: Matter): readonly MatterMove[] {
    const moves = MATTER_TABLES[matter.kind]?.moves ?? []
    return moves.filter((move) => refusedHere(matter, move) === null && mayMove(giver(), move, matter.values) && !isNotNeeded(matter, move))
  }

  function press(path: string, body: object, door: string, matter: Matter | null, subject: string): string | null {
    if (blocked.value !== null) return null
    return commands.press({ path: `${API}/${path}`, body, about: { door, incidentId: matter?.id ?? null, subject } })
  }

  const at = (matter: Matter): string => encodeURIComponent(matter.id)
  const open = (table: MatterTable, values: MatterValues) => press(table.kind, values, `matters-${table.kind}`, null, say(table.opening.name))
  const move = (matter: Matter, asked: MatterMove, values: MatterValues) =>
    press(`${at(matter)}/${asked.id}`, values, `matters-${asked.id}`, matter, `${say(asked.name)} · ${matter.number}`)
  const amend = (matter: Matter, values: MatterValues, reason: string) =>
    press(`${at(matter)}/amend`, { values, reason }, 'matters-amend', matter, `${t('desk.matters.amend')} · ${matter.number}`)
  const tick = (matter: Matter, step: MatterStep, note: string | null = null, choice: string | null = null) =>
    press(`${at(matter)}/steps/${encodeURIComponent(step.id)}/tick`, { ...(note === null ? {} : { note }), ...chosen(choice) }, `tick-${step.id}`, matter, `${say(step.text)} · ${matter.number}`)
  const takeBack = (matter: Matter, step: MatterStep, reason: string) =>
    press(`${at(matter)}/steps/${encodeURIComponent(step.id)}/reopen`, { reason }, `reopen-${step.id}`, matter, `${t('desk.matters.takeBack')} · ${matter.number}`)

  return { offered, openingRefusal, moveRefusal, amendRefusal, tickRefusal, mayTick, mayAmend, open, move, amend, tick, takeBack, blocked, may: account.may }
}
