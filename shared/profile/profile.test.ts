import { expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { emptyBoard, fromSnapshot, toSnapshot, type BoardFact } from '../board.ts'
import { foldFact } from '../fold.ts'
import { isRefusal } from '../refusal.ts'
import { decideProfile, MOST_COUNTED, type TellProfile } from './profile.ts'

const NOW = at(0)
const SITE = smallSite()
const today = new Intl.DateTimeFormat('en-CA', { timeZone: SITE.timeZone }).format(NOW)
const dayAfter = (days: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: SITE.timeZone }).format(NOW + days * 86_400_000)
const TOLD: TellProfile = { commandId: 'c', by: 'duty-1', grid: 'grid-0', asOf: today, buildings: 3, residents: 0, companies: { finance: 2 }, fraudCases: 1 }

function told(...commands: readonly TellProfile[]) {
  const board = emptyBoard()
  const last = commands.map((command) => {
    const decision = decideProfile(board, command, SITE, NOW)
    if (!isRefusal(decision)) for (const fact of decision) foldFact(board, { ...fact, seq: board.seq + 1, recordedAt: NOW } as BoardFact)
    return decision
  }).at(-1)!
  return { board, last }
}

it('PROFILE-1: given counts of a grid, when they are told, then the board and its snapshot hold them with their day and who said so', () => {
  const { board } = told(TOLD)
  const { commandId: _, ...rest } = TOLD
  expect(board.profiles.get('grid-0')).toEqual({ ...rest, toldAt: NOW })
  expect(fromSnapshot(toSnapshot(board)).profiles).toEqual(board.profiles)
})

it.each([
  [{ grid: 'none' }, 'unknown', 'grid'], [{ residents: -1 }, 'outOfRange', 'residents'], [{ buildings: 1.5 }, 'outOfRange', 'buildings'],
  [{ buildings: MOST_COUNTED + 1 }, 'outOfRange', 'buildings'], [{ companies: { finance: MOST_COUNTED + 1 } }, 'outOfRange', 'companies.finance'],
  [{ companies: { finance: -1 } }, 'outOfRange', 'companies.finance'], [{ fraudCases: -1 }, 'outOfRange', 'fraudCases'],
  [{ asOf: '2023-02-30' }, 'badForm', 'asOf'], [{ asOf: dayAfter(1) }, 'future', 'asOf'],
])('PROFILE-2: %j is refused as %s of %s and changes nothing', (own, code, field) => {
  const { board, last } = told({ ...TOLD, ...own })
  expect(last).toMatchObject({ code, field })
  expect([board.profiles.size, board.seq]).toEqual([0, 0])
})

it('PROFILE-2: the most that is counted is taken', () => {
  expect(told({ ...TOLD, residents: MOST_COUNTED, companies: { finance: MOST_COUNTED } }).board.profiles.get('grid-0')).toMatchObject({ residents: MOST_COUNTED })
})

it('PROFILE-2: counts of an older day are refused, of the same day they take the place of those before, another grid is its own', () => {
  expect(told(TOLD, { ...TOLD, asOf: dayAfter(-1) }).last).toMatchObject({ code: 'tooOld', field: 'asOf' })
  const { board } = told({ ...TOLD, asOf: dayAfter(-1) }, { ...TOLD, buildings: 9 }, { ...TOLD, grid: 'grid-1' })
  expect([...board.profiles].map(([grid, { buildings }]) => [grid, buildings])).toEqual([['grid-0', 9], ['grid-1', 3]])
})
