import { createPinia, setActivePinia } from 'pinia'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useLinkStore } from '../stores/link.ts'
import { useCommandsStore, type CommandRequest } from './commands.ts'

let server: Server
let url: string
/** What came in, and how many calls are cut before they are answered. */
let bodies: Record<string, unknown>[]
let cut: number
let answers: [number, object][]
/** Each press has a moment of its own. */
let clock: number

beforeEach(async () => {
  setActivePinia(createPinia())
  bodies = []
  cut = 0
  clock = 0
  answers = []
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      bodies.push(JSON.parse(text) as Record<string, unknown>)
      if (bodies.length <= cut) return void request.socket.destroy()
      const [status, body] = answers.shift() ?? [201, { incidentId: 'i1', seq: 5 }]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const stamp = (stage: 'respond' | 'dispatch' = 'respond'): CommandRequest => (
  { path: `${url}/stamps`, body: { stage }, moment: { at: (clock += 1) }, about: { door: 'stamps', incidentId: 'i1', stage, unit: null, subject: '1123-001' } }
)
const note = (text: string): CommandRequest => ({ path: `${url}/notes`, body: { text }, about: { door: 'notes', incidentId: 'i1', subject: '1123-001' } })
const phaseOf = (id: string) => useCommandsStore().sent.find((command) => command.id === id)?.state.phase
const settled = (id: string, phase: string) => vi.waitFor(() => expect(phaseOf(id)).toBe(phase))

describe('DESK-2 commands on their way', () => {
  it('each press has an id of its own and ends as recorded, with what was answered', async () => {
    const commands = useCommandsStore()
    const first = commands.press(stamp('respond'))
    const second = commands.press(stamp('dispatch'))
    expect(first).not.toBe(second)
    await settled(first, 'journaled')
    await settled(second, 'journaled')
    expect(bodies.map(({ commandId }) => commandId).sort()).toEqual([first, second].sort())
    expect(commands.sent[1]?.answer).toEqual({ incidentId: 'i1', seq: 5 })
  })

  it('the same thing pressed while it is on its way is one command', async () => {
    const commands = useCommandsStore()
    const id = commands.press(stamp())
    expect(commands.press(stamp())).toBe(id)
    await settled(id, 'journaled')
    expect(bodies).toHaveLength(1)
  })

  it('something else pressed meanwhile is a command of its own: another note on the same incident is sent', async () => {
    const commands = useCommandsStore()
    const first = commands.press(note('第一条备注'))
    const second = commands.press(note('第二条：有人被困三楼'))
    expect(second).not.toBe(first)
    expect(commands.press(note('第二条：有人被困三楼'))).toBe(second)
    await settled(first, 'journaled')
    await settled(second, 'journaled')
    expect(bodies.map(({ text }) => text).sort()).toEqual(['第一条备注', '第二条：有人被困三楼'])
  })

  it('what had no answer is sent again as it was, id and moment, when the link is back', async () => {
    cut = 1
    const commands = useCommandsStore()
    const link = useLinkStore()
    const id = commands.press(stamp())
    await settled(id, 'unanswered')
    link.state = 'live'
    await nextTick()
    await settled(id, 'journaled')
    expect(bodies).toHaveLength(2)
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[0]).toEqual({ commandId: id, stage: 'respond', at: 1 })
  })

  it('pressed again by hand, it is the same command too', async () => {
    cut = 1
    const commands = useCommandsStore()
    const id = commands.press(stamp())
    await settled(id, 'unanswered')
    expect(commands.press(stamp())).toBe(id)
    await settled(id, 'journaled')
    expect(bodies[1]).toEqual(bodies[0])
  })

  it('refused, it stays refused; pressed anew, it is a new command', async () => {
    answers = [[409, { code: 'alreadyStamped', field: 'stage', message: 'already' }]]
    const commands = useCommandsStore()
    const id = commands.press(stamp())
    await settled(id, 'refused')
    commands.again(id)
    expect(commands.press(stamp())).not.toBe(id)
  })
})
