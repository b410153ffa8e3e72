import { describe, expect, it } from 'vitest'
import { callOf, check, settle } from './outbox.ts'
import { postOf, postsFor, type PostsHeard } from './postCheck.ts'

const text = (zh: string) => ({ zh, en: zh })
const POSTS = ['a', 'b', 'c'].map((id) => ({ id, name: text(id), grid: 'g', position: [113.72, 34.77] as const }))
const heard = (present: string | null = null, now = 1_000): PostsHeard => ({
  now,
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

  it('given a press, then it stands while it waits and until the server’s answer is newer; given a refusal, then the server is right', () => {
    const came = check([], { commandId: 'x', post: 'a', name: 'post', comes: true, pressedAt: 900, offsetMs: null })
    expect(postOf(heard(null, 5_000), came, 'P01', 0)).toBe('a')
    const recorded = settle(came, 'x', { outcome: 'recorded' })
    expect([postOf(heard(null, 900), recorded, 'P01', 0), postOf(heard(null, 901), recorded, 'P01', 0), postOf(heard(null, 901), recorded, 'P01', 1)]).toEqual(['a', null, 'a'])
    expect(postOf(heard('P01', 800), settle(came, 'x', { outcome: 'refused', refusal: { code: '', message: 'no', first: null } }), 'P01', 0)).toBe('c')
    const left = check(recorded, { commandId: 'y', post: 'a', name: 'post', comes: false, pressedAt: 950, offsetMs: null })
    expect(postOf(heard('P01', 940), left, 'P01', 0)).toBeNull()
    expect(postOf(heard('P01', 940), [], 'P01', 0)).toBe('c')
    expect(postOf(heard('P02', 940), [], 'P01', 0)).toBeNull()
  })

  it('is sent for the team itself, with the time of the press by the server’s clock', () => {
    const [entry] = check([], { commandId: 'x', post: 'K 1', name: 'post', comes: true, pressedAt: 900, offsetMs: null })
    expect(callOf(entry!, 'P01', 50)).toEqual({ path: '/api/v1/posts/K%201/check-in', body: { commandId: 'x', unit: 'P01', at: 950 } })
    const [gone] = check([], { commandId: 'y', post: 'a', name: 'post', comes: false, pressedAt: 900, offsetMs: null })
    expect(callOf(gone!, 'P01', 0).path).toBe('/api/v1/posts/a/check-out')
  })
})
