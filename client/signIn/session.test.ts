import { describe, expect, it } from 'vitest'
import { hasPassword, linkIn, nextPage } from './session.ts'

describe('ACCESS-4: after signing in', () => {
  it.each([
    ['?next=%2Fwall%3Flang%3Den', '/wall?lang=en'], ['?next=/desk', '/desk'], ['', '/wall'], ['?next=', '/wall'],
  ])('%s leads to %s', (search, page) => {
    expect(nextPage(search)).toBe(page)
  })

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', 'evil', '/sign-in?next=/sign-in'])(
    'never to %s', (next) => {
      expect(nextPage(`?next=${encodeURIComponent(next)}`)).toBe('/wall')
    },
  )
})

it('ACCESS-4: a link is read from what stays in the browser', () => {
  expect([linkIn('#link=a-_9'), linkIn('#'), linkIn('')]).toEqual(['a-_9', null, null])
})

it('a screen has no password', () => {
  expect([hasPassword('wall'), hasPassword('source'), hasPassword('operator')]).toEqual([false, false, true])
})
