import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runAdminCommand } from './cli.ts'
import { ACCESS_FILE, openAccess } from './openAccess.ts'
import { toVersionOne } from '../../tests/support/accessVersionOne.ts'

const NOW = 1_700_000_000_000
const ACTOR = { who: 'tests', sourceAddress: 'console' }
let dir: string
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'departments-'))))
afterEach(() => rm(dir, { recursive: true }))

it('ACCESS-3: an account of a department is for one, and no other account is', () => {
  const { administration, signIn, recognise, close } = openAccess(dir, { now: () => NOW })
  for (const account of [{ role: 'department' as const }, { role: 'operator' as const, department: 'police' }]) {
    expect(() => administration.addAccount({ id: 'x', name: '席位', ...account }, ACTOR)).toThrow(expect.objectContaining({ code: 'needsDepartment', field: 'department' }) as Error)
  }
  const link = administration.addAccount({ id: 'fire', name: '消防席', role: 'department', department: 'fireRescue' }, ACTOR)
  expect(recognise(signIn.byLink(link, '127.0.0.1').secret)?.caller).toMatchObject({ role: 'department', department: 'fireRescue' })
  expect(administration.list()).toMatchObject([{ id: 'fire', department: 'fireRescue' }])
  close()
})

it('ACCESS-11: accounts of the version before departments stay as they were', () => {
  const first = openAccess(dir, { now: () => NOW })
  first.administration.addAccount({ id: 'duty', name: '值班席', role: 'operator' }, ACTOR)
  const before = first.administration.list()
  first.close()
  toVersionOne(join(dir, ACCESS_FILE))
  const second = openAccess(dir, { now: () => NOW })
  expect(second.administration.list()).toEqual(before)
  second.administration.addAccount({ id: 'fire', name: '消防席', role: 'department', department: 'fireRescue' }, ACTOR)
  second.close()
  const third = openAccess(dir, { now: () => NOW })
  expect(third.administration.list()).toMatchObject([{ id: 'duty', department: null }, { id: 'fire', department: 'fireRescue' }])
  third.close()
})

it('ACCESS-3: the command line knows the departments of the site pack, and refuses others', async () => {
  const add = (id: string, department: string) =>
    runAdminCommand(['user:add', id, '--name', '席位', '--role', 'department', '--department', department], { DATA_DIR: dir, SIMULATOR: 'off' })
  expect(await add('nobody', 'space')).toMatchObject({ code: 1, lines: [expect.stringContaining('fireRescue')] })
  expect(await add('fire', 'fireRescue')).toMatchObject({ code: 0 })
  const { lines } = await runAdminCommand(['user:list'], { DATA_DIR: dir, SIMULATOR: 'off' })
  expect(lines).toEqual([expect.stringContaining('fire  department  席位  fireRescue')])
})
