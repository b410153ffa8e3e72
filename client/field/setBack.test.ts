import { expect, it } from 'vitest'
import { watchSetBack } from './setBack.ts'

it("FIELD-3: a phone's clock set back by a second or more is noticed once, by how much; set forward or after sleep nothing is claimed", () => {
  let [wall, steady] = [1_000_000, 0]
  const setBack = watchSetBack(() => wall, () => steady)
  const step = (byWall: number, bySteady: number): number => {
    wall += byWall
    steady += bySteady
    return setBack()
  }
  expect(step(4_000, 4_000)).toBe(0)
  expect(step(4_000 - 999, 4_000)).toBe(0)
  expect(step(4_000 - 1_000, 4_000)).toBe(1_000)
  expect(step(4_000 - 300_000, 4_000)).toBe(300_000)
  expect(step(4_000, 4_000)).toBe(0)
  expect(step(1_200_000, 0)).toBe(0)
  expect(step(300_000, 4_000)).toBe(0)
})
