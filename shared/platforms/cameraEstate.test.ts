import { expect, it } from 'vitest'
import { smallSite } from '../../tests/support/site.ts'
import { sightOf } from '../alarm/cameraConditions.ts'
import { CAMERA_STATUSES } from '../camera/types.ts'
import { emptyPicture } from '../reading/picture.ts'
import { cameraEstate, postsWithoutEye } from './cameraEstate.ts'

const SITE = smallSite({ grids: 2, cameras: 4, platforms: 2 })
const ONLINE = CAMERA_STATUSES.indexOf('online')
const OFFLINE = CAMERA_STATUSES.indexOf('offline')

function pictureOf(statuses: readonly number[]) {
  const picture = emptyPicture(4, 0)
  statuses.forEach((status, place) => (picture.cameraStatus[place] = status))
  return picture
}

it('CAMERA-2: cameras are counted by platform, grid and kind, those behind a lost platform as unknown', () => {
  const picture = pictureOf([ONLINE, ONLINE, OFFLINE, ONLINE])
  const platforms = cameraEstate('platform', SITE, picture, new Map([['platform-1', null]]))
  expect(platforms.map(({ id, part }) => [id, part.total, part.known, part.rate])).toEqual([['platform-0', 2, 2, 0.5], ['platform-1', 2, 0, null]])
  expect(cameraEstate('kind', SITE, picture, new Map()).map(({ id, part }) => [id, part.total, part.counts.online])).toEqual([['road', 4, 3]])
  expect(cameraEstate('grid', SITE, picture, new Map()).map(({ id, part }) => [id, part.total])).toEqual([['grid-0', 2], ['grid-1', 2]])
})

it('CAMERA-3: a post without a camera in reach, with all dark, and with nothing heard are told apart; one with a single eye is not told', () => {
  const sight = { ofGrid: new Map(), ofPost: new Map([['post-0', [0, 1]], ['post-1', []]]) }
  const seen = (statuses: readonly number[]) => postsWithoutEye(SITE, sight, pictureOf(statuses), new Map()).map(({ post, state }) => [post, state])
  expect(seen([ONLINE, OFFLINE, 0, 0])).toEqual([['post-1', 'none']])
  expect(seen([OFFLINE, 0, 0, 0])).toEqual([['post-0', 'dark'], ['post-1', 'none']])
  expect(seen([0, 0, 0, 0])).toEqual([['post-0', 'unknown'], ['post-1', 'none']])
  expect(sightOf(SITE).ofPost.size).toBe(2)
})
