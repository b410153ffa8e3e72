import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Matter } from '../../shared/matter/types.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

interface Answer { matterId: string; fact: string; seq: number; code: string; field: string }
let test: TestApp
let made = 0
beforeAll(async () => (test = await startTestApp()))
afterAll(() => test.close())
const post = (path: string, body: object, headers?: Record<string, string>) => test.post<Answer>(`/api/v1${path}`, { commandId: `p-${made += 1}`, ...body }, headers)

it('ENTERPRISE-2: given a wall, when a company\'s request goes from received to answered, reopened and confirmed over HTTP, then the wall holds the same', async () => {
  const wall = test.openWall()
  await wall.until('joined', () => wall.replica !== null)
  const { body: { matterId: id } } = await post('/matters/request', { company: 'company-0', topic: 'security', summary: '夜间照明，电话13812345678' })
  for (const [move, body] of [['assign', { department: 'police' }], ['answer', { answer: '已安排' }], ['reopen', { reason: '仍暗' }], ['answer', { answer: '已更换' }], ['confirm', {}]] as const) {
    expect((await post(`/matters/${id}/${move}`, body)).status).toBe(201)
  }
  const { matter } = (await test.get<{ matter: Matter }>(`/api/v1/matters/${id}`)).body
  expect(matter).toMatchObject({ state: 'confirmed', values: { company: 'company-0', answer: '已更换' } })
  expect(String(matter.values['summary'])).not.toContain('13812345678')
  await wall.until('the same board', () => wall.picture() === test.picture())
  expect((await post('/matters/request', { company: 'none', topic: 'security', summary: '照明' })).body).toMatchObject({ code: 'unknown', field: 'company' })
})

it('GUARANTEE-2: a department\'s account ticks its own task over HTTP and no other department\'s', async () => {
  const { body: { matterId } } = await post('/matters/guaranteeTask', { department: 'police', dueAt: test.clock.now() + 1_000 })
  const own = cookieOf(letIn(test.access, 'department', 'police-desk', { department: 'police' }))
  const other = cookieOf(letIn(test.access, 'department', 'traffic-desk', { department: 'trafficPolice' }))
  expect((await post(`/matters/${matterId}/steps/first/tick`, {}, other)).body.code).toBe('notOwner')
  expect((await post(`/matters/${matterId}/steps/first/tick`, {}, own)).status).toBe(201)
  expect((await post('/matters/guaranteeTask', { department: 'police', dueAt: test.clock.now() + 1_000 })).body).toMatchObject({ code: 'overlap', field: 'department' })
})

describe('PROFILE-1 PROFILE-2: counts of a grid over HTTP', () => {
  const TOLD = { grid: 'grid-0', asOf: '2023-11-20', buildings: 12, residents: 3_400, companies: { finance: 8 }, fraudCases: 2 }

  it('given a wall, when they are told, then the wall holds them; the same command again takes effect once, its id for other counts is refused', async () => {
    const wall = test.openWall()
    const first = await post('/grid-profile', { ...TOLD, commandId: 'told' })
    expect([first.status, first.body.fact]).toEqual([201, 'GridProfileTold'])
    expect((await post('/grid-profile', { ...TOLD, commandId: 'told' })).body.seq).toBe(first.body.seq)
    expect((await post('/grid-profile', { ...TOLD, grid: 'grid-1', commandId: 'told' })).body.code).toBe('commandIdReused')
    await wall.until('the same board', () => wall.replica !== null && wall.picture() === test.picture())
    expect(wall.replica?.board.profiles.get('grid-0')).toMatchObject({ buildings: 12, by: 'headquarters', asOf: '2023-11-20' })
    expect(wall.replica?.board.profiles.has('grid-1')).toBe(false)
  })

  it.each([
    [{ grid: 'none' }, 422, 'unknown', 'grid'], [{ residents: -1 }, 400, 'malformed', 'residents'], [{ companies: { finance: -1 } }, 400, 'malformed', 'companies.finance'],
    [{ asOf: '2099-01-01' }, 422, 'future', 'asOf'], [{ asOf: '2023-02-30' }, 422, 'badForm', 'asOf'], [{ asOf: '2023-11-19' }, 422, 'tooOld', 'asOf'],
    [{ names: ['甲'] }, 400, 'malformed', 'names'],
  ])('%j is refused, changes nothing and is counted', async (own, status, code, field) => {
    const before = test.picture()
    const { status: got, body } = await post('/grid-profile', { ...TOLD, ...own })
    expect([got, body.code, body.field]).toEqual([status, code, field])
    expect(test.picture()).toBe(before)
  })

  it('an administrator of the site may tell them, a department may not', async () => {
    expect((await post('/grid-profile', TOLD, cookieOf(letIn(test.access, 'administrator', 'admin-2')))).status).toBe(201)
    expect((await post('/grid-profile', TOLD, cookieOf(letIn(test.access, 'department', 'water-2', { department: 'waterAffairs' })))).status).toBe(403)
  })
})
