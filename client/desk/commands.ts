import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Stage } from '../../shared/clock/stages.ts'
import type { Space } from '../../shared/fact.ts'
import type { CommandId, IncidentId, UnitId } from '../../shared/ids.ts'
import type { AlarmKey } from '../../shared/alarm/types.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import { newCommandId } from '../link/commandId.ts'
import { postCommand } from '../link/postCommand.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useLinkStore } from '../stores/link.ts'
import { afterEvent, canSendAgain, isPending, isSettled, PRESSED, type CommandEvent, type CommandState } from './commandState.ts'

/** What a command is about, for the words beside its state and to know two presses of the same thing. */
export interface About {
  /** Last part of its path: `reports`, `stamps`, `notes` … */
  readonly door: string
  readonly incidentId: IncidentId | null
  readonly stage?: Stage
  readonly unit?: UnitId | null
  readonly department?: string | null
  /** The alarm, and the occurrence of it, that is acted upon instead of an incident. */
  readonly alarm?: AlarmKey
  readonly occurrence?: number
  /** Number of the incident, or what is reported. */
  readonly subject: string
}

export interface CommandRequest {
  readonly path: string
  /** What is said: two presses that say something else are two commands. */
  readonly body: object
  /** Goes with the body and tells when it was pressed, in which alone two presses of the same thing differ. Epoch ms by field. */
  readonly moment?: Readonly<Record<string, number>>
  readonly about: About
}

export interface SentCommand extends CommandRequest {
  readonly id: CommandId
  /** Server time of the press, epoch ms. */
  readonly pressedAt: number
  readonly state: CommandState
  /** What was said when it was recorded. */
  readonly answer: Readonly<Record<string, unknown>> | null
}

/** So many settled commands stay to be looked at. */
const KEPT = 40

/** Commands given at this desk, newest first, each with its state (DESK-2). */
export const useCommandsStore = defineStore('commands', () => {
  const board = useBoardStore()
  const clock = useClockStore()
  const link = useLinkStore()
  const sent = shallowRef<readonly SentCommand[]>([])
  const latest = computed(() => sent.value[0] ?? null)

  /**
   * One press: an id is made here, once, and stays through every retry. The same thing pressed while it is on its way makes
   * no second command: what has no answer is sent again. Another note, department or measure is another thing.
   */
  function press(request: CommandRequest): CommandId {
    const content = stable(request.body)
    const same = sent.value.find(({ about, body, state }) => isPending(state) && isSame(about, request.about) && stable(body) === content)
    if (same !== undefined) {
      again(same.id)
      return same.id
    }
    const id = newCommandId('desk')
    const command = { ...request, path: pathIn(board.space, request.path), id, pressedAt: clock.serverNow(), state: PRESSED, answer: null }
    sent.value = [command, ...sent.value.filter(({ state }, i) => i < KEPT || !isSettled(state))]
    void post(command)
    return id
  }

  /** Sends a command again as it was, if that can change anything. */
  function again(id: CommandId): void {
    const command = sent.value.find((each) => each.id === id)
    if (command === undefined || !canSendAgain(command.state)) return
    happened(id, { type: 'sentAgain' })
    void post(command)
  }

  async function post({ id, path, body, moment }: SentCommand): Promise<void> {
    const reply = await postCommand(path, { commandId: id, ...body, ...moment })
    happened(id, reply === null ? { type: 'lost' } : { type: 'answered', ...reply }, reply?.body)
  }

  function happened(id: CommandId, event: CommandEvent, told: unknown = null): void {
    sent.value = sent.value.map((command) => {
      if (command.id !== id) return command
      const state = afterEvent(command.state, event)
      const answer = state.phase === 'journaled' ? (command.answer ?? (told as SentCommand['answer'])) : null
      return { ...command, state, answer }
    })
  }

  function pendingOf(about: Omit<About, 'subject'>): SentCommand | undefined {
    return sent.value.find((command) => isPending(command.state) && isSame(command.about, about))
  }

  /** Whatever had no answer is asked after as soon as the link is back. */
  watch(() => link.state, (state) => {
    if (state !== 'live') return
    for (const { id, state: { phase } } of sent.value) if (phase === 'unanswered') again(id)
  })

  return { sent, latest, press, again, pendingOf }
})

/** A command stays in the space it was given in, also when it is sent again after a switch; those of a drill itself name it in their path. */
function pathIn(space: Space, path: string): string {
  return space === 'live' || path.startsWith('/api/v1/drills') ? path : `${path}?space=${space}`
}

function isSame(a: Omit<About, 'subject'>, b: Omit<About, 'subject'>): boolean {
  const subject = a.incidentId ?? a.alarm
  return subject !== undefined && a.door === b.door && subject === (b.incidentId ?? b.alarm) && a.stage === b.stage && a.unit === b.unit && a.department === b.department && a.occurrence === b.occurrence
}
