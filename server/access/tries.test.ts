import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FAMILIAR_FOR_MS, FORGOTTEN_AFTER_MS, GIVEN_BACK_EVERY_MS, LOCKED_FOR_MS, MOST_FAILURES, MOST_UNFAMILIAR } from '../../shared/access/lock.ts'
import { AccessFile } from './sqlite/accessFile.ts'
import { Tries } from './tries.ts'

const MORNING = 1_700_000_000_000
const OWN = '10.0.0.7'
let dir = ''
let now = MORNING
let file: AccessFile
let tries: Tries

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tries-'))
  now = MORNING
  open()
})
afterEach(async () => {
  file.close()
  await rm(dir, { recursive: true })
})

function open(most?: number): void {
  file = new AccessFile(join(dir, 'access.db'))
  tries = new Tries(file, () => now, most)
}

/** One try that fails; what it was answered before its password was looked at. */
function fail(address = OWN, name = 'leader-1'): string {
  try {
    tries.mustBeOpen(name, address)
  } catch (error) {
    return (error as { code: string }).code
  }
  file.together('swift', () => tries.count(name, address))
  return 'tried'
}

const failAll = (times: number, from: (i: number) => string = () => OWN): string[] => Array.from({ length: times }, (_, i) => fail(from(i)))
const enter = (address = OWN): void => file.together('swift', () => tries.entered('leader-1', address))
const strangers = (i: number): string => `10.1.0.${i}`

describe('ACCESS-5: tries from one address', () => {
  it('are five; the sixth is locked out until a quarter of an hour later, and then five again', () => {
    expect(failAll(MOST_FAILURES + 1)).toEqual([...Array.from({ length: MOST_FAILURES }, () => 'tried'), 'locked'])
    now += LOCKED_FOR_MS - 1
    expect(fail()).toBe('locked')
    now += 1
    expect(failAll(MOST_FAILURES + 1).filter((told) => told === 'tried')).toHaveLength(MOST_FAILURES)
  })

  it('lock out this address and its neighbours of one /64, nobody else', () => {
    failAll(MOST_FAILURES, (i) => `2001:db8:1:2::${i}`)
    expect([fail('2001:db8:1:2:ffff::9'), fail('2001:db8:1:3::1'), fail(OWN)]).toEqual(['locked', 'tried', 'tried'])
  })

  it('that failed a day ago still count, a millisecond later no longer', () => {
    failAll(MOST_FAILURES - 1)
    now += FORGOTTEN_AFTER_MS
    fail()
    expect(fail()).toBe('locked')
    tries.unlock('leader-1')
    failAll(MOST_FAILURES - 1)
    now += FORGOTTEN_AFTER_MS + 1
    expect([fail(), fail()]).toEqual(['tried', 'tried'])
  })
})

describe('ACCESS-5: tries from many addresses', () => {
  it('are twenty together; then one each three minutes, to the millisecond, also across a restart', () => {
    expect(failAll(MOST_UNFAMILIAR + 1, strangers).filter((told) => told === 'tried')).toHaveLength(MOST_UNFAMILIAR)
    file.close()
    open()
    now += GIVEN_BACK_EVERY_MS - 1
    expect(fail('10.2.0.1')).toBe('locked')
    now += 1
    expect([fail('10.2.0.1'), fail('10.2.0.2')]).toEqual(['tried', 'locked'])
  })

  it('are no more than 500 in a day, however they are spread', () => {
    let tried = 0
    for (let i = 0; i < 24 * 60; i += 1, now += 60_000) tried += fail(`10.${3 + (i >> 8)}.${i & 255}.1`) === 'tried' ? 1 : 0
    expect(tried).toBeGreaterThan(400)
    expect(tried).toBeLessThanOrEqual(500)
  })

  it('lock nobody out of an address the account was entered from within 30 days', () => {
    enter()
    failAll(MOST_UNFAMILIAR, strangers)
    expect([fail(), fail('10.2.0.1')]).toEqual(['tried', 'locked'])
    now += FAMILIAR_FOR_MS
    failAll(MOST_UNFAMILIAR, strangers)
    expect(fail()).toBe('tried')
    now += 1
    expect(fail()).toBe('locked')
  })

  it('are not used up by who gets in', () => {
    for (let i = 0; i < 2 * MOST_UNFAMILIAR; i += 1) {
      expect(fail(strangers(i))).toBe('tried')
      file.together('swift', () => tries.succeeded('leader-1', strangers(i)))
    }
  })

  it('are forgotten by an administrator’s unlocking, and familiar addresses stay familiar', () => {
    enter()
    failAll(MOST_UNFAMILIAR, strangers)
    failAll(MOST_FAILURES)
    expect([tries.isLocked('leader-1'), fail(), fail('10.2.0.1')]).toEqual([true, 'locked', 'locked'])
    file.together('swift', () => tries.unlock('leader-1'))
    expect(tries.isLocked('leader-1')).toBe(false)
    failAll(MOST_UNFAMILIAR, (i) => `10.4.0.${i}`)
    expect([fail(), fail('10.2.0.1')]).toEqual(['tried', 'locked'])
  })
})

describe('ACCESS-5: a table that is full', () => {
  it('drops nothing that counts: who is new is told to wait, whatever the name, and a lock stays', () => {
    file.close()
    open(4)
    failAll(MOST_FAILURES)
    expect(fail('10.1.0.1', 'nobody')).toBe('tried')
    expect([fail('10.1.0.2', 'nobody'), fail('10.1.0.2'), fail('10.1.0.2', 'nobody-2'), fail()]).toEqual(['busy', 'busy', 'busy', 'locked'])
    now += FORGOTTEN_AFTER_MS + 1
    expect(fail('10.1.0.2', 'nobody-2')).toBe('tried')
  })
})

it('ACCESS-14: a name nobody has is not in the file, and neither is one that somebody has', () => {
  fail(OWN, 'a password typed into the wrong field')
  expect(file.tries().map(({ name }) => name)).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)])
})
