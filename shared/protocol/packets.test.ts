import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENTS } from './messages.ts'
import { Decoder, Encoder, type Packet } from './packets.ts'

function decode(...messages: unknown[]): Packet[] {
  const packets: Packet[] = []
  const decoder = new Decoder().on('decoded', (packet) => packets.push(packet))
  for (const message of messages) decoder.add(message)
  return packets
}

const encoder = new Encoder()
const anyData = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)
const nsp = fc.constantFrom('/', '/other')

describe('PUSH-3: a packet', () => {
  it('of text comes out as it went in, in one message', () => {
    const event = fc.record({ type: fc.constant(2), nsp, data: fc.tuple(fc.string(), anyData).map((data) => [...data] as unknown[]) })
    const acknowledgement = fc.record({ type: fc.constant(3), nsp, id: fc.nat(), data: fc.array(anyData) })
    const other = fc.record({ type: fc.constantFrom(0, 1, 4), nsp })
    fc.assert(fc.property(fc.oneof(event, acknowledgement, other), (packet) => {
      const messages = encoder.encode(packet)
      expect(messages).toHaveLength(1)
      expect(decode(...messages)).toEqual([packet])
    }))
  })

  it('of readings is one message of bytes with nothing around them', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const messages = encoder.encode({ type: 2, nsp: '/', data: [EVENTS.readingsMeasured, bytes] })
      expect(messages).toEqual([bytes])
      expect(decode(...messages)).toEqual([{ type: 2, nsp: '/', data: [EVENTS.readingsMeasured, bytes] }])
      expect(decode(bytes.buffer)).toEqual([{ type: 2, nsp: '/', data: [EVENTS.readingsMeasured, bytes] }])
    }))
  })

  it.each([
    ['[]', 'four parts'], ['[2,"/",null]', 'four parts'], ['{}', 'four parts'], ['[7,"/",null,[]]', 'type'], ['[-1,"/",null,[]]', 'type'],
    ['["2","/",null,["a"]]', 'type'],
    ['[2,3,null,["a"]]', 'namespace'], ['[2,"/","1",["a"]]', 'whole number'], ['[2,"/",1.5,["a"]]', 'whole number'],
    ['[2,"/",null,{"0":"a"}]', 'list'],
    ['[2,"/",null,[]]', 'name'], ['[2,"/",null,[5]]', 'name'], ['[3,"/",1,null]', 'list'],
  ])('%s is refused: %s', (message, reason) => {
    expect(() => decode(message)).toThrow(TypeError)
    expect(() => decode(message)).toThrow(reason)
  })

  it('of anything else is refused as such and in no other way', () => {
    const almost = fc.tuple(
      fc.oneof(fc.nat(8), fc.string()), fc.oneof(nsp, fc.nat()), fc.oneof(fc.nat(), fc.constant(null), fc.string()), anyData,
    ).map((parts) => JSON.stringify(parts))
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), almost, fc.nat(), fc.constant(null)), (message) => {
      try {
        for (const packet of decode(message)) expect(typeof packet.nsp).toBe('string')
      } catch (error) {
        expect(error instanceof TypeError || error instanceof SyntaxError).toBe(true)
      }
    }), { numRuns: 2_000 })
  })
})

describe('a decoder', () => {
  it('tells every listener until it is taken off, and nobody once destroyed', () => {
    const heard: string[] = []
    const decoder = new Decoder()
    const first = (): void => void heard.push('first')
    decoder.on('decoded', first).on('decoded', () => heard.push('second'))
    decoder.add('[0,"/",null,null]')
    decoder.off('decoded', first)
    decoder.add('[0,"/",null,null]')
    decoder.destroy()
    decoder.add('[0,"/",null,null]')
    expect(heard).toEqual(['first', 'second', 'second'])
  })
})
