import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask } from './ask.ts'

afterEach(() => vi.unstubAllGlobals())

/** What asking gives where the server answers so. */
async function asked(response: Response) {
  vi.stubGlobal('fetch', () => Promise.resolve(response))
  return ask('GET', '/outages')
}

const brokenOff = () => new ReadableStream({ start: (body) => body.error(new DOMException('', 'AbortError')) })

describe('LINK-2 an answer of the API', () => {
  it('that breaks off while it is read is no answer: nobody is told that all is well with nothing', async () => {
    expect(await asked(new Response(brokenOff()))).toMatchObject({ ok: false, code: 'away' })
    expect(await asked(new Response('{"standing":'))).toMatchObject({ ok: false, code: 'away' })
  })

  it('is its body, of 204 nothing, and of a refusal its code and field, or the status where it is no JSON', async () => {
    expect(await asked(Response.json({ n: 1 }))).toEqual({ ok: true, body: { n: 1 } })
    expect(await asked(new Response(null, { status: 204 }))).toEqual({ ok: true, body: null })
    expect(await asked(Response.json({ code: 'unknown', field: 'id', message: 'no' }, { status: 404 }))).toEqual({ ok: false, code: 'unknown', field: 'id', reason: 'no' })
    expect(await asked(new Response('<p>bad gateway', { status: 502 }))).toMatchObject({ ok: false, code: '502' })
  })
})
