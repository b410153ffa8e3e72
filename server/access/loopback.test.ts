import { describe, expect, it } from 'vitest'
import { assertLoopback, hostName, isLoopback, isOwnRequest, NotLoopback } from './loopback.ts'

describe('ACCESS-1: the address to listen on', () => {
  it.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1'])('%s reaches only this machine', (host) => {
    expect(isLoopback(host)).toBe(true)
    expect(() => assertLoopback(host)).not.toThrow()
  })

  it.each([
    '0.0.0.0', '::', '', '192.168.1.10', '10.0.0.1', '128.0.0.1', 'wall.example', '127.0.0.1.example', 'localhost.example',
    '::ffff:10.0.0.1',
  ])('%s is refused, saying why', (host) => {
    expect(isLoopback(host)).toBe(false)
    expect(() => assertLoopback(host)).toThrow(NotLoopback)
    expect(() => assertLoopback(host)).toThrow(/no accounts yet/)
  })
})

describe('ACCESS-2: a request', () => {
  it.each(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080', 'localhost'])('asked of %s without an origin, or from it, is ours', (host) => {
    expect(isOwnRequest(host, undefined)).toBe(true)
    expect(isOwnRequest(host, `http://${host}`)).toBe(true)
  })

  it.each(
    [undefined, '', 'wall.example', 'wall.example:8080', '10.0.0.1:8080', '127.0.0.1.example:8080', 'localhost.example'],
  )('asked of %s is not', (host) => {
    expect(isOwnRequest(host, undefined)).toBe(false)
    expect(isOwnRequest(host, host === undefined ? 'http://127.0.0.1' : `http://${host}`)).toBe(false)
  })

  it.each([
    'http://evil.example', 'http://127.0.0.1:9999', 'http://localhost:8080', 'null', 'file://', '', 'http://127.0.0.1',
    'http://127.0.0.1:8080.evil.example',
  ])('from the origin %s is not', (origin) => {
    expect(isOwnRequest('127.0.0.1:8080', origin)).toBe(false)
  })
})

it('a host is told from its port', () => {
  expect([hostName('localhost:1'), hostName('[::1]:80'), hostName('a.b'), hostName(undefined)]).toEqual(['localhost', '[::1]', 'a.b', ''])
})
