import { chmodSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Administration } from './administration.ts'
import { followAdmin, type AdminCommand } from './cli/adminCommand.ts'
import { AccessRefused } from './refused.ts'

/** One command of `npm run admin`, carried to the running server. */
export interface ConsoleRequest {
  readonly command: AdminCommand
  readonly baseUrl: string
}

/** What came of it: lines to print, or why not. */
export type ConsoleAnswer = { readonly lines: readonly string[] } | { readonly refused: string; readonly code: string }

/** Longest path of a socket file that every Unix takes, bytes. */
const LONGEST_PATH = 100
const OWNER_ONLY = 0o600
const LARGEST_REQUEST = 16 * 1024

/** Where the server listens for the command line; null where there is no place for a socket file. */
export function consolePath(dir: string): string | null {
  const path = join(dir, 'admin.sock')
  return process.platform === 'win32' || Buffer.byteLength(path) > LONGEST_PATH ? null : path
}

/**
 * Follows `npm run admin` while the server runs: over a socket file in the data folder that only its user may open. Whoever
 * may do that may change the accounts' file itself. `departments`: those of the site pack. Returns a way to end it.
 */
export function openConsole(dir: string, administration: Administration, departments: readonly string[], onTrouble: (error: unknown) => void): () => void {
  const path = consolePath(dir)
  if (path === null) return () => undefined
  rmSync(path, { force: true })
  const server = createServer({ allowHalfOpen: true }, (socket) => serve(socket, administration, departments, onTrouble))
  server.on('error', onTrouble)
  server.listen(path, () => chmodSync(path, OWNER_ONLY))
  return () => void server.close()
}

function serve(socket: Socket, administration: Administration, departments: readonly string[], onTrouble: (error: unknown) => void): void {
  let asked = ''
  socket.setEncoding('utf8')
  socket.on('error', onTrouble)
  socket.on('data', (part: string) => {
    asked += part
    if (asked.length > LARGEST_REQUEST) socket.destroy()
  })
  socket.on('end', () => socket.end(JSON.stringify(answerTo(asked, administration, departments, onTrouble))))
}

function answerTo(asked: string, administration: Administration, departments: readonly string[], onTrouble: (error: unknown) => void): ConsoleAnswer {
  try {
    const { command, baseUrl } = JSON.parse(asked) as ConsoleRequest
    return { lines: followAdmin(administration, command, baseUrl, departments) }
  } catch (error) {
    if (error instanceof AccessRefused) return { refused: error.message, code: error.code }
    onTrouble(error)
    return { refused: 'the server failed; see its log', code: 'serverError' }
  }
}

/** Asks the running server. @throws Error when nobody listens there */
export function askConsole(path: string, request: ConsoleRequest): Promise<ConsoleAnswer> {
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = createConnection({ path, allowHalfOpen: true }, () => socket.end(JSON.stringify(request)))
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => (said += part))
    socket.on('end', () => resolve(JSON.parse(said) as ConsoleAnswer))
    socket.on('error', reject)
  })
}
