import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ARTICLE_LIMITS_MS, MINUTE_MS } from '../../shared/clock/stages.ts'
import type { Level } from '../../shared/incident/kinds.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveMapPage, type MapPage } from './mapPage.ts'
import { oneTileArchive } from './mapTiles.ts'
import { fixtureSite, polar } from './page/map/fixture.ts'

const READY = '.command-map[data-ready]'
const site = fixtureSite()
let server: MapPage
let browser: Browser
let page: Page
const asked: string[] = []
const complaints: string[] = []

async function openPage(): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 960, height: 540 } })
  opened.on('request', (request) => asked.push(request.url()))
  opened.on('pageerror', (error) => complaints.push(error.message))
  opened.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`)
  })
  await opened.goto(server.url)
  await until(`'probe' in window`, opened)
  await opened.evaluate('probe.open()')
  await opened.waitForSelector(READY)
  return opened
}

/** Looks at each frame of the page until `expression` is true there; the content policy forbids the driver's own way. */
async function until(expression: string, on: Page = page): Promise<void> {
  const look = `() => (${expression} ? resolve() : requestAnimationFrame(look))`
  await on.evaluate(`new Promise((resolve) => { const look = ${look}; look() })`)
}

function incident(id: string, level: Level, reportedAt: number, place: readonly [number, number]): Incident {
  const said = { kind: 'fire', summary: '', source: 'test', reportedBy: 'test', place: null, grid: 'g1', externalId: null } as const
  const base = { ...said, id, number: id, missed: [], seq: 1 }
  const stamps = { respond: [], dispatch: [], arrive: [], resolve: [] }
  const handling = { handling: 1, startedAt: reportedAt, openedBy: null, levelSet: null, withdrawn: [], missed: [], departments: [], end: null, earlier: [] }
  const untouched = { severity: null, lead: 'grid', escalations: [], measures: [], owner: null, notes: [], absorbed: [] } as const
  return { ...base, ...handling, ...untouched, level, position: { lon: place[0], lat: place[1] }, reportedAt, limits: ARTICLE_LIMITS_MS, stamps }
}

/** Pixels of the map, read within the frame that drew them. */
const COUNT_BRIGHT = `(box) => new Promise((resolve) => {
  const map = probe.map()
  map.once('render', () => {
    const gl = map.getCanvas().getContext('webgl2')
    const pixels = new Uint8Array(box.width * box.height * 4)
    gl.readPixels(box.x, gl.drawingBufferHeight - box.y - box.height, box.width, box.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
    let bright = ''
    for (let i = 0; i < pixels.length; i += 4) bright += pixels[i] + pixels[i + 1] + pixels[i + 2] > 300 ? '#' : '.'
    resolve(bright)
  })
  map.triggerRepaint()
})`

/** The label of a place drawn as `text`, as a row of bright and dark pixels. */
async function drawnAs(text: string): Promise<string> {
  const idle = `new Promise((resolve) => { const map = probe.map()
    map.once('idle', resolve)
    map.setLayoutProperty('grid-names', 'text-field', ${JSON.stringify(text)}) })`
  await page.evaluate(idle)
  const [lon, lat] = site.grids[2]?.label as readonly [number, number]
  const at = (await page.evaluate(`(({ x, y }) => ({ x, y }))(probe.map().project([${lon}, ${lat}]))`)) as { x: number; y: number }
  const box = { x: Math.round(at.x - 40), y: Math.round(at.y - 14), width: 80, height: 28 }
  return (await page.evaluate(`(${COUNT_BRIGHT})(${JSON.stringify(box)})`)) as string
}

const bright = (pixels: string): number => pixels.split('#').length - 1

beforeAll(async () => {
  server = await serveMapPage()
  browser = await launchBrowser()
  page = await openPage()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('MAP-1 the map of a production build', () => {
  it('is drawn without asking any other host, under a strict content policy', () => {
    const origin = new URL(server.url).origin
    expect(asked.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:') && new URL(url).origin !== origin)).toEqual([])
    expect(asked.some((url) => /maplibre-gl-worker.*\.mjs$/.test(url))).toBe(true)
    expect(server.refused).toEqual(['404 /api/v1/site/basemap.pmtiles'])
    expect(complaints.filter((text) => !text.includes('basemap.pmtiles'))).toEqual([])
  })

  it('draws Chinese labels from the bundled font, each character as itself', async () => {
    expect(asked.some((url) => /noto-sans-sc-\d+-500-normal.*\.woff2$/.test(url))).toBe(true)
    const [third, sixth] = [await drawnAs('第三网格'), await drawnAs('第六网格')]
    expect(bright(third)).toBeGreaterThan(200)
    expect(bright(sixth)).toBeGreaterThan(200)
    expect(third).not.toBe(sixth)
  })

  it('shows place names in the language switched to', async () => {
    const labels = `probe.map().queryRenderedFeatures({ layers: ['basemap-label'] })`
    const names = `${labels}.map((label) => label.layer.layout['text-field'].toString())`
    await until(`${names}.includes('如意湖')`)
    await page.evaluate(`probe.language('en-US')`)
    await until(`${names}.includes('Ruyi Lake') && !${names}.includes('如意湖')`)
    expect(await page.textContent('.command-map .about')).toBe('Schematic base map · WGS-84')
    await page.evaluate(`probe.language('zh-CN')`)
  })
})

/** A map drawn in software beside other tests takes its time, ms. */
const IN_TIME = { timeout: 30_000 }

describe('MAP-2 cameras', () => {
  const shown = `[...new Set(probe.map().queryRenderedFeatures({ layers: ['cameras'] }).map((f) => f.id))].length`
  const ringed = (): Promise<unknown> => page.evaluate(`probe.map().getSource('cameras-unknown').getData().then(({ features }) => features.map(({ id }) => id).sort((a, b) => a - b))`)
  const stateOf = (camera: number): string => `probe.map().getFeatureState({ source: 'cameras', id: ${camera} }).status`

  it('draws all 2,197 of them', async () => {
    expect(await page.evaluate(shown)).toBe(2197)
  })

  it('touches nothing but the state of those that changed', async () => {
    const watched = `(() => { const map = probe.map(); window.touched = []; window.reloads = 0
      const set = map.setFeatureState.bind(map)
      map.setFeatureState = (feature, state) => { touched.push([feature.id, state.status]); return set(feature, state) }
      map.on('sourcedata', (event) => { if (event.sourceId === 'cameras' && event.sourceDataType !== undefined) reloads++ }) })()`
    await page.evaluate(watched)
    await page.evaluate(`probe.cameras([[3, 'online'], [4, 'offline'], [5, 'fault']]); probe.cameras([[3, 'online'], [4, 'online']])`)
    await page.evaluate(`new Promise((resolve) => { probe.map().once('idle', resolve); probe.map().triggerRepaint() })`)
    expect(await page.evaluate('touched')).toEqual([[3, 1], [4, 2], [5, 3], [4, 1]])
    expect(await page.evaluate('reloads')).toBe(0)
  })

  it('STALE-2 shows those behind a lost platform as unknown until it is back', async () => {
    const behind = site.cameras.findIndex(({ platform }, index) => platform === 'p2' && index > 5)
    await page.evaluate(`probe.cameras([[${behind}, 'offline']])`)
    await page.evaluate(`probe.outage('p2', true)`)
    await until(`${stateOf(behind)} === 0`)
    await expect.poll(ringed, IN_TIME).toEqual(site.cameras.flatMap(({ platform }, index) => (platform === 'p2' ? [index] : [])))
    await page.evaluate(`probe.outage('p2', false)`)
    await until(`${stateOf(behind)} === 2`)
    await expect.poll(ringed, IN_TIME).not.toContain(behind)
  })
})

describe('MAP-3 teams', () => {
  const [LON, LAT] = [113.7206, 34.7732]
  /** Where nothing else is drawn: between the rings. */
  const [EAST, WEST] = [[LON + 0.004, LAT], [LON - 0.004, LAT]] as const

  /** A team's disc where it would stand, as bright and dark pixels. */
  async function discAt(lon: number, lat: number): Promise<string> {
    const at = (await page.evaluate(`(({ x, y }) => ({ x, y }))(probe.map().project([${lon}, ${lat}]))`)) as { x: number; y: number }
    const box = { x: Math.round(at.x - 14), y: Math.round(at.y - 14), width: 28, height: 28 }
    return (await page.evaluate(`(${COUNT_BRIGHT})(${JSON.stringify(box)})`)) as string
  }

  it('STALE-1 are shown where they were last, fresh, late or lost, each by its number', async () => {
    const bare = await discAt(...EAST)
    const looks = new Set([bare])
    for (const [unit, age] of [[0, 0], [0, 11_000], [0, 26_000], [7, 26_000]] as const) {
      await page.evaluate(`for (const each of [0, 7]) probe.noTeam(each)`)
      await page.waitForSelector('.command-map[data-teams="0"]')
      expect(await discAt(...EAST)).toBe(bare)
      await page.evaluate(`probe.team(${unit}, ${EAST}, 90, ${age})`)
      await page.waitForSelector('.command-map[data-teams="1"]')
      looks.add(await discAt(...EAST))
    }
    expect(looks.size).toBe(5)
  })

  it('leave the place where they were for the one where they are', async () => {
    await page.evaluate(`probe.map().setLayoutProperty('trails', 'visibility', 'none')`)
    await page.evaluate(`probe.noTeam(7); probe.team(0, ${EAST}, null, 0)`)
    await expect.poll(async () => bright(await discAt(...EAST)), IN_TIME).toBeGreaterThan(25)
    expect(bright(await discAt(...WEST))).toBe(0)
    await page.evaluate(`probe.team(0, ${WEST}, null, 0)`)
    await expect.poll(async () => bright(await discAt(...WEST)), IN_TIME).toBeGreaterThan(25)
    expect(bright(await discAt(...EAST))).toBe(0)
    await page.evaluate(`probe.map().setLayoutProperty('trails', 'visibility', 'visible')`)
  })

  it('keep words of the map away from their discs, though no later than a second after', async () => {
    await page.evaluate(`[0, 11_000, 26_000].forEach((age, unit) => probe.team(unit, ${LON} + unit * 0.002, ${LAT}, 90, age))`)
    await page.waitForSelector('.command-map[data-teams="3"]')
    const room = `probe.map().queryRenderedFeatures({ layers: ['team-room'] }).map(({ id }) => id).sort().join()`
    await until(`${room} === '0,1,2'`)
    const [lon, lat] = site.grids[2]?.label as readonly [number, number]
    const named = `probe.map().queryRenderedFeatures({ layers: ['grid-names'] }).length`
    const before = (await page.evaluate(named)) as number
    await page.evaluate(`probe.team(0, ${lon}, ${lat}, null, 0)`)
    await until(`${named} === ${before - 1}`)
    await page.evaluate(`probe.team(0, ${LON}, ${LAT}, 90, 0)`)
    await until(`${named} === ${before}`)
  })

  it('keep words away also after a zoom that nobody moves in: what was less than a word is wide is no longer', async () => {
    await page.evaluate(`[1, 2].forEach((unit) => probe.noTeam(unit)); probe.team(0, ${LON}, ${LAT}, null, 0)`)
    const zoom = (await page.evaluate('probe.map().getZoom()')) as number
    /** How far the room of the first of so many teams is from where it stands, px. */
    const off = (place: readonly [number, number], teams: number): Promise<unknown> => page.evaluate(`(async () => {
      const { features } = await probe.map().getSource('team-room').getData()
      const room = features.find(({ id }) => id === 0)?.geometry.coordinates
      return features.length === ${teams} ? probe.map().project(room).dist(probe.map().project(${JSON.stringify(place)})) : Infinity
    })()`)
    await expect.poll(() => off([LON, LAT], 1), IN_TIME).toBeLessThan(1)
    const beside = (await page.evaluate(`(({ x, y }) => probe.map().unproject([x + 3, y]).toArray())(probe.map().project([${LON}, ${LAT}]))`)) as [number, number]
    await page.evaluate(`probe.team(0, ${beside}, null, 0); probe.team(1, ${WEST}, null, 0)`)
    await expect.poll(() => off(beside, 2), IN_TIME).toSatisfy((px) => px > 2 && px < 4)
    await page.evaluate(`probe.map().jumpTo({ zoom: ${zoom + 2} })`)
    await expect.poll(() => off(beside, 2), { timeout: 5_000 }).toBeLessThan(4)
    await page.evaluate(`probe.map().jumpTo({ zoom: ${zoom} })`)
  })
})

describe('SCHEME-1 control schemes', () => {
  it('are drawn in a tone that says of nothing that it is missed or due', async () => {
    const tones = `(() => {
      const map = probe.map()
      const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
      const drawn = ['schemes-closed', 'schemes-walk'].map((layer) => map.getPaintProperty(layer, 'line-color'))
      return { drawn, scheme: token('--text-2'), urgent: ['--missed', '--due', '--level-1', '--level-2'].map(token) }
    })()`
    const { drawn, scheme, urgent } = (await page.evaluate(tones)) as { drawn: string[]; scheme: string; urgent: string[] }
    expect(drawn).toEqual([scheme, scheme])
    expect(urgent).not.toContain(scheme)
  })
})

describe('MAP-6 posts', () => {
  it('that nobody or too few stand at fly a flag with a mark above the team that passes', async () => {
    const now = (await page.evaluate('probe.now()')) as number
    const shift = (post: string) => ({ post, startsAt: now - 20 * MINUTE_MS, endsAt: now + 60 * MINUTE_MS, unit: null, role: 'guard', count: 2 })
    const here = (post: string, count: number, seq: number) => ({ seq, post, unit: null, role: 'guard', count, by: 'x', from: now - 19 * MINUTE_MS, to: null })
    const roster = { seq: 1, setAt: now - 60 * MINUTE_MS, by: 'x', shifts: ['k1', 'k2', 'k3'].map(shift) }
    const [lon, lat] = site.posts[0]?.position as readonly [number, number]
    await page.evaluate(`probe.team(2, ${lon}, ${lat}, null, 0)`)
    await page.evaluate(`probe.duty(${JSON.stringify({ roster, presences: [here('k2', 1, 2), here('k3', 2, 3)] })})`)
    const flags = `[...new Set(probe.map().queryRenderedFeatures({ layers: ['post-flags'] }).map(({ properties }) => properties.number + ' ' + properties.look))].sort().join()`
    await until(`${flags} === '1 empty,2 short'`)
    expect(await page.evaluate(`probe.map().queryRenderedFeatures(probe.map().project([${lon}, ${lat}]), { layers: ['post-flags'] }).length`)).toBe(1)
    const order = (await page.evaluate('probe.map().getLayersOrder()')) as string[]
    expect(order.indexOf('post-flags')).toBeGreaterThan(order.indexOf('teams'))
    expect(order).toContain('teams')
    await page.evaluate('probe.incidents([])')
    await until(`${flags} === ''`)
  })
})

describe('EVENT-8 an event\'s words', () => {
  const LAYERS = `['gathering-words', 'gathering-loud']`
  /** What is drawn at each of some points of the map, px, as the texts by point. */
  const wordsIn = (place: readonly [number, number], halfPx: number): string => `((at) => {
    const found = []
    for (let x = at.x - ${halfPx}; x <= at.x + ${halfPx}; x += 4) for (let y = at.y - ${halfPx}; y <= at.y + ${halfPx}; y += 4) {
      found.push(probe.map().queryRenderedFeatures([x, y], { layers: ${LAYERS} }).map(({ properties }) => properties.words))
    }
    return found
  })(probe.map().project([${place.join()}]))`

  it('lie neither over one another, however close their places are, nor a zone\'s share under the post in it', async () => {
    const now = (await page.evaluate('probe.now()')) as number
    const [lon, lat] = polar(200, 200)
    const area = (name: string) => ({ name, lon, lat, radiusM: 20 })
    const values = { startsAt: now + MINUTE_MS, difficultAreas: ['出入口瓶颈', '临水护栏'].map(area), deployment: ['第1巡查队甲', '第2巡查队乙', '志愿者队', '医疗点'].map(area) }
    const event = { id: 'e', kind: 'event', state: 'approved', seq: 1, number: 'e', openedAt: 0, openedBy: 'x', since: 0, until: null, overdueAt: null, overdues: 0, values, steps: [], endedAt: null, leavesAt: null, history: [] }
    const crowd = ['z1', 'z3'].map((zone) => ({ zone, count: 200, at: now, source: 's' }))
    await page.evaluate(`probe.gathering(${JSON.stringify(event)}, ${JSON.stringify(crowd)})`)
    await until(`probe.map().queryRenderedFeatures({ layers: ['gathering-loud'] }).filter(({ properties }) => properties.look === 'over').length === 2`)
    for (const { centre, name } of site.zones) {
      const words = `${name.zh}\n200%`
      expect(((await page.evaluate(wordsIn(centre, 60))) as string[][]).flat()).toContain(words)
      expect(((await page.evaluate(wordsIn(centre, 4))) as string[][]).flat()).not.toContain(words)
    }
    const points = (await page.evaluate(wordsIn([lon, lat], 120))) as string[][]
    expect([...new Set(points.flat())].sort()).toEqual(['出入口瓶颈', '临水护栏', '第1巡查队甲', '第2巡查队乙', '志愿者队', '医疗点'].sort())
    expect(points.filter((words) => new Set(words).size > 1)).toEqual([])
    await page.evaluate('probe.incidents([])')
  })
})

describe('MAP-4 incidents', () => {
  it('stand on the map with level and remaining time, which runs on in the same element', async () => {
    const now = (await page.evaluate('probe.now()')) as number
    const incidents = [incident('i1', 'II', now - MINUTE_MS, polar(300, 80)), incident('i2', 'IV', now - 4 * MINUTE_MS, polar(300, 260))]
    await page.evaluate(`probe.incidents(${JSON.stringify(incidents)})`)
    await page.waitForSelector('.command-map[data-incidents="2"]')
    // RESOURCE-5: of three hydrants the one nearest to the more urgent of the two is drawn apart, and once.
    const drawn = (layer: string): string => `probe.map().queryRenderedFeatures({ layers: ['${layer}'] }).map(({ geometry }) => geometry.coordinates[0].toFixed(3)).join()`
    await until(`${drawn('resources-near')} === '${polar(450, 260)[0].toFixed(3)}'`)
    await until(`!${drawn('resources')}.includes('${polar(450, 260)[0].toFixed(3)}')`)
    const marker = await page.waitForSelector('[data-incident-id="i1"][data-level="II"]')
    const time = await marker.waitForSelector('.time')
    const first = await time.textContent()
    expect(first).toMatch(/^[12]:\d\d$/)
    expect(await page.textContent('[data-incident-id="i2"] .time.missed')).toMatch(/^\+1:0\d$/)
    await until(`document.querySelector('[data-incident-id="i1"] .time').textContent !== '${first}'`)
    expect(await time.evaluate((element) => element.isConnected)).toBe(true)
    const position = JSON.stringify(incidents[0]?.position)
    const [x, y] = (await page.evaluate(`(({ x, y }) => [x, y])(probe.map().project(${position}))`)) as [number, number]
    const box = await (await page.waitForSelector('[data-incident-id="i1"] .lozenge')).boundingBox()
    expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - x)).toBeLessThan(2)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(y)
    // Its place is ringed below the teams, and the stem ends at the ring, not in the number of a team that stands there.
    const rings = "probe.map().queryRenderedFeatures({ layers: ['incident-rings'] }).map(({ properties, geometry }) => [properties.level, geometry.coordinates[0].toFixed(4)].join(' ')).sort().join()"
    await until(`${rings} === '${incidents.map(({ level, position: { lon } }) => `${level} ${lon.toFixed(4)}`).sort().join()}'`)
    const order = (await page.evaluate('probe.map().getLayersOrder()')) as string[]
    expect(order.indexOf('incident-rings')).toBeLessThan(order.indexOf('teams'))
    const stem = await page.waitForSelector('[data-incident-id="i1"] .stem')
    const { y: top = 0, height = 0 } = (await stem.boundingBox()) ?? {}
    const remPx = (await page.evaluate('Number.parseFloat(getComputedStyle(document.documentElement).fontSize)')) as number
    expect((y - top - height) / remPx).toBeCloseTo(0.6, 1)
  })

  it('LOOK-5 pulse three times when new and not at all for those who want no motion', async () => {
    const now = (await page.evaluate('probe.now()')) as number
    const incidents = [incident('new', 'I', now, polar(200, 10)), incident('old', 'I', now - MINUTE_MS, polar(200, 190))]
    await page.evaluate(`probe.incidents(${JSON.stringify(incidents)})`)
    const pulse = (id: string): string => `(() => {
      const style = getComputedStyle(document.querySelector('[data-incident-id="${id}"] .wave'))
      return style.animationName === 'none' ? 0 : Number(style.animationIterationCount)
    })()`
    await page.waitForSelector('[data-incident-id="new"]')
    expect([await page.evaluate(pulse('new')), await page.evaluate(pulse('old'))]).toEqual([3, 0])
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await page.evaluate(pulse('new'))).toBe(0)
    await page.emulateMedia({ reducedMotion: null })
  })
})

describe('MAP-5 the map heals and leaves nothing behind', () => {
  it('is built anew when its graphics are lost, and says so meanwhile', async () => {
    await page.evaluate('window.before = probe.map()')
    await page.evaluate(`before.getCanvas().getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()`)
    await page.waitForSelector('.command-map .notice:has-text("地图重建中")')
    await page.waitForSelector(READY)
    expect(await page.evaluate('probe.map() !== before')).toBe(true)
    expect(await page.$('.command-map .notice')).toBeNull()
    expect(await page.getAttribute('.command-map', 'data-incidents')).toBe('2')
    expect(await page.getAttribute('.command-map', 'data-teams')).toBe('3')
  })

  it('frees its canvas and fonts when it goes, and hears no store any more', async () => {
    const before = complaints.length
    await page.evaluate(`window.fonts = () => [...document.fonts].filter((font) => font.family.includes('maplibre')).length`)
    expect(await page.evaluate('fonts()')).toBeGreaterThan(0)
    await page.evaluate('probe.unmount()')
    await page.waitForSelector('canvas', { state: 'detached' })
    await page.evaluate(`probe.cameras([[9, 'fault']]); probe.team(0, 113.72, 34.77, 0, 0); probe.outage('p1', true); probe.incidents([])`)
    expect(await page.evaluate('fonts()')).toBe(0)
    expect(complaints.slice(before)).toEqual([])
  })

  it('shows what it can without a base map, says so, and takes the base map once it is there', async () => {
    server.setBasemapFails(true)
    await page.close()
    page = await openPage()
    expect(await page.textContent('.command-map .notice')).toBe('底图未取到，正在重试')
    const layers = `['cameras', 'basemap-ring'].map((layer) => probe.map().getLayer(layer) !== undefined)`
    expect(await page.evaluate(layers)).toEqual([true, false])
    server.setBasemapFails(false)
    await page.waitForSelector('.command-map .notice', { state: 'detached' })
    await page.waitForSelector(READY)
    expect(await page.evaluate(layers)).toEqual([true, true])
  })

  it('stands on the tiles of the pack when it has some', async () => {
    server.setTiles(oneTileArchive(['earth', 'water']))
    await page.close()
    page = await openPage()
    expect(await page.textContent('.command-map .about')).toBe('底图 · WGS-84')
    const layers = `[...new Set(probe.map().queryRenderedFeatures().map((f) => f.layer.id).filter((id) => id.startsWith('tiles-')))].sort()`
    expect(await page.evaluate(layers)).toEqual(['tiles-earth', 'tiles-water'])
    expect(asked.some((url) => url.endsWith('/api/v1/site/basemap'))).toBe(true)
  })
})
