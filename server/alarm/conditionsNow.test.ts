import { describe, expect, it } from 'vitest'
import { emptyBoard } from '../../shared/board.ts'
import type { Mode } from '../../shared/mode/types.ts'
import { MemoryPlace } from '../../tests/support/memoryStore.ts'
import { createHeldClock } from '../../tests/support/heldClock.ts'
import { smallSite } from '../../tests/support/site.ts'
import { createReadingLane } from '../state/readingLane.ts'
import { createSources } from '../state/sources.ts'
import { createConditions } from './conditionsNow.ts'

describe('ALARM-9 MODE-3: a team that fell silent', () => {
  const site = smallSite()
  const clock = createHeldClock()
  const heardAt = clock.now()
  const sources = createSources(site.positionIntervalMs)
  const nothing = (): void => undefined
  const readings = createReadingLane({ site, clock, history: new MemoryPlace().history, sources, onCamera: nothing, onUnit: nothing, onPlatform: nothing, onTaken: nothing })
  const { lon, lat } = { lon: site.view.centre[0], lat: site.view.centre[1] }
  readings.recall({
    cameras: [],
    positions: [{ unit: site.teams[0]!.id, lonE7: Math.round(lon * 1e7), latE7: Math.round(lat * 1e7), fixAt: heardAt, accuracyDm: null, speedCmps: null, headingDeg: null, source: 'gps', recordedAt: heardAt }],
  })
  const conditions = createConditions({ site, readings, sources, watchedSince: heardAt })
  const silentIn = (mode: Mode, ms: number) => conditions.at({ ...emptyBoard(), mode }, heardAt + ms).filter(({ kind }) => kind === 'patrolSilent').map(({ subject }) => subject)
  const lostMs = 5 * site.modes.holiday.thresholds.positionIntervalMs

  it('is an alarm where the mode expects it out, from one millisecond after five intervals', () => {
    expect(silentIn('holiday', lostMs)).toEqual([])
    expect(silentIn('holiday', lostMs + 1)).toEqual([site.teams[0]!.id])
  })

  it('is none where the mode does not', () => {
    expect(silentIn('normal', 10 * lostMs)).toEqual([])
  })
})
