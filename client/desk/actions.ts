import type { Permission } from '../../shared/access/roles.ts'
import { ROUTES } from '../../shared/access/routes.ts'
import { openHandover, openProposal, type Escalation } from '../../shared/incident/escalation.ts'
import { refusedByLife, type IncidentCommandType } from '../../shared/incident/life.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import { handlingsOf, type Incident, type Stamp } from '../../shared/incident/types.ts'
import type { RefusalCode } from '../../shared/refusal.ts'

/** What is asked for before an action is sent. */
export type ActionField = 'text' | 'reason' | 'note' | 'level' | 'severity' | 'accept' | 'into' | 'department' | 'stamp' | 'at' | 'measure'
export const OPTIONAL_FIELDS: readonly ActionField[] = ['note', 'level', 'severity']

/** What can be done with an incident besides stamping it. */
export const DESK_ACTIONS = [
  { id: 'note', door: 'notes', command: 'addNote', fields: ['text'] },
  { id: 'take', door: 'take', command: 'takeIncident', fields: [] },
  { id: 'leave', door: 'leave', command: 'leaveIncident', fields: [] },
  { id: 'level', door: 'level', command: 'changeLevel', fields: ['level', 'severity', 'reason'] },
  { id: 'decide', door: 'decisions', command: 'decideEscalation', fields: ['accept', 'reason'] },
  { id: 'acknowledge', door: 'acknowledgements', command: 'acknowledgeHandover', fields: [] },
  { id: 'measure', door: 'measures', command: 'takeMeasure', fields: ['measure', 'note'] },
  { id: 'department', door: 'departments', command: 'joinDepartment', fields: ['department'] },
  { id: 'correct', door: 'corrections', command: 'correctStamp', fields: ['stamp', 'at', 'reason'] },
  { id: 'withdraw', door: 'withdrawals', command: 'withdrawStamp', fields: ['stamp', 'reason'] },
  { id: 'close', door: 'close', command: 'closeIncident', fields: ['note'] },
  { id: 'cancel', door: 'cancel', command: 'cancelIncident', fields: ['reason'] },
  { id: 'merge', door: 'merge', command: 'mergeIncident', fields: ['into'] },
  { id: 'reopen', door: 'reopen', command: 'reopenIncident', fields: ['reason'] },
] as const satisfies readonly {
  readonly id: string
  readonly door: string
  readonly command: IncidentCommandType
  readonly fields: readonly ActionField[]
}[]

export type DeskAction = (typeof DESK_ACTIONS)[number]

/** What an action asks of whoever gives it: what its route asks for (ACCESS-3). */
export function neededFor({ door }: DeskAction): readonly Permission[] {
  return [ROUTES[`POST /api/v1/incidents/:id/${door}`]].flat()
}
export type ActionId = DeskAction['id']

export function isAction(name: string): name is ActionId {
  return DESK_ACTIONS.some(({ id }) => id === name)
}

export function actionOf(id: ActionId): DeskAction {
  return DESK_ACTIONS.find((action) => action.id === id)!
}

/** Why an action is not to be given now: the refusal the server would give, or that there is nothing to act upon. */
export type Hindrance =
  | { readonly by: 'rules'; readonly code: RefusalCode }
  | { readonly by: 'desk'; readonly code: 'nothing' | 'noHandover' | 'noMeasure' | 'noStamp' | 'noOther' | 'noDepartment' | 'notAllowed' }

/** The same rules as the server's (LIFE-1), asked beforehand so that the button can say why. Null when nothing hinders. */
export function hindranceOf({ id, command }: DeskAction, incident: Incident, around: Around): Hindrance | null {
  const refused = refusedByLife(incident, command)
  if (refused !== null) return { by: 'rules', code: refused.code }
  return NEEDS[id]?.(incident, around) ?? null
}

/** What an action depends on besides its incident. */
export interface Around {
  /** Id of the account signed in; null while nobody has said. */
  readonly me: string | null
  /** How many other incidents are being worked. */
  readonly others: number
  /** How many departments the pack names. */
  readonly departments: number
}

type Need = (incident: Incident, around: Around) => Hindrance | null
const desk = (lacks: boolean, code: Extract<Hindrance, { by: 'desk' }>['code']): Hindrance | null => (lacks ? { by: 'desk', code } : null)
const rules = (broken: boolean, code: RefusalCode): Hindrance | null => (broken ? { by: 'rules', code } : null)

/** Stamps of all handlings: those of an earlier one are corrected and withdrawn too. */
const allStamps = (incident: Incident): readonly Stamp[] => handlingsOf(incident).flatMap(({ stamps }) => STAGES.flatMap((stage) => stamps[stage]))

/** What an action needs besides a life that allows it. */
const NEEDS: Partial<Record<ActionId, Need>> = {
  take: ({ owner }, { me }) => rules(owner !== null && owner.by === me, 'alreadyTaken'),
  leave: ({ owner }, { me }) => rules(owner === null || (me !== null && owner.by !== me), 'notOwner'),
  close: (incident) => rules(openHandover(incident) !== undefined, 'handoverOpen'),
  decide: (incident) => desk(openProposal(incident) === undefined, 'nothing'),
  acknowledge: (incident) => desk(openHandover(incident) === undefined, 'noHandover'),
  measure: ({ measures }) => desk(!measures.some(({ taken }) => taken === null), 'noMeasure'),
  correct: (incident) => desk(allStamps(incident).length === 0, 'noStamp'),
  withdraw: (incident) => {
    const { stamps, end } = incident
    const all = allStamps(incident)
    return desk(all.length === 0, 'noStamp') ?? rules(all.length === 1 && stamps.resolve.length === 1 && end?.how === 'closed', 'ended')
  },
  merge: (_incident, { others }) => desk(others === 0, 'noOther'),
  department: ({ departments: joined }, { departments }) => desk(joined.length >= departments, 'noDepartment'),
}

/** What was filled in, as the fields hold it. */
export type Filled = Partial<Record<ActionField, string>>

/** Fields that are still to be filled in, or wrongly. A change of level names a level, a severity or both (LEVEL-2). */
export function missingFields({ id, fields }: DeskAction, filled: Filled): ActionField[] {
  const isEmpty = (field: ActionField): boolean => (filled[field] ?? '').trim() === ''
  const neither: ActionField[] = id === 'level' && isEmpty('level') && isEmpty('severity') ? ['level'] : []
  return [...neither, ...fields.filter((field) => !OPTIONAL_FIELDS.includes(field) && isEmpty(field))]
}

/**
 * What an action is aimed at, as it stood on the screen of whoever opened it: what comes after that was never seen, and is neither
 * decided nor taken by it (DESK-9).
 */
export interface Aim {
  readonly proposal?: Escalation | undefined
  readonly handover?: Escalation | undefined
  /** Whose the incident is that is taken over. */
  readonly owner?: { readonly by: string; readonly since: number } | undefined
}

export function aimOf({ id }: DeskAction, incident: Incident): Aim {
  switch (id) {
    case 'decide': return { proposal: openProposal(incident) }
    case 'acknowledge': return { handover: openHandover(incident) }
    case 'take': return { owner: incident.owner ?? undefined }
    default: return {}
  }
}

/** Is it to be confirmed in a dialog, though it asks for nothing? Taking an incident from somebody is. */
export function isConfirmed({ owner }: Aim): boolean {
  return owner !== undefined
}

/** The body of an action's call, but for its command id. `atMs` is the corrected moment, epoch ms. */
export function bodyOf(action: DeskAction, aim: Aim, filled: Filled, atMs: number | null): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of action.fields) {
    const value = (filled[field] ?? '').trim()
    if (value === '') continue
    body[field] = field === 'accept' ? value === 'yes' : field === 'stamp' ? Number(value) : field === 'at' ? atMs : value
  }
  const { proposal, handover, owner } = aim
  const escalation = proposal ?? handover
  return {
    ...body,
    ...(escalation === undefined ? {} : { escalation: escalation.seq }),
    ...(proposal === undefined ? {} : { to: proposal.to }),
    ...(owner === undefined ? {} : { from: owner.by }),
  }
}

/**
 * A time of the day at the site, `hh:mm:ss` or `hh:mm`, as the moment nearest to `near` that reads so, epoch ms; null for what is
 * no time. `readsAs` gives the time of the day at the site of a moment.
 */
export function momentOf(text: string, near: number, readsAs: (at: number) => string): number | null {
  const match = /^(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/.exec(text.trim())
  if (match === null) return null
  const wanted = secondsOfDay([match[1], match[2], match[3] ?? '0'])
  if (wanted === null) return null
  const now = secondsOfDay(readsAs(near).split(':')) ?? 0
  const ahead = ((wanted - now + DAY_S * 1.5) % DAY_S) - DAY_S / 2
  return Math.floor(near / 1_000) * 1_000 + ahead * 1_000
}

const DAY_S = 86_400

function secondsOfDay([hours, minutes, seconds]: readonly (string | undefined)[]): number | null {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)]
  return h < 24 && m < 60 && s < 60 ? h * 3_600 + m * 60 + s : null
}
