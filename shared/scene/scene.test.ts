import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { modeCommand, playedBoard } from '../../tests/support/modeBuilders.ts'
import { emptyBoard, fromSnapshot, toSnapshot } from '../board.ts'
import { foldFact } from '../fold.ts'
import { expectationOf, SCENES, type Scene } from '../mode/expectation.ts'
import { smallSite } from '../../tests/support/site.ts'
import { isRefusal } from '../refusal.ts'
import { decideScene, type SceneCommand } from './decide.ts'
import { sceneInForce } from './types.ts'

const SITE = smallSite()
const take = (scene: Scene, by = 'leader-a'): SceneCommand => ({ type: 'takeScene', commandId: `take-${scene}`, by, scene })
const RELEASE: SceneCommand = { type: 'releaseScene', commandId: 'release', by: 'leader-b' }

describe('SCENE-1 given no scene taken', () => {
  it('when the mode is switched, then the walls show the scene of the new mode, by that one fact', () => {
    const { board, mode } = playedBoard()
    const shown = (): Scene => sceneInForce(board.scene, expectationOf(SITE, board.mode).scene)
    expect(shown()).toBe('normal')
    mode(modeCommand('switchMode', { to: 'holiday' }), at(1))
    expect([shown(), board.seq]).toEqual(['holiday', 1])
  })
})

describe('SCENE-2 given a scene a leader took', () => {
  function taken() {
    const played = playedBoard()
    played.take(decideScene(played.board, take('event'), at(1)), at(1))
    return played
  }

  it('when the mode changes, then every wall still shows it, with who took it and when', () => {
    const { board, mode } = taken()
    mode(modeCommand('switchMode', { to: 'holiday' }), at(2))
    expect(sceneInForce(board.scene, 'holiday')).toBe('event')
    expect(board.scene).toEqual({ scene: 'event', seq: 1, at: at(1), by: 'leader-a' })
  })

  it('when it is released, then the mode decides again; released twice is refused', () => {
    const { board, take: fold } = taken()
    fold(decideScene(board, RELEASE, at(3)), at(3))
    expect(sceneInForce(board.scene, 'normal')).toBe('normal')
    expect(decideScene(board, RELEASE, at(4))).toMatchObject({ refused: true, code: 'notTaken', first: { by: 'leader-b', at: at(3) } })
    expect(decideScene(playedBoard().board, RELEASE, at(4))).not.toHaveProperty('first')
  })

  it('when the same is taken again, then it is refused and says who was first; another takes its place', () => {
    const { board } = taken()
    expect(decideScene(board, take('event', 'leader-b'), at(2))).toMatchObject({ code: 'unchanged', field: 'scene', reason: expect.stringContaining('leader-a'), first: { by: 'leader-a', at: at(1) } })
    expect(decideScene(board, take('normal'), at(2))).toMatchObject([{ type: 'SceneTaken', data: { scene: 'normal' } }])
  })
})

describe('JOURNAL-6 any order of taking and releasing', () => {
  it('is the same folded whole as from a snapshot anywhere and the rest', () => {
    const command = fc.oneof(fc.constantFrom(...SCENES).map((scene) => take(scene)), fc.constant(RELEASE))
    fc.assert(fc.property(fc.array(command, { maxLength: 12 }), fc.nat(12), (commands, cut) => {
      const played = playedBoard()
      for (const each of commands) {
        const decision = decideScene(played.board, each, at(1))
        if (!isRefusal(decision)) expect(decision).toHaveLength(1)
        played.take(decision, at(1))
      }
      const whole = emptyBoard()
      let restored = emptyBoard()
      played.facts.forEach((fact, i) => {
        foldFact(whole, fact)
        foldFact(restored, fact)
        if (i === cut) restored = fromSnapshot(structuredClone(toSnapshot(restored)))
      })
      expect(restored).toEqual(whole)
    }))
  })
})
