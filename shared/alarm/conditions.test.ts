import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alarmWith } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { smallSite } from '../../tests/support/site.ts'
import { serviceability } from '../camera/serviceability.ts'
import { CAMERA_STATUSES, type CameraStatus, type PlatformOutage } from '../camera/types.ts'
import { ARTICLE_LIMITS_MS, DUE_SOON_SHARE } from '../clock/stages.ts'
import type { Escalation } from '../incident/escalation.ts'
import { emptyPicture } from '../reading/picture.ts'
import { METRES_PER_DEGREE } from '../site/geometry.ts'
import type { Site } from '../site/types.ts'
import { cameraConditions, POST_SIGHT_M, sightOf } from './cameraConditions.ts'
import { limitConditions, nextLimitAt } from './limitConditions.ts'
import { nextSilentAt, silenceConditions, silentNamesOf, TOGETHER_MS, type SourceSign, type UnitSign } from './silenceConditions.ts'
import { emptyAlarms } from './types.ts'

const SECOND_MS = 1_000

/** One grid and one post, and four cameras `metresAway` north of it, two behind each platform. */
function siteWithPost(metresAway = 10): Site {
  const site = smallSite({ grids: 1, cameras: 4, platforms: 2 })
  const [lon, lat] = site.posts[0]!.position
  return { ...site, cameras: site.cameras.map((camera) => ({ ...camera, lon, lat: lat + metresAway / METRES_PER_DEGREE })) }
}

function judged(statuses: readonly CameraStatus[], lost: readonly string[] = [], site = siteWithPost(), cause: string | null = null) {
  const picture = emptyPicture(site.cameras.length, 0)
  statuses.forEach((status, i) => {
    picture.cameraStatus[i] = CAMERA_STATUSES.indexOf(status)
  })
  const outages = new Map(lost.map((platform): [string, PlatformOutage] => [platform, { platform, lostAt: at(0), lastHeardAt: at(-1), reason: 'silent' }]))
  const lastSaidOf = (places: readonly number[]) => serviceability(places, site.cameras, picture, new Map())
  return cameraConditions({ site, serviceabilityLine: site.serviceabilityLine, sight: sightOf(site), picture, lastSaidOf, outages, causeOf: () => cause }, at(1)).map(({ key, causedBy }) => [key, causedBy])
}

const BLIND = ['blindPost:post-0', null]
const UNDER = ['gridServiceability:grid-0', null]

describe('ALARM-9: cameras', () => {
  it('a post is blind when none in its reach works, and not while one does', () => {
    expect(judged(['online', 'offline', 'fault', 'maintenance'])).toEqual([UNDER])
    expect(judged(['offline', 'offline', 'fault', 'maintenance'])).toEqual([UNDER, BLIND])
  })

  it('of which nothing was ever heard make nobody blind', () => {
    expect(judged(['unknown', 'unknown', 'unknown', 'unknown'])).toEqual([])
    expect(judged(['offline', 'unknown', 'unknown', 'unknown'])).toEqual([UNDER, BLIND])
  })

  it('are in reach up to and with the limit, and not beyond it', () => {
    const all: readonly CameraStatus[] = ['offline', 'offline', 'offline', 'offline']
    expect(judged(all, [], siteWithPost(POST_SIGHT_M - 0.01))).toEqual([UNDER, BLIND])
    expect(judged(all, [], siteWithPost(POST_SIGHT_M + 0.01))).toEqual([UNDER])
  })

  it('a grid on its line is well, one below it is not', () => {
    const site = { ...siteWithPost(), serviceabilityLine: 0.75 }
    expect(judged(['online', 'online', 'online', 'offline'], [], site)).toEqual([])
    expect(judged(['online', 'online', 'fault', 'offline'], [], site)).toEqual([UNDER])
  })
})

describe('ALARM-4: a lost platform', () => {
  it('explains the post and the grid that are dark only because of it', () => {
    expect(judged(['online', 'online', 'online', 'online'], ['platform-0', 'platform-1'])).toEqual([
      ['platformDown:platform-0', null], ['platformDown:platform-1', null],
      ['gridServiceability:grid-0', 'platformDown:platform-0'], ['blindPost:post-0', 'platformDown:platform-0'],
    ])
  })

  it('explains nothing where nothing was ever heard', () => {
    expect(judged(['unknown', 'unknown', 'unknown', 'unknown'], ['platform-0', 'platform-1']).map(([key]) => key)).toEqual(
      ['platformDown:platform-0', 'platformDown:platform-1'],
    )
  })

  it('leaves alone what was wrong by what the cameras said last, and what still sees', () => {
    expect(judged(['offline', 'offline', 'offline', 'offline'], ['platform-0'])).toEqual([['platformDown:platform-0', null], UNDER, BLIND])
    expect(judged(['online', 'online', 'online', 'online'], ['platform-0'])).toEqual([['platformDown:platform-0', null]])
  })

  it('is itself explained by the source that brought its word', () => {
    expect(judged(['online', 'online', 'online', 'online'], ['platform-0'], siteWithPost(), 'sourceSilent:feed')).toEqual(
      [['platformDown:platform-0', 'sourceSilent:feed']],
    )
  })
})

describe('ALARM-9: silence', () => {
  const source = (heardAt: number, connected: boolean | null = null): SourceSign => ({ source: 'feed', heardAt, intervalMs: 10 * SECOND_MS, connected, sourceKey: null })
  const unit = (fixAt: number): UnitSign => ({ unit: 't1', fixAt, intervalMs: 5 * SECOND_MS, source: 'feed', grid: 'g1' })
  const keys = (sources: readonly SourceSign[], units: readonly UnitSign[], now: number, alarms = emptyAlarms(), watchedSince = 0) =>
    silenceConditions({ sources, units, watchedSince, isRevoked: () => false }, alarms, now).map(({ key, causedBy }) => [key, causedBy])

  it('STALE-1: a patrol is silent from one millisecond after five intervals', () => {
    const sources = [source(at(0, 25_000))]
    expect(keys(sources, [unit(at(0))], at(0, 25_000))).toEqual([])
    expect(keys(sources, [unit(at(0))], at(0, 25_001))).toEqual([['patrolSilent:t1', null]])
    expect(nextSilentAt({ sources: [], units: [unit(at(0))], watchedSince: 0 }, at(0))).toBe(at(0, 25_001))
  })

  it('a source likewise, and at once when its connection is down', () => {
    expect(keys([source(at(0))], [], at(0, 50_000))).toEqual([])
    expect(keys([source(at(0))], [], at(0, 50_001))).toEqual([['sourceSilent:feed', null]])
    expect(keys([source(at(0), false)], [], at(0, 1))).toEqual([['sourceSilent:feed', null]])
  })

  it('of what was never heard is none', () => {
    expect(keys([source(0)], [unit(0)], at(600))).toEqual([])
  })

  it('of a patrol whose source is late itself is the source’s', () => {
    expect(keys([source(at(0, 20_000))], [unit(at(0))], at(0, 40_000))).toEqual([['patrolSilent:t1', null]])
    expect(keys([source(at(0, 20_000))], [unit(at(0))], at(0, 40_001))).toEqual([['patrolSilent:t1', 'sourceSilent:feed']])
  })

  it('does not begin before the server listens, nor end because it has not listened yet', () => {
    expect(keys([source(at(0))], [unit(at(0))], at(10), emptyAlarms(), at(10))).toEqual([])
    const alarms = emptyAlarms()
    alarms.byKey.set('patrolSilent:t1', alarmWith({ subject: 't1', key: 'patrolSilent:t1', raisedAt: at(1) }))
    alarms.byKey.set('sourceSilent:gone', alarmWith({ kind: 'sourceSilent', subject: 'gone', key: 'sourceSilent:gone', raisedAt: at(1) }))
    expect(keys([source(at(10))], [unit(at(0))], at(10), alarms, at(10))).toEqual([['sourceSilent:gone', null], ['patrolSilent:t1', null]])
    expect(keys([source(at(10))], [unit(at(1, 1))], at(10), alarms, at(10))).toEqual([['sourceSilent:gone', null]])
  })
})

describe('SOURCE-2: the sources of a key', () => {
  const sign = (source: string, heardAt: number, sourceKey: string | null = 'gw'): SourceSign => ({ source, heardAt, intervalMs: 10 * SECOND_MS, connected: null, sourceKey })
  const silent = (sources: readonly SourceSign[], alarms = emptyAlarms(), revoked: readonly string[] = []) =>
    silenceConditions({ sources, units: [], watchedSince: 0, isRevoked: (key) => revoked.includes(key) }, alarms, at(10)).map(({ key, causedBy }) => [key, causedBy])
  const standing = (subject: string, sourceKey: string | undefined = 'gw') => {
    const alarms = emptyAlarms()
    alarms.byKey.set(`sourceSilent:${subject}`, alarmWith({ kind: 'sourceSilent', subject, raisedAt: at(1, 50_000), ...(sourceKey === undefined ? {} : { sourceKey }) }))
    return alarms
  }

  it('ALARM-4: are one alarm where they fell silent within a minute, and their own beyond it or by another key', () => {
    expect(silent([sign('b', at(1, TOGETHER_MS)), sign('a', at(1)), sign('c', at(1, TOGETHER_MS + 1)), sign('d', at(1), 'other'), sign('e', at(1), null)])).toEqual([
      ['sourceSilent:a', null], ['sourceSilent:d', null], ['sourceSilent:e', null], ['sourceSilent:b', 'sourceSilent:a'], ['sourceSilent:c', null],
    ])
  })

  it('ALARM-4: are the alarm of the one whose alarm stands, be it the first or not, and after a start too', () => {
    expect(silent([sign('a', at(1)), sign('b', at(1))], standing('b'))).toEqual([['sourceSilent:b', null], ['sourceSilent:a', 'sourceSilent:b']])
    expect(silent([sign('a', at(1))], standing('gone'))).toEqual([['sourceSilent:gone', null], ['sourceSilent:a', 'sourceSilent:gone']])
  })

  it('SOURCE-4: stay one alarm when the first of them is heard again, however late, and its alarm passes to the next', () => {
    const alarms = emptyAlarms()
    alarms.byKey.set('sourceSilent:a', alarmWith({ kind: 'sourceSilent', subject: 'a', raisedAt: at(5), sourceKey: 'gw' }))
    expect(silent([sign('b', at(1)), sign('a', at(1))], alarms)).toEqual([['sourceSilent:a', null], ['sourceSilent:b', 'sourceSilent:a']])
    expect(silent([sign('c', at(1)), sign('b', at(1))])).toEqual([['sourceSilent:c', null], ['sourceSilent:b', 'sourceSilent:c']])
  })

  it('SOURCE-4: are known by the alarm of the first after a start, and stand for themselves once that one is heard', () => {
    const alarms = emptyAlarms()
    alarms.byKey.set('sourceSilent:a', alarmWith({ kind: 'sourceSilent', subject: 'a', raisedAt: at(1), sourceKey: 'gw', along: ['b', 'c'] }))
    expect(silent([], alarms)).toEqual([['sourceSilent:a', null], ['sourceSilent:b', 'sourceSilent:a'], ['sourceSilent:c', 'sourceSilent:a']])
    expect(silent([sign('a', at(10))], alarms)).toEqual([['sourceSilent:b', null], ['sourceSilent:c', 'sourceSilent:b']])
    expect(silentNamesOf(alarms, 'gw')).toEqual(['a', 'b', 'c'])
  })

  it('are expected no more once it is revoked, also those not heard since the start', () => {
    expect(silent([sign('a', at(1))], standing('gone'), ['gw'])).toEqual([])
    expect(silent([sign('a', at(1), null)], standing('gone', undefined), ['gw']).map(([key]) => key)).toEqual(['sourceSilent:a'])
    expect([silentNamesOf(standing('gone'), 'gw'), silentNamesOf(standing('gone'), 'other')]).toEqual([['gone'], []])
  })
})

describe('ALARM-9: limits and handovers', () => {
  it('an incident has one condition at a time, and says when the next one begins', () => {
    const incident = incidentWith(at(0))
    const seen = (now: number) => limitConditions([incident], now).map(({ kind, stage, since }) => [kind, stage, since])
    expect([seen(at(2, 23_999)), nextLimitAt([incident], at(0))]).toEqual([[], at(2, 24_000)])
    expect([seen(at(2, 24_000)), nextLimitAt([incident], at(2, 24_000))]).toEqual([[['limitDueSoon', 'respond', at(2, 24_000)]], at(3, 1)])
    expect(seen(at(3, 1))).toEqual([['limitMissed', 'respond', at(3)]])
    expect(seen(at(11))).toEqual([['limitMissed', 'arrive', at(10)]])
  })

  it('what was found of an incident is what one never looked at gives, whatever times it is looked at', () => {
    const stamps = fc.record(
      { respond: fc.integer({ min: -1, max: 40 }), dispatch: fc.integer({ min: -1, max: 40 }), arrive: fc.integer({ min: -1, max: 40 }), resolve: fc.integer({ min: -1, max: 40 }) },
      { requiredKeys: [] },
    )
    const limits = Object.values(ARTICLE_LIMITS_MS).flatMap((ms) => [ms * DUE_SOON_SHARE - 1, ms * DUE_SOON_SHARE, ms, ms + 1])
    const times = fc.array(fc.oneof(fc.integer({ min: -60_000, max: 40 * 60_000 }), fc.constantFrom(...limits)), { minLength: 1, maxLength: 20 })
    fc.assert(fc.property(stamps, times, (minutes, offsets) => {
      const incident = incidentWith(at(0), minutes)
      for (const now of offsets.map((ms) => at(0) + ms)) {
        const anew = { ...incident }
        expect([limitConditions([incident], now), nextLimitAt([incident], now)]).toEqual([limitConditions([anew], now), nextLimitAt([anew], now)])
      }
    }), { numRuns: 1_000 })
  })

  it('a resolved one has none', () => {
    expect(limitConditions([incidentWith(at(0), { resolve: 29 })], at(40))).toEqual([])
    expect(nextLimitAt([incidentWith(at(0), { resolve: 29 })], at(1))).toBeNull()
  })

  it('a handover is overdue one millisecond after its limit, with the level of its incident', () => {
    const escalation: Escalation = {
      seq: 4, state: 'handedOver', causes: [], proposedAt: at(1), from: 'office', to: 'committee', decision: { at: at(2), by: 'desk', reason: '升级' },
      acknowledgeBy: at(35), limitMissed: false, acknowledged: null,
    }
    const incident = incidentWith(at(0), { resolve: 29 }, { level: 'II', escalations: [escalation] })
    expect([limitConditions([incident], at(35)), nextLimitAt([incident], at(35))]).toEqual([[], at(35, 1)])
    expect(limitConditions([incident], at(35, 1))).toMatchObject([{ key: 'handoverUnacknowledged:i1:4', incident: 'i1', level: 'II', grid: 'g1', since: at(35) }])
    expect(nextLimitAt([incident], at(35, 1))).toBeNull()
    const working = incidentWith(at(0), {}, { escalations: [escalation] })
    expect(limitConditions([working], at(35, 1)).map(({ kind }) => kind)).toEqual(['limitMissed', 'handoverUnacknowledged'])
  })
})
