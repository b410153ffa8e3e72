import { describe, expect, it } from 'vitest'
import { CARD_REM, fitCards, MORE_REM, TWO_COLUMNS_REM } from './fitCards.ts'

const NARROW = TWO_COLUMNS_REM - 0.1

describe('LOOK-4 incidents fit their place, and what does not is counted', () => {
  it('stand large when all fit large', () => {
    expect(fitCards(2, { widthRem: NARROW, heightRem: 2 * CARD_REM.full })).toMatchObject({ size: 'full', shown: 2, spareRem: 0 })
    expect(fitCards(2, { widthRem: NARROW, heightRem: 2 * CARD_REM.full - 0.1 })).toMatchObject({ size: 'card', shown: 2 })
  })

  it('need no line of their own for the rest when all fit as cards', () => {
    expect(fitCards(5, { widthRem: NARROW, heightRem: 5 * CARD_REM.card })).toMatchObject({ size: 'card', shown: 5 })
  })

  it('leave room for the line that counts the others', () => {
    expect(fitCards(6, { widthRem: NARROW, heightRem: 5 * CARD_REM.card }).shown).toBe(4)
    expect(fitCards(6, { widthRem: NARROW, heightRem: 5 * CARD_REM.card + MORE_REM }).shown).toBe(5)
  })

  it('stand in two columns where it is wide', () => {
    expect(fitCards(6, { widthRem: TWO_COLUMNS_REM, heightRem: 3 * CARD_REM.card })).toMatchObject({ columns: 2, shown: 6, size: 'card' })
  })

  it('show at least the most urgent one, and all before the place is measured', () => {
    expect(fitCards(9, { widthRem: 10, heightRem: 1 }).shown).toBe(1)
    expect(fitCards(9, null).shown).toBe(9)
  })

  it('tell the room left below', () => {
    expect(fitCards(0, { widthRem: 10, heightRem: 30 })).toMatchObject({ shown: 0, spareRem: 30 })
  })
})
