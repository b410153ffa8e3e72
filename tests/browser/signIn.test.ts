import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkUrl } from '../../server/access/firstLinks.ts'
import { loadSite } from '../../server/site/loadSite.ts'
import { launchBrowser } from '../support/browser.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'
import { withoutMap } from '../support/withoutMap.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const CONSOLE = { who: 'console', sourceAddress: 'console' }
const PASSWORD = 'correct horse battery'
const SIZE = { width: 1280, height: 720 }
const SHOWN_WITHIN_MS = 60_000

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp<RunningClock>
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  context = await browser.newContext({ viewport: SIZE })
  page = await context.newPage()
  await withoutMap(page)
})
afterEach(async () => {
  await context.close()
  await app.close()
})

const isLive = () => page.waitForSelector('[data-link="live"]', { timeout: SHOWN_WITHIN_MS })
const isAtSignIn = () => page.waitForURL(/\/sign-in/, { timeout: SHOWN_WITHIN_MS })

describe('ACCESS-4: in a real browser', () => {
  test('a screen’s link makes it the wall; once revoked it is shown where to sign in', async () => {
    await page.goto(linkUrl(app.url, app.access.administration.addWall('hall', '大厅', CONSOLE)))
    await isLive()
    expect(new URL(page.url())).toMatchObject({ pathname: '/wall', hash: '' })
    expect(await page.evaluate(() => document.cookie)).toBe('')
    app.access.administration.revoke('hall', CONSOLE)
    await isAtSignIn()
  })

  test('who is not signed in is shown where, and comes back to the page asked for', async () => {
    app.access.administration.addAccount({ id: 'desk-1', name: '一号席', role: 'operator' }, CONSOLE)
    await app.access.administration.setPassword('desk-1', PASSWORD, CONSOLE)
    await page.goto(`${app.url}/wall?lang=en`)
    await isAtSignIn()
    await page.fill('[name="account"]', 'desk-1')
    await page.fill('[name="password"]', 'wrong')
    await page.keyboard.press('Enter')
    expect(await page.textContent('[role="alert"]')).toContain('账号、密码或验证码不对')
    await page.fill('[name="password"]', PASSWORD)
    await page.keyboard.press('Enter')
    await isLive()
    expect(new URL(page.url())).toMatchObject({ pathname: '/wall', search: '?lang=en' })
  })

  test('an administrator’s first link asks for a password, which lets in from then on', async () => {
    const link = app.access.administration.addAccount({ id: 'chief', name: '管理员', role: 'administrator' }, CONSOLE)
    await page.goto(linkUrl(app.url, link))
    await page.fill('[name="new-password"]', PASSWORD)
    await page.keyboard.press('Enter')
    await isLive()
    expect(await app.access.signIn.byPassword({ account: 'chief', password: PASSWORD }, '127.0.0.1')).toMatchObject({ id: 'chief' })
    await context.clearCookies()
    await page.goto(linkUrl(app.url, link))
    expect(await page.textContent('[role="alert"]')).toContain('已用过')
  })
})
