import { describe, expect, it } from 'vitest'
import { at } from '../../../tests/support/builders.ts'
import { addIncident, KNOWN_INCIDENT, matterCommand, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { fieldCommandOf, runsFor } from '../../emergency/runs.ts'
import type { CalledMeasure } from '../../incident/types.ts'
import { MATTER_TABLES } from '../tables.ts'

const NOW = at(0)
const CALLED: CalledMeasure = { measure: 'fieldCommand', level: 'I', calledAt: NOW, taken: null }

function played(measures: readonly CalledMeasure[] = [CALLED]) {
  const run = playedMatters({ tables: MATTER_TABLES, site: smallSite() })
  addIncident(run, { measures })
  let made = 0
  const setUp = (values: object = {}, matterId = 'm-1') => run.command(matterCommand('open', {
    kind: 'fieldCommand', matterId, commandId: `c-${made += 1}`, values: { incident: KNOWN_INCIDENT, commander: 'director', bureaus: ['应急管理局', '城市管理局'], ...values },
  }), NOW)
  return { ...run, setUp }
}

describe('COMMAND-2: the field command', () => {
  it('given a level I incident, when it is set up, then commander and bureaus stand on the incident until it is stood down', () => {
    const { setUp, board, command } = played()
    setUp()
    expect(fieldCommandOf(board.matters.values(), KNOWN_INCIDENT)?.values).toMatchObject({ commander: 'director', bureaus: ['应急管理局', '城市管理局'] })
    command(matterCommand('amend', { values: { bureaus: ['应急管理局'] } }), NOW)
    expect(fieldCommandOf(board.matters.values(), KNOWN_INCIDENT)?.values['bureaus']).toEqual(['应急管理局'])
    command(matterCommand('move', { command: 'standDown', values: { outcome: '处置完毕' } }), NOW)
    expect(fieldCommandOf(board.matters.values(), KNOWN_INCIDENT)).toBeUndefined()
    expect(runsFor(board.matters.values(), KNOWN_INCIDENT)).toHaveLength(1)
  })

  it('takes the measure of its incident in the same act, once, and no other', () => {
    const { setUp, board, facts, command } = played([CALLED, { ...CALLED, measure: 'assessment' }])
    setUp()
    const taken = { at: NOW, by: facts[0]!.by, note: null }
    expect(facts.map(({ type, data }) => [type, (data as { measure?: string }).measure])).toEqual([['MatterOpened', undefined], ['MeasureTaken', 'fieldCommand']])
    expect(board.incidents.get(KNOWN_INCIDENT)?.measures).toMatchObject([{ measure: 'fieldCommand', taken }, { measure: 'assessment', taken: null }])
    command(matterCommand('move', { command: 'standDown', values: { outcome: '处置完毕' } }), NOW)
    setUp({}, 'm-2')
    expect(facts.filter(({ type }) => type === 'MeasureTaken')).toHaveLength(1)
  })

  it('is refused for an incident that calls for none, a second time, and without a bureau', () => {
    expect(played([]).setUp()).toMatchObject({ code: 'notCalledFor', field: 'incident' })
    expect(played([{ ...CALLED, measure: 'assessment' }]).setUp()).toMatchObject({ code: 'notCalledFor' })
    const { setUp } = played()
    expect(setUp({ bureaus: [] })).toMatchObject({ code: 'missing', field: 'bureaus' })
    setUp()
    expect(setUp({}, 'm-2')).toMatchObject({ code: 'alreadyRunning', field: 'incident' })
  })
})
