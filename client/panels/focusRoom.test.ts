import { describe, expect, it } from 'vitest'
import { focusRoom } from './focusRoom.ts'

const PLACE = '外环1号楼 出入口（商务外环路/商务东一街附近） · 第四网格'
const WORDS = {
  places: [PLACE, '外环1号楼 出入口 · 第四网格'] as const, summary: '广场西侧多个摊位占道，与保安发生争执，围观约 40 人', details: ['研判评估 待办', '', '力量 指挥部、第3巡查队', '04:41:43 接报 · 来源 模拟器'],
}

describe('LOOK-4 the incident in focus', () => {
  it('says all of it where there is room', () => {
    expect(focusRoom(WORDS, 22, 30)).toEqual({ place: PLACE, summary: 2, details: WORDS.details.filter((words) => words !== ''), limits: true })
  })

  it('keeps what happened before the rest as room goes, then the measures, and says the place in short first', () => {
    const at = (rem: number) => {
      const { place, summary, details, limits } = focusRoom(WORDS, 20, rem)
      return [place === PLACE, summary, details.length, limits]
    }
    expect([21, 19.3, 18, 16, 15, 14, 13, 11].map(at)).toEqual([
      [true, 1, 3, false], [false, 2, 3, true], [false, 2, 3, false], [false, 1, 2, false], [false, 1, 1, false], [false, 1, 1, false], [false, 1, 0, false], [false, 0, 0, false],
    ])
  })

  it('has no line of what nobody wrote', () => {
    expect(focusRoom({ ...WORDS, summary: '' }, 22, 30).summary).toBe(0)
  })
})
