import { describe, expect, it } from 'vitest'
import { callOf, check, settle } from './outbox.ts'
import { comesAnew, lastRecorded, postOf, postsFor, readHeard, type PostsHeard } from './postCheck.ts'

const text = (zh: string) => ({ zh, en: zh })
const POSTS = ['a', 'b', 'c'].map((id) => ({ id, name: text(id), grid: 'g', position: [113.72, 34.77] as const }))
const heard = (present: string | null = null, knows: string | null = null): PostsHeard => ({
  knows,
  posts: [
    { post: 'a', state: 'due', shift: { unit: null }, present: [] }, { post: 'b', state: 'notExpected', shift: null, present: [] },
    { post: 'c', state: 'due', shift: { unit: 'P01' }, present: present === null ? [] : [{ unit: present, from: 0 }] },
  ],
})

describe('FIELD-6 posts on a phone', () => {
  it('given posts the mode expects, then the team’s own come first, and none that is not expected', () => {
    expect(postsFor(heard(), POSTS, 'P01').map(({ id }) => id)).toEqual(['c', 'a'])
    expect(postsFor(heard(), POSTS, 'P02').map(({ id }) => id)).toEqual(['a', 'c'])
    expect(postsFor(null, POSTS, 'P01')).toEqual([])
  })

  it('given a press, then it stands while it waits and until an answer asked for after it was recorded; given a refusal, then the server is right', () => {
    const came = check([], { commandId: 'x', post: 'a', name: 'post', comes: true, pressedAt: 900, offsetMs: null })
    expect([postOf(null, came, 'P01'), postOf(heard(), came, 'P01'), lastRecorded(came)]).toEqual(['a', 'a', null])
    const recorded = settle(came, 'x', { outcome: 'recorded' })
    expect([postOf(heard(), recorded, 'P01'), postOf(heard(null, lastRecorded(recorded)), recorded, 'P01')]).toEqual(['a', null])
    expect(postOf(heard('P01'), settle(came, 'x', { outcome: 'refused', refusal: { code: '', message: 'no', first: null } }), 'P01')).toBe('c')
    const left = check(recorded, { commandId: 'y', post: 'a', name: 'post', comes: false, pressedAt: 950, offsetMs: null })
    expect([postOf(heard('P01', 'x'), left, 'P01'), lastRecorded(left)]).toEqual([null, 'x'])
    const both = settle(left, 'y', { outcome: 'recorded' })
    expect([postOf(heard('P01', 'x'), both, 'P01'), postOf(heard('P01', 'y'), both, 'P01')]).toEqual([null, 'c'])
    expect([postOf(heard('P01'), [], 'P01'), postOf(heard('P02'), [], 'P01')]).toEqual(['c', null])
  })

  it('POST-11: given a team still there from a shift before, when its next one has begun and nobody came for it, then it may come anew; not once it has, while its press waits, nor at a shift of others', () => {
    const stayed = (state: string, knows: string | null = null, team = 'P01'): PostsHeard => ({ knows, posts: [{ post: 'c', state, shift: { unit: team }, present: [{ unit: 'P01', from: 0 }] }] })
    const anew = (of: PostsHeard | null, outbox: Parameters<typeof comesAnew>[1] = []) => comesAnew(of, outbox, 'P01', 'c')
    expect(['due', 'late', 'unattended', 'manned', 'short', 'other', 'notExpected', 'unrostered'].map((state) => anew(stayed(state)))).toEqual([true, true, true, false, false, false, false, false])
    expect([anew(null), anew(heard()), anew(stayed('due', null, 'P02'))]).toEqual([false, false, false])
    const came = check([], { commandId: 'x', post: 'c', name: 'post', comes: true, pressedAt: 900, offsetMs: null })
    expect([anew(stayed('due'), came), anew(stayed('due', 'x'), settle(came, 'x', { outcome: 'recorded' }))]).toEqual([false, true])
  })

  it('given what an older page kept, or junk, then nothing was heard', () => {
    expect(readHeard(JSON.stringify(heard('P01', 'x')))).toEqual(heard('P01', 'x'))
    expect([null, '', '{', '1', '{"posts":1}'].map(readHeard)).toEqual([null, null, null, null, null])
  })

  it('is sent for the team itself, with the time of the press by the server’s clock', () => {
    const [entry] = check([], { commandId: 'x', post: 'K 1', name: 'post', comes: true, pressedAt: 900, offsetMs: null })
    expect(callOf(entry!, 'P01', 50)).toEqual({ path: '/api/v1/posts/K%201/check-in', body: { commandId: 'x', unit: 'P01', at: 950 } })
    const [gone] = check([], { commandId: 'y', post: 'a', name: 'post', comes: false, pressedAt: 900, offsetMs: null })
    expect(callOf(gone!, 'P01', 0).path).toBe('/api/v1/posts/a/check-out')
  })
})
