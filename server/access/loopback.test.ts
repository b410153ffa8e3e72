import { describe, expect, it } from 'vitest'
import { assertListenable, hostName, isLoopback, isOwnRequest, NotLoopback } from './loopback.ts'

describe('ACCESS-1: the address to listen on', () => {
  it.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1'])('%s reaches only this machine', (host) => {
    expect(isLoopback(host)).toBe(true)
    expect(() => assertListenable(host, [])).not.toThrow()
  })

  it.each([
    '0.0.0.0', '::', '', '192.168.1.10', '10.0.0.1', '128.0.0.1', 'wall.example', '127.0.0.1.example', 'localhost.example',
    '::ffff:10.0.0.1',
  ])('%s is refused, saying why, unless a proxy brings TLS', (host) => {
    expect(isLoopback(host)).toBe(false)
    expect(() => assertListenable(host, [])).toThrow(NotLoopback)
    expect(() => assertListenable(host, [])).toThrow(/TRUST_PROXY/)
    expect(() => assertListenable(host, ['10.0.0.2'])).not.toThrow()
  })
})

describe('ACCESS-2: a request', () => {
  it.each(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080', 'localhost'])('asked of %s without an origin, or from it, is ours', (host) => {
    expect(isOwnRequest(host, undefined, 'http')).toBe(true)
    expect(isOwnRequest(host, `http://${host}`, 'http')).toBe(true)
  })

  it.each(
    [undefined, '', 'wall.example', 'wall.example:8080', '10.0.0.1:8080', '127.0.0.1.example:8080', 'localhost.example'],
  )('asked of %s is not', (host) => {
    expect(isOwnRequest(host, undefined, 'http')).toBe(false)
    expect(isOwnRequest(host, host === undefined ? 'http://127.0.0.1' : `http://${host}`, 'http')).toBe(false)
  })

  it.each([
    'http://evil.example', 'http://127.0.0.1:9999', 'http://localhost:8080', 'null', 'file://', '', 'http://127.0.0.1',
    'http://127.0.0.1:8080.evil.example', 'http://user@127.0.0.1:8080', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080/wall',
  ])('from the origin %s is not', (origin) => {
    expect(isOwnRequest('127.0.0.1:8080', origin, 'http')).toBe(false)
  })
})

describe('ACCESS-2: a server that has names', () => {
  const names = new Set(['wall.example', '10.0.0.5'])

  it.each(['wall.example', 'Wall.Example:443', '10.0.0.5:8080', '127.0.0.1:8080'])('is asked by them: %s', (host) => {
    expect(isOwnRequest(host, undefined, 'https', names)).toBe(true)
    expect(isOwnRequest(host, `https://${host}`.toLowerCase().replace(/:443$/, ''), 'https', names)).toBe(host !== 'Wall.Example:443')
  })

  it.each(['evil.example', 'wall.example.evil', '10.0.0.6', ''])('is not asked by another: %s', (host) => {
    expect(isOwnRequest(host, undefined, 'https', names)).toBe(false)
  })

  it('is not asked from a page of another name', () => {
    expect(isOwnRequest('wall.example', 'https://evil.example', 'https', names)).toBe(false)
  })

  it.each([['https', 'https', true], ['http', 'https', false], ['https', 'http', false], ['http', 'http', true], ['http', 'any', true], ['https', 'any', true], ['ftp', 'any', false]] as const)(
    'is asked from a page over %s while it is served over %s: %s', (page, scheme, own) => {
      expect(isOwnRequest('wall.example', `${page}://wall.example`, scheme, names)).toBe(own)
    })
})

it('a host is told from its port', () => {
  expect([hostName('localhost:1'), hostName('[::1]:80'), hostName('a.b'), hostName(undefined)]).toEqual(['localhost', '[::1]', 'a.b', ''])
})
