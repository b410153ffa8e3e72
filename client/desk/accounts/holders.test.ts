import { describe, expect, it } from 'vitest'
import { additionOf, holdersOf, secretOf, standingOf, type Holder } from './holders.ts'

const holder = (over: Partial<Holder>): Holder => ({
  id: 'a', role: 'operator', name: '席', unit: null, department: null, scopes: [], totp: false, locked: false, entered: true, signedInAt: 1, createdAt: 1, revokedAt: null, ...over,
})
const filled = { id: ' desk-1 ', name: ' 一号席 ', role: 'operator', unit: '', department: '', leads: [], scopes: [] } as const

describe('DESK-13: accounts, screens and keys', () => {
  it('stand in three tables, those in use first and the revoked where they are asked for', () => {
    const all = [holder({ id: 'gone', revokedAt: 2 }), holder({ id: 'desk' }), holder({ id: 'hall', role: 'wall' }), holder({ id: 'gps', role: 'source' })]
    expect(holdersOf(all, 'accounts', false).map(({ id }) => id)).toEqual(['desk'])
    expect(holdersOf(all, 'accounts', true).map(({ id }) => id)).toEqual(['desk', 'gone'])
    expect([holdersOf(all, 'walls', true), holdersOf(all, 'keys', true)].map(([one]) => one?.id)).toEqual(['hall', 'gps'])
  })

  it('say how they stand: revoked before locked before in use', () => {
    expect(standingOf(holder({ revokedAt: 2, locked: true }))).toBe('revoked')
    expect(standingOf(holder({ locked: true }))).toBe('locked')
    expect(standingOf(holder({}))).toBe('entered')
    expect(standingOf(holder({ entered: false }))).toBe('never')
    expect(standingOf(holder({ entered: false, role: 'wall' }))).toBe('unopened')
  })

  it('are added once all that is needed is there, and with nothing else', () => {
    expect(additionOf('accounts', { ...filled, unit: 'P01' })).toEqual({ path: '/access/users', body: { id: 'desk-1', name: '一号席', role: 'operator' } })
    expect(additionOf('accounts', { ...filled, role: 'field' })).toBeNull()
    expect(additionOf('accounts', { ...filled, role: 'field', unit: 'P01' })?.body).toMatchObject({ unit: 'P01' })
    expect([additionOf('accounts', { ...filled, role: '' }), additionOf('walls', { ...filled, name: ' ' }), additionOf('keys', filled)]).toEqual([null, null, null])
    expect(additionOf('walls', filled)).toEqual({ path: '/access/walls', body: { id: 'desk-1', name: '一号席' } })
    expect(additionOf('keys', { ...filled, scopes: ['positions'] })).toEqual({ path: '/access/keys', body: { id: 'desk-1', name: '一号席', scopes: ['positions'] } })
    expect(additionOf('keys', { ...filled, scopes: ['steps'], department: 'police' })?.body).toMatchObject({ scopes: ['steps'], department: 'police' })
  })

  it('ESC-3 ACCESS-3: an account says whom it acts for, one of a department which', () => {
    expect(additionOf('accounts', { ...filled, leads: ['committee', 'city'] })?.body).toEqual({ id: 'desk-1', name: '一号席', role: 'operator', leads: ['committee', 'city'] })
    expect(additionOf('accounts', { ...filled, role: 'department' })).toBeNull()
    expect(additionOf('accounts', { ...filled, role: 'department', department: 'fireRescue' })?.body).toEqual({ id: 'desk-1', name: '一号席', role: 'department', department: 'fireRescue' })
    expect(additionOf('accounts', { ...filled, department: 'fireRescue' })?.body).not.toHaveProperty('department')
  })

  it('an authenticator’s secret is read in fours', () => {
    expect(secretOf('otpauth://totp/a:b?issuer=x&secret=ABCDEFGHIJ&digits=6')).toBe('ABCD EFGH IJ')
    expect(secretOf('otpauth://totp/a')).toBe('')
  })
})
