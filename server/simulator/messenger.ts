import { Check } from 'typebox/value'
import type { IncidentId } from '../../shared/ids.ts'
import { ReadingsAnswerSchema, ReportAnswerSchema } from '../../shared/protocol/answers.ts'
import { MOST_READINGS } from '../../shared/protocol/schemas.ts'
import type { Caller, CallOutcome } from './caller.ts'
import type { IncidentKey, OutgoingCommand, Output } from './output.ts'
import type { Tally } from './tally.ts'

/** Carries what the world says to the public API, in order. Its calls answer false when the server is away. */
export interface Messenger {
  /** Commands not sent yet. */
  readonly waiting: number
  queue(commands: readonly OutgoingCommand[]): void
  /** Sends queued commands, first come first served, some at a time; the first that finds nobody stays first. */
  sendCommands(): Promise<boolean>
  /** Sends readings. What finds nobody is lost: the next reading is newer. */
  sendReadings(output: Output): Promise<boolean>
}

export interface MessengerDeps {
  readonly caller: Caller
  readonly tally: Tally
  /** Incidents that have their id already. */
  readonly known: readonly IncidentId[]
  readonly onReportRefused: (incident: IncidentKey) => void
}

/** So that a long history does not hold up positions. */
const COMMANDS_AT_A_TIME = 40

export function createMessenger({ caller, tally, known, onReportRefused }: MessengerDeps): Messenger {
  const ids = new Map<IncidentKey, IncidentId>(known.map((id) => [id, id]))
  let queued: OutgoingCommand[] = []

  async function post(door: string, path: string, body: unknown): Promise<CallOutcome> {
    const outcome = await caller.post(`/api/v1/${path}`, body)
    if (outcome.kind !== 'taken') tally.count(`${door} (${outcome.kind} ${outcome.why})`)
    return outcome
  }

  async function send(command: OutgoingCommand): Promise<boolean> {
    return command.type === 'report' ? sendReport(command) : sendStamp(command)
  }

  async function sendReport({ incident, body }: OutgoingCommand): Promise<boolean> {
    const outcome = await post('report', 'reports', body)
    if (outcome.kind === 'away') return false
    if (outcome.kind === 'taken' && Check(ReportAnswerSchema, outcome.body)) {
      ids.set(incident, outcome.body.incidentId)
      return true
    }
    if (outcome.kind === 'taken') tally.count('report (no incident id in the answer)')
    onReportRefused(incident)
    return true
  }

  async function sendStamp({ incident, body }: Extract<OutgoingCommand, { type: 'stamp' }>): Promise<boolean> {
    const id = ids.get(incident)
    if (id === undefined) return true
    const { kind } = await post('stamp', `incidents/${encodeURIComponent(id)}/stamps`, body)
    if (kind !== 'away' && body.stage === 'resolve') ids.delete(incident)
    return kind !== 'away'
  }

  async function sendItems(door: string, items: readonly unknown[]): Promise<boolean> {
    for (let from = 0; from < items.length; from += MOST_READINGS) {
      const outcome = await post(door, door, items.slice(from, from + MOST_READINGS))
      if (outcome.kind === 'away') return false
      if (!Check(ReadingsAnswerSchema, outcome.body)) continue
      for (const { code, field } of outcome.body.refusals) tally.count(`${door} item (${code} ${field.replace(/^\d+\//, '')})`)
    }
    return true
  }

  return {
    get waiting() {
      return queued.length
    },
    queue(commands) {
      queued.push(...commands)
    },
    async sendCommands() {
      let sent = 0
      for (const command of queued.slice(0, COMMANDS_AT_A_TIME)) {
        if (!(await send(command))) break
        sent += 1
      }
      const all = sent === Math.min(queued.length, COMMANDS_AT_A_TIME)
      queued = queued.slice(sent)
      return all
    },
    sendReadings: async ({ heartbeats, positions, cameraStatus, crowd }) =>
      (await sendItems('heartbeats', heartbeats)) && (await sendItems('positions', positions)) && (await sendItems('camera-status', cameraStatus)) &&
      (crowd.length === 0 || (await post('crowd', 'crowd', crowd)).kind !== 'away'),
  }
}
