import { io, type Socket } from 'socket.io-client'
import type { Role } from '../../shared/access/roles.ts'
import type { Viewer } from '../../shared/presence/types.ts'
import { EVENTS } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { bearer } from './grants.ts'
import { cookieOf, letIn } from './people.ts'
import type { TestApp } from './testApp.ts'

/** A desk without a page: a socket of somebody's, and what it was told last of who looks at what. */
export interface DeskSocket {
  readonly socket: Socket
  readonly told: readonly Viewer[] | null
  look(incidentId: unknown): void
  /** Resolves once it was told what is wanted, with how long that took, ms. */
  until(what: (viewers: readonly Viewer[]) => boolean): Promise<number>
  /** Resolves once the server has taken everything this socket said before. */
  heard(): Promise<unknown>
  close(): void
}

/** Opens a socket of a role of its own; whoever opened it closes it. */
export async function openDesk(test: Pick<TestApp, 'access' | 'url'>, role: Role, id: string): Promise<DeskSocket> {
  const person = letIn(test.access, role, id, { scopes: ['board'] })
  const extraHeaders = role === 'source' ? bearer(person.secret) : cookieOf(person)
  const socket = io(test.url, { transports: ['websocket'], parser: { Encoder, Decoder }, extraHeaders, reconnection: false, forceNew: true })
  let told: readonly Viewer[] | null = null
  socket.on(EVENTS.presenceChanged, (viewers: readonly Viewer[]) => (told = viewers))
  await new Promise<void>((resolve) => void socket.once('connect', () => resolve()))
  return {
    socket,
    get told() {
      return told
    },
    look: (incidentId) => void socket.emit(EVENTS.look, incidentId),
    async until(what) {
      const from = performance.now()
      while (told === null || !what(told)) await new Promise((resolve) => socket.once(EVENTS.presenceChanged, resolve))
      return performance.now() - from
    },
    heard: () => socket.emitWithAck(EVENTS.sampleClock),
    close: () => void socket.close(),
  }
}
