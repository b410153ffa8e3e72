import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { Stage } from '../../shared/clock/stages.ts'
import { openHandover } from '../../shared/incident/escalation.ts'
import { decideStamp } from '../../shared/incident/decideStamps.ts'
import type { IncidentKind } from '../../shared/incident/kinds.ts'
import type { Severity } from '../../shared/incident/response.ts'
import { isActive, type Incident, type LonLat } from '../../shared/incident/types.ts'
import { isRefusal, type RefusalCode } from '../../shared/refusal.ts'
import { shortNumber } from '../panels/incidentWords.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useSiteStore } from '../stores/site.ts'
import { useText } from '../text/useText.ts'
import { useAccountStore } from './account.ts'
import { aimOf, bodyOf, hindranceOf, momentOf, neededFor, type Aim, type DeskAction, type Filled, type Hindrance } from './actions.ts'
import { useCommandsStore } from './commands.ts'
import { useDeskStore } from './deskStore.ts'
import { skippedStages } from './unitStamps.ts'
import { useNames } from './useNames.ts'
import { useSending } from './useSending.ts'

/** Who reports from here, as the record names it. */
const SOURCE = 'desk'
const API = '/api/v1'

export interface Report {
  readonly kind: IncidentKind
  /** Null where nothing was said: the table then takes the usual one. */
  readonly severity: Severity | null
  readonly position: LonLat
  readonly place: string
  readonly summary: string
}

/** The commands of the desk. Each carries the moment of its press, so that one sent again later still says when it was given. */
export function useDeskCommands() {
  const commands = useCommandsStore()
  const account = useAccountStore()
  const desk = useDeskStore()
  const board = useBoardStore()
  const clock = useClockStore()
  const { site } = storeToRefs(useSiteStore())
  const { blocked } = useSending()
  const { t } = useText()
  const { time } = useNames()
  const pressedAt = (): number => Math.round(clock.now())

  /** May whoever is signed in stamp for any unit and department, and report? */
  const mayStamp = computed(() => account.may('stamp'))
  const mayReport = computed(() => account.may('report'))

  /** Epoch ms the next stamp is for where a time was typed, null for what is no time; undefined for the moment of the press. */
  const stampAt = computed(() => (desk.stampTime.trim() === '' ? undefined : momentOf(desk.stampTime, clock.second, time)))

  /** What the server would refuse a stamp of the chosen incident for; null for nothing. */
  function stampRefusal(stage: Stage): RefusalCode | null {
    if (desk.incident === null) return null
    const stamp = { commandId: '', incidentId: desk.incident.id, by: '', stage, at: stampAt.value ?? null, ...desk.stampFor, note: null }
    const decision = decideStamp(board.board, { type: 'stampStage', ...stamp }, clock.now())
    return isRefusal(decision) ? decision.code : null
  }

  /** Stamps the chosen incident. ASSUMPTION: a stamp that leaves earlier stages unrecorded is asked for twice (DESK-6). */
  function stamp(stage: Stage): void {
    const { incident, stampFor: { unit, department } } = desk
    if (incident === null || blocked.value !== null || !mayStamp.value || stampAt.value === null || stampRefusal(stage) !== null) return
    if (desk.confirming !== stage && skippedStages(incident, stage).length > 0) {
      desk.confirming = stage
      return
    }
    desk.confirming = null
    const at = stampAt.value ?? pressedAt()
    desk.stampTime = ''
    commands.press({
      path: `${API}/incidents/${encodeURIComponent(incident.id)}/stamps`,
      body: { stage, ...(unit === null ? {} : { unit }), ...(department === null ? {} : { department }) },
      moment: { at },
      about: { door: 'stamps', incidentId: incident.id, stage, unit, department, subject: shortNumber(incident.number) },
    })
  }

  /** Why an action cannot be given for an incident; null when it can. */
  function hindrance(action: DeskAction, incident: Incident): Hindrance | null {
    if (!neededFor(action).some(account.may)) return { by: 'desk', code: 'notAllowed' }
    const { signedIn } = account
    const handover = action.id === 'acknowledge' ? openHandover(incident) : undefined
    if (handover !== undefined && signedIn !== null) {
      if (!signedIn.leads.includes(handover.to)) return { by: 'rules', code: 'notLead' }
      if (handover.decision?.by === signedIn.id) return { by: 'rules', code: 'samePerson' }
    }
    const others = board.activeIncidents.filter(({ id }) => id !== incident.id && isActive(incident)).length
    return hindranceOf(action, incident, { me: signedIn?.id ?? null, others, departments: site.value?.departments.length ?? 0 })
  }

  /** Gives an action at what it was opened for; the id of the command, null when nothing can be sent. */
  function act(action: DeskAction, incident: Incident, filled: Filled = {}, atMs: number | null = null, aim: Aim = aimOf(action, incident)): string | null {
    if (blocked.value !== null) return null
    return commands.press({
      path: `${API}/incidents/${encodeURIComponent(incident.id)}/${action.door}`,
      body: bodyOf(action, aim, filled, atMs),
      about: { door: action.door, incidentId: incident.id, subject: `${t(`desk.action.${action.id}`)} · ${shortNumber(incident.number)}` },
    })
  }

  /** Reports an incident; the id of the command, null when nothing can be sent. */
  function report({ kind, severity, position, place, summary }: Report): string | null {
    if (blocked.value !== null) return null
    const words = { summary: summary.trim() === '' ? t(`kind.${kind}`) : summary.trim(), ...(place.trim() === '' ? {} : { place: place.trim() }) }
    return commands.press({
      path: `${API}/reports`,
      body: { kind, position, ...(severity === null ? {} : { severity }), ...words, source: SOURCE },
      moment: { reportedAt: pressedAt() },
      about: { door: 'reports', incidentId: null, subject: t(`kind.${kind}`) },
    })
  }

  return { stamp, stampAt, stampRefusal, act, hindrance, report, blocked, mayStamp, mayReport }
}
