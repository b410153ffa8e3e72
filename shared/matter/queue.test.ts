import { expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, MINUTE_MS, playedMatters } from '../../tests/support/matterBuilders.ts'
import { matterQueue, pressingAt } from './queue.ts'

const NOW = at(0)

it('MATTER-8: the most pressing comes first, also when its time has passed; the ended come last, newest first', () => {
  const played = playedMatters()
  for (const [matterId, after] of [['late', 0], ['soon', 1], ['old', 2], ['newer', 3]] as const) played.command(matterCommand('open', { matterId }), NOW + after)
  for (const matterId of ['old', 'newer', 'late']) played.command(matterCommand('move', { matterId, command: 'begin', values: { dueAt: NOW + 90_000 } }), NOW + 5)
  for (const [i, matterId] of ['old', 'newer'].entries()) played.command(matterCommand('move', { matterId, command: 'finish' }), NOW + 6 + i)
  played.pass(NOW + 100_000)
  expect(pressingAt(played.matter('late'))).toBe(NOW + 5 + MINUTE_MS)
  expect(pressingAt(played.matter('old'))).toBeNull()
  const ids = (kind: string | null, state: string | null) => matterQueue(played.board.matters.values(), { kind, state }).map(({ id }) => id)
  expect(ids(null, null)).toEqual(['late', 'soon', 'newer', 'old'])
  expect(ids('toy', 'asked')).toEqual(['soon'])
  expect(ids('none', null)).toEqual([])
})
