import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BadSetting, readSettings } from '../config/settings.ts'
import { StoreOwned, takeOwnership } from '../journal/ownership.ts'
import { storeFolder } from '../journal/storeFolder.ts'
import { loadSite } from '../site/loadSite.ts'
import { SitePackBroken } from '../site/problem.ts'
import { systemClock } from '../systemClock.ts'
import { followAdmin, parseAdmin, UsageError, type AdminCommand } from './cli/adminCommand.ts'
import { USAGE } from './cli/usage.ts'
import { askConsole, consolePath, type ConsoleRequest } from './console.ts'
import { openAccess } from './openAccess.ts'
import { AccessRefused } from './refused.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

interface Outcome {
  readonly code: 0 | 1 | 2
  readonly lines: readonly string[]
}

/** Follows one command line; never exits by itself. */
export async function runAdminCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  if (['--help', '-h', 'help'].includes(args[0] ?? '')) return { code: 0, lines: [USAGE] }
  try {
    return { code: 0, lines: await follow(parseAdmin(args), env) }
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, lines: [error.message, '', USAGE] }
    if (error instanceof AccessRefused || error instanceof ServerRefused) return { code: 1, lines: [`未执行 Refused (${error.code}): ${error.message}`] }
    if (error instanceof StoreOwned) return { code: 1, lines: [whileRunning(error.pid)] }
    if (error instanceof BadSetting || error instanceof SitePackBroken) return { code: 1, lines: [error.message] }
    throw error
  }
}

async function follow(command: AdminCommand, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const settings = readSettings(env)
  const dir = storeFolder(resolve(ROOT, settings.DATA_DIR), command.demo ?? settings.SIMULATOR === 'on')
  mkdirSync(dir, { recursive: true })
  const departments = command.department === undefined ? [] : await departmentsOf(resolve(ROOT, settings.SITE))
  const baseUrl = command.url ?? `http://127.0.0.1:${settings.PORT}`
  const ownership = await takeOwnership(dir).catch((error: unknown) => {
    if (error instanceof StoreOwned) return error
    throw error
  })
  if (ownership instanceof StoreOwned) return followByServer(dir, { command, baseUrl }, ownership)
  try {
    const access = openAccess(dir, { now: () => systemClock.now() })
    try {
      return followAdmin(access.administration, command, baseUrl, departments)
    } finally {
      access.close()
    }
  } finally {
    ownership.release()
  }
}

/** @throws SitePackBroken */
async function departmentsOf(pack: string): Promise<string[]> {
  return (await loadSite(pack)).site.departments.map(({ id }) => id)
}

/** The server that runs owns the accounts: it is asked to do it. @throws AccessRefused; StoreOwned when it cannot be asked */
async function followByServer(dir: string, request: ConsoleRequest, owned: StoreOwned): Promise<readonly string[]> {
  const path = consolePath(dir)
  if (path === null) throw owned
  const answer = await askConsole(path, request).catch(() => {
    throw owned
  })
  if ('refused' in answer) throw new ServerRefused(answer.code, answer.refused)
  return answer.lines
}

/** What the running server did not do. */
class ServerRefused extends Error {
  override readonly name = 'ServerRefused'
  constructor(readonly code: string, message: string) {
    super(message)
  }
}

function whileRunning(pid: number): string {
  return `服务器正在运行（pid ${pid}），账号归它管，此处又联系不上它。管理员登录后走 HTTP：POST /api/v1/access/users、walls、keys，DELETE /api/v1/access/ID（见 /docs）；或先停服务器。
The server is running (pid ${pid}), owns the accounts and cannot be asked from here. Ask it as an administrator over HTTP: POST /api/v1/access/users, walls, keys, DELETE /api/v1/access/ID (see /docs); or stop it first.`
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const { code, lines } = await runAdminCommand(process.argv.slice(2), process.env)
  for (const line of lines) console.log(line)
  process.exitCode = code
}
