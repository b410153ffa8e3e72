import { parseArgs } from 'node:util'
import { LEADS, type Lead } from '../../../shared/incident/response.ts'
import { PERSON_ROLES, SCOPES, type PersonRole, type Scope } from '../../../shared/access/roles.ts'
import type { Administration, Listed } from '../administration.ts'
import { linkUrl } from '../firstLinks.ts'
import { AccessRefused } from '../refused.ts'

/** A command line that cannot be followed: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** One command, checked. */
export interface AdminCommand {
  readonly command: string
  readonly id: string
  readonly name: string
  readonly role: PersonRole | null
  readonly unit: string | undefined
  readonly department: string | undefined
  readonly scopes: readonly Scope[]
  readonly leads: readonly Lead[]
  readonly url: string | null
  /** Whose accounts; null as the settings say. */
  readonly demo: boolean | null
}

/** Which commands there are, and what each needs beside an id. */
const NEEDS: Readonly<Record<string, readonly ('id' | 'name' | 'role' | 'scopes')[]>> = {
  'user:add': ['id', 'name', 'role'], 'wall:add': ['id', 'name'], 'key:add': ['id', 'name', 'scopes'], link: ['id'], unlock: ['id'], 'totp:drop': ['id'],
  revoke: ['id'], 'user:list': [],
}
const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/
const LONGEST_NAME = 100

/** @throws UsageError */
export function parseAdmin(args: readonly string[]): AdminCommand {
  const { values, positionals } = parsed(args)
  const [command = '', id = '', ...more] = positionals
  const needs = NEEDS[command]
  if (needs === undefined) throw new UsageError(command === '' ? '缺少命令。 A command is missing.' : `没有这个命令。 There is no command ${command}.`)
  if (more.length > 0) throw new UsageError(`多余的参数。 Too much: ${more.join(' ')}.`)
  if (needs.includes('id') && !ID.test(id)) throw new UsageError('ID：小写字母、数字和 . _ -。 ID: small letters, digits and . _ -')
  const name = values.name ?? ''
  if (needs.includes('name') && (name.trim() === '' || name.length > LONGEST_NAME)) throw new UsageError('--name：1 到 100 字。 --name: 1 to 100 characters.')
  const role = PERSON_ROLES.find((known) => known === values.role) ?? null
  if (needs.includes('role') && role === null) throw new UsageError(`--role: ${PERSON_ROLES.join(' | ')}`)
  const scopes = listed(values.scopes)
  const leads = listed(values.leads)
  const knownLeads = LEADS.filter((lead) => leads.includes(lead))
  if (knownLeads.length !== leads.length) throw new UsageError(`--leads: ${LEADS.join(',')}`)
  const known = SCOPES.filter((scope) => scopes.includes(scope))
  if (needs.includes('scopes') && (known.length === 0 || known.length !== scopes.length)) throw new UsageError(`--scopes: ${SCOPES.join(',')}`)
  if (values.demo === true && values.live === true) throw new UsageError('--demo 与 --live 二选一。 Either --demo or --live.')
  const demo = values.demo === true ? true : values.live === true ? false : null
  return { command, id, name, role, unit: values.unit, department: values.department, scopes: known, leads: knownLeads, url: values.url ?? null, demo }
}

/** Follows a command. Answers what to print. `departments`: those of the site pack. @throws AccessRefused */
export function followAdmin(
  administration: Administration, { command, id, name, role, unit, department, scopes, leads }: AdminCommand, baseUrl: string, departments: readonly string[],
): string[] {
  const actor = { who: 'console', sourceAddress: 'console' }
  if (department !== undefined && !departments.includes(department)) {
    throw new AccessRefused('unknown', 'department', `${department}: ${departments.join(' | ')}`)
  }
  if (command === 'user:add') return sayLink(baseUrl, administration.addAccount({ id, name, role: role!, unit, department, leads }, actor))
  if (command === 'wall:add') return sayLink(baseUrl, administration.addWall(id, name, actor))
  if (command === 'link') return sayLink(baseUrl, administration.newLink(id, actor))
  if (command === 'key:add') {
    return ['密钥，只显示这一次 The key, shown this once:', `  authorization: Bearer ${administration.addKey({ id, name, scopes, department }, actor)}`]
  }
  if (command === 'user:list') return administration.list().map(sayListed)
  if (command === 'revoke') administration.revoke(id, actor)
  else if (command === 'unlock') administration.unlock(id, actor)
  else administration.dropTotp(id, actor)
  return [`已完成 Done: ${command} ${id}`]
}

function listed(text = ''): string[] {
  return text.split(',').filter((each) => each !== '')
}

function sayLink(baseUrl: string, link: string): string[] {
  return ['一次性链接，24 小时内有效 Opens once, within 24 hours:', `  ${linkUrl(baseUrl, link)}`]
}

function sayListed({ id, role, name, unit, department, leads, scopes, totp, locked, entered, revokedAt }: Listed): string {
  const marks = [
    unit, department, leads.join(','), scopes.join(','), totp ? '验证器 TOTP' : '', locked ? '已锁 locked' : '', entered ? '' : '未登录过 never entered',
    revokedAt === null ? '' : `已吊销 revoked ${new Date(revokedAt).toISOString()}`,
  ]
  return [id, role, name, ...marks.filter((mark) => mark !== null && mark !== '')].join('  ')
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' }, role: { type: 'string' }, unit: { type: 'string' }, department: { type: 'string' }, scopes: { type: 'string' }, leads: { type: 'string' }, url: { type: 'string' },
        demo: { type: 'boolean' }, live: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
