import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOCKED_FOR_MS, MOST_FAILURES, MOST_UNFAMILIAR } from '../../shared/access/lock.ts'
import { followAdmin, parseAdmin } from './cli/adminCommand.ts'
import { LINK_LASTS_MS, OFFER_LASTS_MS } from './administration.ts'
import { codeAt } from './oneTimeCodes.ts'
import { ACCESS_FILE, openAccess, type Access } from './openAccess.ts'
import { AccessFile } from './sqlite/accessFile.ts'
import { MOST_FAILURES_NOTED_A_MINUTE } from './trail.ts'
import { toVersionOne } from '../../tests/support/accessVersionOne.ts'

const MORNING = 1_700_000_000_000
const LIMITS = { idleMs: 1_000, fieldIdleMs: 2_000, absoluteMs: 5_000 }
const PASSWORD = 'correct horse battery'
const CONSOLE = { who: 'console', sourceAddress: 'console' }
const SOMEWHERE = '10.0.0.7'

let dir = ''
let now = MORNING
let access: Access

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'access-'))
  now = MORNING
  access = open()
})
afterEach(async () => {
  access.close()
  await rm(dir, { recursive: true })
})

function open(): Access {
  return openAccess(dir, { now: () => now, limits: LIMITS })
}

async function withOperator(): Promise<void> {
  access.administration.addAccount({ id: 'desk-1', name: '一号席', role: 'operator' }, CONSOLE)
  await access.administration.setPassword('desk-1', PASSWORD, CONSOLE)
}

const signIn = (password: string, code?: string, account = 'desk-1', address = SOMEWHERE) => access.signIn.byPassword({ account, password, code }, address)
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'in', ({ code }: { code: string }) => code)
const thrown = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('ESC-3: whom an account may act for', () => {
  const leadsOf = (id: string) => access.recognise(access.signIn.byLink(access.administration.newLink(id, CONSOLE), SOMEWHERE).secret)?.caller.leads

  it('is what its role and the account itself say, also after a restart', () => {
    access.administration.addAccount({ id: 'committee', name: '管委会值班', role: 'operator', leads: ['committee', 'city'] }, CONSOLE)
    access.administration.addAccount({ id: 'leader-1', name: '值班长', role: 'leader' }, CONSOLE)
    access.administration.addAccount({ id: 'desk-1', name: '一号席', role: 'operator' }, CONSOLE)
    access.close()
    access = open()
    expect(['committee', 'leader-1', 'desk-1'].map(leadsOf)).toEqual([['committee', 'city'], ['grid', 'office'], []])
  })

  it('is what the role says where the file is of a program that knew no leads', () => {
    access.administration.addAccount({ id: 'leader-1', name: '值班长', role: 'leader' }, CONSOLE)
    access.close()
    toVersionOne(join(dir, ACCESS_FILE))
    access = open()
    expect(leadsOf('leader-1')).toEqual(['grid', 'office'])
  })
})

describe('ACCESS-5: a password', () => {
  beforeEach(withOperator)

  it('lets in who knows it and nobody else', async () => {
    const { secret } = await signIn(PASSWORD)
    expect(access.recognise(secret)?.caller).toMatchObject({ id: 'desk-1', role: 'operator' })
    expect(await refusal(signIn(`${PASSWORD}.`))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD, undefined, 'desk-2'))).toBe('wrongCredentials')
  })

  it('may be wrong four times: the fifth try with the right one lets in, and the count begins anew', async () => {
    for (let i = 1; i < MOST_FAILURES; i++) expect(await refusal(signIn('wrong'))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD))).toBe('in')
    for (let i = 1; i < MOST_FAILURES; i++) expect(await refusal(signIn('wrong'))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD))).toBe('in')
  })

  it('wrong five times locks, also for who knows it, also after a restart, for a quarter of an hour', async () => {
    for (let i = 0; i < MOST_FAILURES; i++) expect(await refusal(signIn('wrong'))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD))).toBe('locked')
    access.close()
    access = open()
    now = MORNING + LOCKED_FOR_MS - 1
    expect(await refusal(signIn(PASSWORD))).toBe('locked')
    now += 1
    expect(await refusal(signIn(PASSWORD))).toBe('in')
  })

  it('tried twenty times at once is tried five times', async () => {
    const ends = await Promise.all(Array.from({ length: 20 }, () => refusal(signIn('wrong'))))
    expect(ends.filter((end) => end === 'wrongCredentials')).toHaveLength(MOST_FAILURES)
    expect(ends.filter((end) => end === 'locked')).toHaveLength(20 - MOST_FAILURES)
  })

  it('wrong five times locks the address it came from; its person comes in from another, and by a link or once unlocked from all', async () => {
    for (let i = 0; i < MOST_FAILURES; i++) await refusal(signIn('wrong'))
    expect([await refusal(signIn(PASSWORD)), await refusal(signIn(PASSWORD, undefined, 'desk-1', '10.0.0.8'))]).toEqual(['locked', 'in'])
    expect(access.administration.list().find(({ id }) => id === 'desk-1')?.locked).toBe(true)
    expect(followAdmin(access.administration, parseAdmin(['unlock', 'desk-1']), '', [])).toEqual(['已完成 Done: unlock desk-1'])
    expect(access.administration.list().find(({ id }) => id === 'desk-1')?.locked).toBe(false)
    expect(await refusal(signIn(PASSWORD))).toBe('in')
    expect(access.audit(0, 100).map(({ who, what, subject }) => `${who} ${what} ${subject}`)).toContain('console unlock desk-1')
    expect(thrown(() => access.administration.unlock('nobody', CONSOLE))).toBe('unknown')
  })

  it('ACCESS-14: tried at a name nobody has is answered as at one that somebody has, at each step, also after a restart', async () => {
    const answers: Record<string, string[]> = { 'desk-1': [], nobody: [] }
    const both = async (address = SOMEWHERE): Promise<void> => {
      for (const [name, told] of Object.entries(answers)) told.push(await refusal(signIn('wrong', undefined, name, address)))
    }
    for (let i = 0; i < MOST_FAILURES; i++) await both()
    access.close()
    access = open()
    await both()
    now += LOCKED_FOR_MS - 1
    await both()
    now += 1
    await both()
    for (let i = 0; i <= MOST_UNFAMILIAR; i++) await both(`10.1.0.${i}`)
    expect(answers['nobody']).toEqual(answers['desk-1'])
    expect(answers['nobody']).toEqual(expect.arrayContaining(['wrongCredentials', 'locked']))
    expect(answers['nobody']!.slice(MOST_FAILURES, MOST_FAILURES + 3)).toEqual(['locked', 'locked', 'wrongCredentials'])
  })

  it('ACCESS-14: takes as long to refuse at a name nobody has, from the first one on', async () => {
    const took = async (name: string, i: number): Promise<number> => {
      const before = performance.now()
      await refusal(signIn('wrong', undefined, name, `10.2.0.${i}`))
      return performance.now() - before
    }
    const times: Record<string, number[]> = { 'desk-1': [], nobody: [] }
    for (let i = 0; i < 9; i++) for (const name of ['nobody', 'desk-1']) times[name]!.push(await took(name, i))
    const median = (name: string): number => times[name]!.sort((a, b) => a - b)[4]!
    expect(median('nobody') / median('desk-1')).toBeGreaterThan(1 / 3)
    expect(median('nobody') / median('desk-1')).toBeLessThan(3)
  })

  it('that is gone lets nobody in: an account without one, a revoked account', async () => {
    access.administration.addAccount({ id: 'desk-2', name: '二号席', role: 'operator' }, CONSOLE)
    expect(await refusal(signIn('nobody has this password', undefined, 'desk-2'))).toBe('wrongCredentials')
    access.administration.revoke('desk-1', CONSOLE)
    expect(await refusal(signIn(PASSWORD))).toBe('wrongCredentials')
  })

  it('has 12 to 256 characters', async () => {
    const set = (length: number) => refusal(access.administration.setPassword('desk-1', 'x'.repeat(length), CONSOLE))
    expect([await set(11), await set(12), await set(256), await set(257)]).toEqual(['weakPassword', 'in', 'in', 'weakPassword'])
  })
})

describe('ACCESS-7: an authenticator', () => {
  let secret = ''

  beforeEach(async () => {
    await withOperator()
    secret = new URL(access.administration.offerTotp('desk-1')).searchParams.get('secret') ?? ''
  })

  it('is asked for only once it has shown a right code', async () => {
    expect(await refusal(signIn(PASSWORD))).toBe('in')
    expect(thrown(() => access.administration.takeTotp('desk-1', '000000', CONSOLE))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD))).toBe('in')
  })

  it('is to be shown within ten minutes of the offer, not a millisecond later', () => {
    now = MORNING + OFFER_LASTS_MS + 1
    expect(thrown(() => access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE))).toBe('unknown')
    now -= 1
    expect(thrown(() => access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE))).toBe('done')
  })

  it('is not guessed by who knows the password: proving the password alone between does not begin the count anew', async () => {
    access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE)
    const ends: string[] = []
    for (let i = 0; i <= MOST_FAILURES; i++) {
      ends.push(await refusal(access.signIn.prove('desk-1', { password: PASSWORD, code: '000000' }, SOMEWHERE)))
      await refusal(access.signIn.provePassword('desk-1', PASSWORD, SOMEWHERE))
    }
    expect(ends).toEqual([...Array.from({ length: MOST_FAILURES }, () => 'wrongCredentials'), 'locked'])
  })

  it('ACCESS-5 asks for its code as often as one comes with the password alone: only five wrong codes lock', async () => {
    access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE)
    const ends: string[] = []
    for (let i = 0; i < MOST_FAILURES; i++) ends.push(await refusal(signIn(PASSWORD)), await refusal(signIn(PASSWORD, '000000')))
    expect(ends).toEqual(Array.from({ length: MOST_FAILURES }, () => ['codeNeeded', 'wrongCredentials']).flat())
    expect(await refusal(signIn(PASSWORD))).toBe('locked')
  })

  it('is then needed, right, and each of its codes lets in once', async () => {
    access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE)
    expect(await refusal(signIn(PASSWORD))).toBe('codeNeeded')
    expect(await refusal(signIn(PASSWORD, codeAt(secret, now)))).toBe('wrongCredentials')
    now += 30_000
    expect(await refusal(signIn('wrong', codeAt(secret, now)))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD, codeAt(secret, now)))).toBe('in')
    expect(await refusal(signIn(PASSWORD, codeAt(secret, now)))).toBe('wrongCredentials')
  })

  it('shows a code that lets in once, also when it is used twice at the same time', async () => {
    access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE)
    now += 30_000
    const ends = await Promise.all([1, 2].map(() => refusal(signIn(PASSWORD, codeAt(secret, now)))))
    expect(ends.sort()).toEqual(['in', 'wrongCredentials'])
  })

  it('may be one step early or late, not two', async () => {
    access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE)
    now += 120_000
    const at = now
    expect(await refusal(signIn(PASSWORD, codeAt(secret, at - 60_000)))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD, codeAt(secret, at - 30_000)))).toBe('in')
    expect(await refusal(signIn(PASSWORD, codeAt(secret, at + 60_000)))).toBe('wrongCredentials')
    expect(await refusal(signIn(PASSWORD, codeAt(secret, at + 30_000)))).toBe('in')
  })

  it('wrong five times locks like a password', async () => {
    access.administration.takeTotp('desk-1', codeAt(secret, now), CONSOLE)
    for (let i = 0; i < MOST_FAILURES; i++) expect(await refusal(signIn(PASSWORD, '000000'))).toBe('wrongCredentials')
    now += 30_000
    expect(await refusal(signIn(PASSWORD, codeAt(secret, now)))).toBe('locked')
  })
})

describe('ACCESS-6: a session', () => {
  let held = { secret: '', hash: '' }

  beforeEach(async () => {
    await withOperator()
    const { secret } = await signIn(PASSWORD)
    held = { secret, hash: access.recognise(secret)!.hash }
  })

  it('stands at the idle limit, not a millisecond after it; looking does not prolong it', () => {
    now = MORNING + LIMITS.idleMs
    expect(access.recognise(held.secret)).not.toBeNull()
    now += 1
    expect([access.recognise(held.secret), access.holds(held.hash)]).toEqual([null, false])
  })

  it('in use stands until the absolute limit, not a millisecond after it', () => {
    for (now = MORNING; now <= MORNING + LIMITS.absoluteMs; now += LIMITS.idleMs) access.seen(held.hash)
    now = MORNING + LIMITS.absoluteMs
    expect(access.holds(held.hash)).toBe(true)
    now += 1
    expect(access.holds(held.hash)).toBe(false)
  })

  it('ends with signing out, with a new password, and with its account', async () => {
    access.signIn.out(held.hash, 'desk-1', SOMEWHERE)
    expect(access.holds(held.hash)).toBe(false)
    const second = access.recognise((await signIn(PASSWORD)).secret)!
    const third = access.recognise((await signIn(PASSWORD)).secret)!
    await access.administration.setPassword('desk-1', `${PASSWORD} 2`, CONSOLE, third.hash)
    expect([access.holds(second.hash), access.holds(third.hash)]).toEqual([false, true])
    access.administration.revoke('desk-1', CONSOLE)
    expect(access.holds(third.hash)).toBe(false)
  })

  it('goes on after a restart', () => {
    access.close()
    access = open()
    expect(access.recognise(held.secret)?.caller).toMatchObject({ id: 'desk-1', role: 'operator' })
  })
})

describe('ACCESS-4: a link', () => {
  it('lets an account in once, at its limit still, a millisecond later no more', () => {
    const link = access.administration.addAccount({ id: 'chief', name: '管理员', role: 'administrator' }, CONSOLE)
    now = MORNING + LINK_LASTS_MS
    expect(access.signIn.byLink(link, SOMEWHERE)).toMatchObject({ id: 'chief', kind: 'session' })
    expect(thrown(() => access.signIn.byLink(link, SOMEWHERE))).toBe('usedLink')
    const late = access.administration.newLink('chief', CONSOLE)
    now += LINK_LASTS_MS + 1
    expect(thrown(() => access.signIn.byLink(late, SOMEWHERE))).toBe('usedLink')
  })

  it('takes the place of the one before, and unlocks', async () => {
    await withOperator()
    for (let i = 0; i < MOST_FAILURES; i++) await refusal(signIn('wrong'))
    const first = access.administration.newLink('desk-1', CONSOLE)
    const second = access.administration.newLink('desk-1', CONSOLE)
    expect(thrown(() => access.signIn.byLink(first, SOMEWHERE))).toBe('usedLink')
    expect(await refusal(signIn(PASSWORD))).toBe('in')
    expect(thrown(() => access.signIn.byLink(second, SOMEWHERE))).toBe('usedLink')
  })

  it('ends the sessions from before it once a new password is set with it; those set no password of their own', async () => {
    await withOperator()
    const before = access.recognise((await signIn(PASSWORD)).secret)!
    now += 1
    const { secret } = access.signIn.byLink(access.administration.newLink('desk-1', CONSOLE), SOMEWHERE)
    const rescued = access.recognise(secret)!
    expect([access.holds(before.hash), access.administration.mayChoosePassword('desk-1', before.hash), access.administration.mayChoosePassword('desk-1', rescued.hash)])
      .toEqual([true, false, true])
    await access.administration.setPassword('desk-1', `${PASSWORD} 2`, { who: 'desk-1', sourceAddress: SOMEWHERE }, rescued.hash)
    expect([access.holds(before.hash), access.holds(rescued.hash)]).toEqual([false, true])
    expect([access.administration.mayChoosePassword('desk-1', rescued.hash), await refusal(signIn(PASSWORD))]).toEqual([false, 'wrongCredentials'])
  })

  it('lets the session it opened choose a password, also where the clock goes on meanwhile', () => {
    access.close()
    access = openAccess(dir, { now: () => (now += 1) })
    const { secret } = access.signIn.byLink(access.administration.addAccount({ id: 'chief', name: '管理员', role: 'administrator' }, CONSOLE), SOMEWHERE)
    expect(access.administration.mayChoosePassword('chief', access.recognise(secret)!.hash)).toBe(true)
  })

  it('makes one browser a screen, and the next one takes its place', () => {
    const first = access.signIn.byLink(access.administration.addWall('wall-1', '大厅', CONSOLE), SOMEWHERE)
    expect(access.recognise(first.secret)?.caller).toMatchObject({ id: 'wall-1', role: 'wall' })
    now += 400 * 24 * 3_600_000
    expect(access.recognise(first.secret)).not.toBeNull()
    const second = access.signIn.byLink(access.administration.newLink('wall-1', CONSOLE), SOMEWHERE)
    expect([access.recognise(first.secret), access.recognise(second.secret)?.caller.id]).toEqual([null, 'wall-1'])
  })

  it('nobody made opens nothing', () => {
    expect(thrown(() => access.signIn.byLink('x', SOMEWHERE))).toBe('usedLink')
  })
})

describe('ACCESS-9: keys, screens and accounts', () => {
  it('that are revoked are nobody’s at once and after a restart, and their ids are not used again', () => {
    const key = access.administration.addKey({ id: 'radio', name: '电台', scopes: ['positions'] }, CONSOLE)
    const { secret } = access.signIn.byLink(access.administration.addWall('wall-1', '大厅', CONSOLE), SOMEWHERE)
    expect([...access.recognise(key)!.caller.permissions]).toEqual(['signedIn', 'sendPositions'])
    for (const id of ['radio', 'wall-1']) access.administration.revoke(id, CONSOLE)
    expect([access.recognise(key), access.recognise(secret)]).toEqual([null, null])
    access.close()
    access = open()
    expect([access.recognise(key), access.recognise(secret)]).toEqual([null, null])
    expect(thrown(() => access.administration.addWall('radio', '又来', CONSOLE))).toBe('taken')
    expect(thrown(() => access.administration.revoke('radio', CONSOLE))).toBe('unknown')
  })

  it('the last administrator stays', () => {
    access.administration.addAccount({ id: 'chief', name: '管理员', role: 'administrator' }, CONSOLE)
    expect(thrown(() => access.administration.revoke('chief', CONSOLE))).toBe('lastAdministrator')
    access.administration.addAccount({ id: 'deputy', name: '副管理员', role: 'administrator' }, CONSOLE)
    expect(thrown(() => access.administration.revoke('chief', CONSOLE))).toBe('done')
  })

  it('PRIVACY-1: are not named by a telephone number', () => {
    expect(thrown(() => access.administration.addAccount({ id: 'desk-1', name: '值班 13812345678', role: 'operator' }, CONSOLE))).toBe('personal')
    expect(thrown(() => access.administration.addWall('13812345678', '大厅', CONSOLE))).toBe('personal')
    expect(access.administration.list()).toEqual([])
  })

  it('of the role field are for one unit, others for none', () => {
    expect(thrown(() => access.administration.addAccount({ id: 'a', name: '一队', role: 'field' }, CONSOLE))).toBe('needsUnit')
    expect(thrown(() => access.administration.addAccount({ id: 'a', name: '一队', role: 'operator', unit: 'P01' }, CONSOLE))).toBe('needsUnit')
    expect(thrown(() => access.administration.addAccount({ id: 'a', name: '一队', role: 'field', unit: 'P01' }, CONSOLE))).toBe('done')
  })

  it('a key lent to this process is written nowhere', () => {
    const key = access.lendKey('simulator', ['reports'])
    expect(access.recognise(key)?.caller).toMatchObject({ id: 'simulator', role: 'source' })
    expect(access.recognise(key)?.caller.permissions.has('matter')).toBe(false)
    const more = access.lendKey('simulator', [], { permissions: ['tickOwn'], department: 'police' })
    expect(access.recognise(more)?.caller).toMatchObject({ role: 'source', department: 'police', permissions: new Set(['signedIn', 'tickOwn']) })
    access.close()
    access = open()
    expect([access.recognise(key), access.recognise(more), access.administration.list()]).toEqual([null, null, []])
  })
})

it('ACCESS-4: no secret is in the file, only what is made of it', async () => {
  await withOperator()
  const link = access.administration.newLink('desk-1', CONSOLE)
  const { secret } = await signIn(PASSWORD)
  const key = access.administration.addKey({ id: 'radio', name: '电台', scopes: ['positions'] }, CONSOLE)
  access.close()
  const bytes = (await Promise.all(
    [ACCESS_FILE, `${ACCESS_FILE}-wal`].map((name) => readFile(join(dir, name), 'latin1').catch(() => '')),
  )).join('')
  access = open()
  expect(bytes).toContain('$argon2id$')
  for (const hidden of [PASSWORD, link, secret, key]) expect(bytes).not.toContain(hidden)
})

describe('ACCESS-10: the trail', () => {
  it('says who did what, when, to whom and with what outcome, and no secret', async () => {
    await withOperator()
    await refusal(signIn('wrong'))
    await signIn(PASSWORD)
    const entries = access.audit(0, 100)
    expect(entries.map(({ seq, who, what, subject, outcome, sourceAddress }) => [seq, who, what, subject, outcome, sourceAddress])).toEqual([
      [1, 'console', 'user:add operator', 'desk-1', 'done', 'console'],
      [2, 'console', 'password', 'desk-1', 'done', 'console'],
      [3, 'desk-1', 'sign-in', 'desk-1', 'wrongCredentials', SOMEWHERE],
      [4, 'desk-1', 'sign-in', 'desk-1', 'done', SOMEWHERE],
    ])
    expect(entries.every(({ at }) => at === MORNING)).toBe(true)
    expect(access.audit(2, 1).map(({ seq }) => seq)).toEqual([3])
  })

  it('says when an account was locked', async () => {
    await withOperator()
    for (let i = 0; i < MOST_FAILURES; i++) await refusal(signIn('wrong'))
    expect(access.audit(0, 100).at(-1)?.outcome).toBe('wrongCredentials, locked')
  })

  it('has one entry a minute of tries at a locked account, with how many there were since; other failures keep their room', async () => {
    await withOperator()
    for (let i = 0; i < MOST_FAILURES; i++) await refusal(signIn('wrong'))
    const locked = () => access.audit(0, 1_000).filter(({ outcome }) => outcome.startsWith('locked'))
    for (let i = 0; i < 200; i++) expect(await refusal(signIn(PASSWORD))).toBe('locked')
    expect(locked()).toMatchObject([{ who: 'desk-1', what: 'sign-in', subject: 'desk-1', outcome: 'locked', sourceAddress: SOMEWHERE }])
    thrown(() => access.signIn.byLink('x', SOMEWHERE))
    expect(access.audit(0, 1_000).at(-1)?.outcome).toBe('usedLink')
    now += 59_999
    await refusal(signIn(PASSWORD))
    expect(locked()).toHaveLength(1)
    now += 1
    await refusal(signIn(PASSWORD))
    expect(locked().map(({ outcome }) => outcome)).toEqual(['locked', 'locked; 200 more since the entry before'])
  })

  it('names nobody for tries at a locked name that nobody has', async () => {
    for (let i = 0; i <= MOST_FAILURES; i++) await refusal(signIn('wrong', undefined, 'nobody'))
    expect(access.audit(0, 100).at(-1)).toMatchObject({ who: 'somebody', subject: '', outcome: 'locked' })
  })

  it('cannot be changed or shortened, not by the file’s own owner', () => {
    access.administration.addWall('wall-1', '大厅', CONSOLE)
    access.close()
    const file = new AccessFile(join(dir, ACCESS_FILE))
    expect(() => file.together('swift', () => file.script("UPDATE audit SET outcome = 'x'"))).toThrow(/append-only/)
    expect(() => file.together('swift', () => file.script('DELETE FROM audit'))).toThrow(/append-only/)
    file.close()
    access = open()
    expect(access.audit(0, 100)).toHaveLength(1)
  })

  it('takes 60 failures a minute; the next entry says how many were left out', () => {
    for (let i = 0; i <= MOST_FAILURES_NOTED_A_MINUTE; i++) thrown(() => access.signIn.byLink('x', SOMEWHERE))
    expect(access.audit(0, 1_000)).toHaveLength(MOST_FAILURES_NOTED_A_MINUTE)
    now += 60_000
    thrown(() => access.signIn.byLink('x', SOMEWHERE))
    expect(access.audit(0, 1_000).at(-1)?.outcome).toBe('usedLink; 1 failures before were not noted')
  })
})
