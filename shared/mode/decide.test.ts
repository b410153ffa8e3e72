import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { modeCommand, playedBoard, type PlayedBoard } from '../../tests/support/modeBuilders.ts'
import { CONFIRM_WITHIN_MS } from './decide.ts'
import { MODES, type Mode } from './types.ts'

/** A board in `mode`, entered at 10:00 by two leaders. */
function boardIn(mode: Mode): PlayedBoard {
  const played = playedBoard()
  if (mode === 'normal') return played
  played.mode(modeCommand('switchMode', { to: mode }), at(0))
  if (mode === 'emergency') played.mode(modeCommand('confirmSwitch', { prepared: 1, by: 'leader-b' }), at(0))
  expect(played.board.mode).toBe(mode)
  return played
}

describe('MODE-1 a switch', () => {
  it.each(MODES.flatMap((from) => MODES.filter((to) => to !== from).map((to) => [from, to] as const)))(
    'given %s mode, when a leader switches to %s, then it is one fact with who and why', (from, to) => {
      const played = boardIn(from)
      const before = played.facts.length
      played.mode(modeCommand('switchMode', { to, reason: '主会场开放 13812345678' }), at(1))
      if (to === 'emergency') played.mode(modeCommand('confirmSwitch', { prepared: played.board.seq, by: 'leader-b' }), at(1, 30))
      const facts = played.facts.slice(before)
      expect(facts.filter(({ type }) => type === 'ModeSwitched')).toMatchObject([
        { data: { from, to, reason: '主会场开放 ＊＊＊' }, by: to === 'emergency' ? 'leader-b' : 'leader-a' },
      ])
      expect(facts).toHaveLength(to === 'emergency' ? 2 : 1)
      expect([played.board.mode, played.board.modeRecord.since]).toEqual([to, facts.at(-1)?.at])
      expect(played.board.modeRecord.history.at(-1)).toMatchObject({ from, to, preparedBy: to === 'emergency' ? 'leader-a' : null })
    },
  )

  it.each(MODES)('given %s mode, when it is switched to itself, then it is refused and changes nothing', (mode) => {
    const played = boardIn(mode)
    const { seq } = played.board
    expect(played.mode(modeCommand('switchMode', { to: mode }), at(1))).toMatchObject({ code: 'unchanged', field: 'to' })
    expect(played.board.seq).toBe(seq)
  })
})

describe('MODE-8 a switch that names the mode its preview was of', () => {
  const SEEN = 'holiday'

  it.each(['event', 'emergency'] as const)('given that is in force, when it is switched to %s, then it is taken', (to) => {
    expect(boardIn(SEEN).mode(modeCommand('switchMode', { to, from: SEEN }), at(1))).toMatchObject([{ data: { from: SEEN, to } }])
  })

  it.each(['event', 'emergency'] as const)('given another came meanwhile, when it is switched to %s, then it is refused with what is in force, since when and by whom', (to) => {
    const played = boardIn(SEEN)
    played.mode(modeCommand('switchMode', { to: 'normal', by: 'leader-b' }), at(1))
    const { seq } = played.board
    expect(played.mode(modeCommand('switchMode', { to, from: SEEN }), at(2))).toMatchObject({
      code: 'otherMode', field: 'from', reason: expect.stringContaining('normal') as string, first: { by: 'leader-b', at: at(1) },
    })
    expect([played.board.seq, played.board.modeRecord.prepared]).toEqual([seq, null])
  })

  it('given none was ever switched, when another is named, then it is refused too; one that names none is taken whatever is in force', () => {
    expect(playedBoard().mode(modeCommand('switchMode', { to: 'event', from: SEEN }), at(1))).toMatchObject({ code: 'otherMode', field: 'from' })
    expect(playedBoard().mode(modeCommand('switchMode', { to: 'event' }), at(1))).toMatchObject([{ data: { from: 'normal', to: 'event' } }])
  })

  it('given another entered the very mode it asks for, then it is told so as ever', () => {
    expect(boardIn('event').mode(modeCommand('switchMode', { to: 'event', from: SEEN }), at(1))).toMatchObject({ code: 'unchanged', field: 'to' })
  })
})

describe('MODE-2 emergency', () => {
  const asked = (): PlayedBoard => {
    const played = playedBoard()
    played.mode(modeCommand('switchMode', { to: 'emergency' }), at(0))
    return played
  }
  const confirm = (played: PlayedBoard, ms: number, by = 'leader-b') =>
    played.mode(modeCommand('confirmSwitch', { prepared: 1, by }), at(0) + ms)

  it('given one asked for it, when nobody has confirmed, then the mode stays as it is and says who asked', () => {
    const { board } = asked()
    expect([board.mode, board.modeRecord.prepared]).toEqual([
      'normal', { seq: 1, at: at(0), by: 'leader-a', reason: '研判需要', confirmBy: at(2) },
    ])
  })

  it('given one asked for it, when the same one confirms, then it is refused; another one enters it', () => {
    const played = asked()
    expect(confirm(played, 1, 'leader-a')).toMatchObject({ code: 'samePerson' })
    expect(played.board.mode).toBe('normal')
    confirm(played, 2)
    expect([played.board.mode, played.board.modeRecord.prepared]).toEqual(['emergency', null])
  })

  it('given one asked for it, when confirmed at its limit, then it counts; a millisecond later it has lapsed', () => {
    const [inTime, late] = [asked(), asked()]
    confirm(inTime, CONFIRM_WITHIN_MS)
    expect(inTime.board.mode).toBe('emergency')
    expect(confirm(late, CONFIRM_WITHIN_MS + 1)).toMatchObject({ code: 'lapsed', field: 'prepared' })
    expect(late.board.mode).toBe('normal')
  })

  it('given one asked for it, when another asks as well, then they are told to confirm; after the limit they may ask anew', () => {
    const played = asked()
    const again = (ms: number) => played.mode(modeCommand('switchMode', { to: 'emergency', by: 'leader-b' }), at(0) + ms)
    expect(again(CONFIRM_WITHIN_MS)).toMatchObject({ code: 'alreadyPrepared', reason: expect.stringContaining('leader-a') })
    again(CONFIRM_WITHIN_MS + 1)
    expect(played.board.modeRecord.prepared).toMatchObject({ seq: 2, by: 'leader-b' })
    expect(confirm(played, CONFIRM_WITHIN_MS + 2)).toMatchObject({ code: 'notPrepared' })
  })

  it('MODE-7: given one asked for it, when another switches elsewhere, then it is refused with who asked, up to the limit; a millisecond later it is taken', () => {
    const played = asked()
    const elsewhere = (ms: number) => played.mode(modeCommand('switchMode', { to: 'holiday', by: 'leader-b' }), at(0) + ms)
    for (const ms of [1, CONFIRM_WITHIN_MS]) expect(elsewhere(ms)).toMatchObject({ code: 'alreadyPrepared', field: 'to', reason: expect.stringContaining('leader-a') })
    expect([played.board.mode, played.board.modeRecord.prepared?.seq]).toEqual(['normal', 1])
    expect(elsewhere(CONFIRM_WITHIN_MS + 1)).toMatchObject([{ type: 'ModeSwitched' }])
  })

  it('MODE-7: given one asked for it, when the same one switches elsewhere, then it is taken back and nothing is left to confirm', () => {
    const played = asked()
    played.mode(modeCommand('switchMode', { to: 'holiday' }), at(0, 5))
    expect(confirm(played, 10)).toMatchObject({ code: 'notPrepared' })
    expect(played.board.mode).toBe('holiday')
  })
})
