import { describe, expect, it } from 'vitest'
import { deedOf, PAGE_ENTRIES, pageOf, pagePath, type TrailEntry } from './trailPages.ts'

const entries = (n: number): TrailEntry[] => Array.from({ length: n }, (_, i) => ({ seq: 1_000 - i, at: 0, who: 'a', what: 'sign-in', subject: 'a', outcome: 'done', sourceAddress: '::1' }))

describe('DESK-12: the trail, page by page', () => {
  it('asks for one entry more than it shows, before the last one shown', () => {
    expect(pagePath({ who: '', what: ' ' }, null)).toBe(`/audit/newest?limit=${PAGE_ENTRIES + 1}`)
    expect(pagePath({ who: ' desk&1 ', what: 'user:add' }, 7)).toBe(`/audit/newest?limit=${PAGE_ENTRIES + 1}&before=7&who=desk%261&what=user%3Aadd`)
  })

  it('ends where there is no older entry, and not one entry too soon', () => {
    expect(pageOf(entries(PAGE_ENTRIES))).toMatchObject({ olderBefore: null, entries: { length: PAGE_ENTRIES } })
    expect(pageOf(entries(PAGE_ENTRIES + 1))).toMatchObject({ olderBefore: 1_000 - PAGE_ENTRIES + 1, entries: { length: PAGE_ENTRIES } })
    expect(pageOf([])).toEqual({ entries: [], olderBefore: null })
  })

  it('says what was done in words where it knows them, and as it is recorded otherwise', () => {
    expect(deedOf('user:add operator')).toEqual({ verb: 'addAccount', rest: 'operator' })
    expect(deedOf('link')).toEqual({ verb: 'newLink', rest: '' })
    expect(deedOf('GET /api/v1/audit')).toEqual({ verb: 'call', rest: 'GET /api/v1/audit' })
    expect(deedOf('roster:burn all')).toEqual({ verb: null, rest: 'roster:burn all' })
  })
})
