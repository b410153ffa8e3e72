import { describe, expect, it } from 'vitest'
import { CARD_REM, fitCards, MORE_REM } from '../panels/fitCards.ts'
import { besideForm, DRILLS, LINE_REM, PART_REM, ROW_REM, ROWS, TEXT_REM } from './besideForm.ts'

const WIDTH = 22
const room = (heightRem: number) => ({ widthRem: WIDTH, heightRem })
const BUSY = { incidents: 3, texts: 2 }
/** Room a part of three rows and two texts needs, with the line of what is real and hairlines. */
const BUSY_REM = PART_REM + 3 * ROW_REM + 2 * TEXT_REM + LINE_REM + 0.2

describe('DRILL-8 a drill beside real incidents', () => {
  it('has all its rows where the queue leaves room for them, and fewer one hair below', () => {
    expect(besideForm(room(2 * CARD_REM.full + BUSY_REM + 0.01), 2, [BUSY])).toEqual({ drills: 1, rows: ROWS })
    expect(besideForm(room(2 * CARD_REM.full + BUSY_REM - 0.01), 2, [BUSY])).toEqual({ drills: 1, rows: 2 })
  })

  it('is folded to a line where not even a row is left, and to one line for all of them at the least', () => {
    expect(besideForm(room(5 * CARD_REM.card + 4), 5, [BUSY, BUSY])).toEqual({ drills: DRILLS, rows: 0 })
    expect(besideForm(room(5 * CARD_REM.card), 5, [BUSY, BUSY])).toEqual({ drills: 1, rows: 0 })
    expect(besideForm(null, 0, [BUSY, BUSY, BUSY])).toEqual({ drills: 1, rows: 0 })
  })

  it('never stands with a row while a real incident is counted away, whatever the room', () => {
    for (let heightRem = 1; heightRem < 60; heightRem += 0.5) {
      for (let real = 0; real < 10; real += 1) {
        const { rows } = besideForm(room(heightRem), real, [BUSY, BUSY, BUSY])
        if (fitCards(real, room(heightRem)).shown < real) expect([heightRem, real, rows]).toEqual([heightRem, real, 0])
      }
    }
  })

  it('leaves the queue as it would be without it wherever it has rows', () => {
    for (let heightRem = 10; heightRem < 60; heightRem += 0.5) {
      for (let real = 1; real < 8; real += 1) {
        const { rows, drills } = besideForm(room(heightRem), real, [BUSY])
        if (rows === 0) continue
        const takenRem = LINE_REM + PART_REM + Math.min(rows, BUSY.incidents) * ROW_REM + ((BUSY.incidents > rows ? 1 : 0) + BUSY.texts) * TEXT_REM
        const [{ spareRem: _a, ...without }, { spareRem: _b, ...beside }] = [fitCards(real, room(heightRem)), fitCards(real, room(heightRem - takenRem))]
        expect([drills, beside]).toEqual([1, without])
      }
    }
    expect(MORE_REM).toBeLessThan(LINE_REM)
  })
})
