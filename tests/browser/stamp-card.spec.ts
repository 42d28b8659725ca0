import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { codeInSight, writeCameraClip } from './setup/camera-clip'
import { whatLooksWrong } from './setup/looks-right'
import { ownPortOf } from './setup/ports'
import { expect, phone, screenFile, test } from './setup/visit'
import { openWalkSite, type WalkSite, walkPath } from './setup/walk-site'

// A browser that has no network says so in its console with each try.
test.use({ ...phone, expectedComplaints: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 5\d\d/] })
test.setTimeout(120_000)

let site: WalkSite
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what a hook needs
test.beforeAll(async ({}, { parallelIndex }) => {
  site = await openWalkSite(ownPortOf(parallelIndex))
})
test.afterAll(() => site.stop())

const ready = async (page: Page) => {
  await page.goto(site.url + walkPath)
  await expect(page.getByText('可离线使用')).toBeVisible()
}
const open = (page: Page, place: string) => page.goto(`${site.url}/s/${site.codes[place]!.toLowerCase()}`)
const said = (page: Page) => page.locator('.card-result-word')
const cardOf = async (page: Page) => {
  const code = page.locator('summary', { hasText: /^找回码$/ })
  if (!(await page.locator('.card-code').isVisible())) await code.click()
  return (await page.locator('.card-code').innerText()).replaceAll('-', '')
}
const places = async (card: string) => (await site.stampsOf(card)).map(({ place }) => place).sort()

test('five stamps without signal, the page closed and opened again in between: with signal the server holds exactly five', async ({
  page,
  context,
}) => {
  await ready(page)
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText('可离线使用')).toBeVisible()
  let current = page
  for (const [n, place] of ['cp1', 'cp2', 'cp3', 'cp4', 'cp5'].entries()) {
    await open(current, place)
    await expect(said(current)).toHaveText('盖好了')
    await expect(current.getByText(`${n + 1} 枚印章等待上传`)).toBeVisible()
    await expect(current).toHaveURL(site.url + walkPath)
    if (n === 1) await current.reload()
    if (n === 2) {
      await current.close()
      current = await context.newPage()
    }
  }
  await open(current, 'cp2')
  await expect(said(current)).toHaveText('这里已经盖过章了')
  await expect(current.locator('.card-result')).toContainText(/木棉道，\d\d:\d\d 盖的/)
  const card = await cardOf(current)
  expect(await places(card)).toEqual([])

  await context.setOffline(false)
  await expect(current.getByText('印章都已上传')).toBeVisible({ timeout: 60_000 })
  expect(await places(card)).toEqual(['cp1', 'cp2', 'cp3', 'cp4', 'cp5'])
  await expect(current.getByText('已完成')).toHaveCount(2)
})

test('opened again, the card stands there before its script runs, and a press on scanning counts', async ({
  page,
  context,
}) => {
  await ready(page)
  await open(page, 'cp1')
  await expect(said(page)).toHaveText('盖好了')
  await expect(page.getByText('印章都已上传')).toBeVisible()
  const kept = () =>
    page.evaluate(
      async () => (await (await caches.open('phone-drawn-1')).match(location.pathname))?.text() ?? '',
    )
  await expect.poll(kept).toContain('印章都已上传')
  await context.setOffline(true)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: true })
  await page.goto(site.url + walkPath)
  await expect(page.locator('[data-ready]')).toContainText('木棉道')
  await expect(page.getByText('印章都已上传')).toBeVisible()
  await expect(said(page), 'what passes is not kept').toHaveCount(0)
  const dead = page.locator('#app :is(button, input, summary)')
  await expect(dead, 'nothing offers itself that only the script makes work').toHaveCount(0)
  await page.getByRole('link', { name: '扫码集章' }).click()
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: false })
  await page.reload()
  const close = page.getByRole('button', { name: '收起相机' })
  await expect(close, 'the camera opens').toBeVisible()
  await close.click()
  await expect(page).toHaveURL(site.url + walkPath)
  await expect(page.getByRole('link', { name: '扫码集章' })).toBeVisible()
})

test('the server answers 500 in the middle: nothing is lost, nothing is doubled, the queue goes on', async ({
  page,
  context,
}) => {
  await ready(page)
  await context.setOffline(true)
  for (const place of ['cp1', 'cp2', 'cp3']) {
    await open(page, place)
    await expect(said(page)).toHaveText('盖好了')
  }
  const card = await cardOf(page)
  let tries = 0
  await context.route('**/scans', async (route) => {
    tries++
    // Once before the server hears of it, once when it has already kept them.
    if (tries === 1) return route.fulfill({ status: 500, body: 'down' })
    if (tries === 2) {
      await route.fetch()
      return route.abort()
    }
    return route.continue()
  })
  await context.setOffline(false)
  await expect(page.getByText('印章都已上传')).toBeVisible({ timeout: 60_000 })
  expect(tries).toBeGreaterThanOrEqual(3)
  expect(await places(card)).toEqual(['cp1', 'cp2', 'cp3'])
})

test('two tabs of one phone have one card and one queue', async ({ page, context }) => {
  await ready(page)
  const other = await context.newPage()
  await context.setOffline(true)
  await Promise.all([open(page, 'cp1'), open(other, 'cp4')])
  await Promise.all([expect(said(page)).toHaveText('盖好了'), expect(said(other)).toHaveText('盖好了')])
  const card = await cardOf(page)
  expect(await cardOf(other)).toBe(card)
  await context.setOffline(false)
  await expect.poll(() => places(card), { timeout: 60_000 }).toEqual(['cp1', 'cp4'])
})

test('what is no good code is said at once, and the next good one works', async ({ page, context }) => {
  await ready(page)
  await context.setOffline(true)
  const forged = site.codes.cp1!.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  await page.goto(`${site.url}/s/${forged}`)
  await expect(said(page)).toHaveText('这个码不对')
  await page.goto(`${site.url}/s/ZZZZZZ-0-0123456789ABCDEF`)
  await expect(said(page)).toHaveText('这台手机还不认识这个码')
  await open(page, 'cp1')
  await expect(said(page)).toHaveText('盖好了')
})

test('a code scanned before the phone ever saw the walk opens the right card', async ({ page }) => {
  await open(page, 'cp2')
  await expect(said(page)).toHaveText('盖好了')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('第十二届健康行')
  await expect.poll(async () => places(await cardOf(page))).toEqual(['cp2'])
})

test('cleared storage: the recovery code brings card and stamps back; a wrong one is said next to the field', async ({
  page,
  visitor,
}) => {
  await ready(page)
  await open(page, 'cp1')
  await expect(page.getByText('印章都已上传')).toBeVisible()
  const card = await cardOf(page)

  const other = await visitor(phone)
  await ready(other)
  await other.locator('summary', { hasText: '找回集章卡' }).click()
  await other.getByLabel('找回码').fill('ABC')
  await other.getByRole('button', { name: '找回', exact: true }).click()
  await expect(other.getByText('找回码是 16 位字母和数字')).toBeVisible()
  await other.getByLabel('找回码').fill(card.toLowerCase())
  await other.getByRole('button', { name: '找回', exact: true }).click()
  await expect(other.getByText('找回了 1 枚印章。')).toBeVisible()
  expect(await cardOf(other)).toBe(card)
  await open(other, 'cp1')
  await expect(said(other)).toHaveText('这里已经盖过章了')

  // A ticket's link does the same.
  const third = await visitor(phone)
  await third.goto(`${site.url}${walkPath}#card=${card}`)
  await expect(third.getByText('找回了 1 枚印章。')).toBeVisible()
})

test('storage full: said, kept in the page, sent all the same, and shown as the finish code', async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === 'outbox') throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    }
  })
  await ready(page)
  await context.setOffline(true)
  await open(page, 'cp1')
  await expect(page.getByText('手机的存储空间满了')).toBeVisible()
  const card = await cardOf(page)
  await page.getByRole('button', { name: '给终点服务台看完成码' }).click()
  await expect(page.locator('.card-qr').first()).toHaveAttribute('data-text', new RegExp(`^SXC1${card}.{40}`))
  await context.setOffline(false)
  await expect.poll(() => places(card), { timeout: 60_000 }).toEqual(['cp1'])
})

test('inside WeChat it says how to get out, and works all the same', async ({ visitor }) => {
  const page = await visitor({
    ...phone,
    userAgent:
      'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111.0 Mobile Safari/537.36 MicroMessenger/8.0.47',
  })
  await ready(page)
  await expect(page.getByText('在浏览器中打开')).toBeVisible()
  await open(page, 'cp1')
  await expect(said(page)).toHaveText('盖好了')
})

for (const language of ['zh', 'en'] as const)
  test(`looks right empty, stamped, refused, in the sun (${language})`, async ({ page, context }) => {
    const lang = language === 'en' ? '/en' : ''
    const shot = async (name: string) => {
      expect(await whatLooksWrong(page), name).toEqual([])
      await page.screenshot({ path: screenFile(`stamp-card-${name}-${language}`), fullPage: true })
    }
    await page.goto(`${site.url}${lang}${walkPath}`)
    await expect(page.getByText(language === 'en' ? 'Ready without signal' : '可离线使用')).toBeVisible()
    await shot('empty')
    await context.setOffline(true)
    for (const place of ['start', 'cp1', 'cp2']) {
      await page.goto(`${site.url}${lang}/s/${site.codes[place]}`)
      await expect(said(page)).toBeVisible()
    }
    await shot('stamped')
    await page.goto(`${site.url}${lang}/s/${site.codes.cp1!.replace(/.$/, 'Z')}`)
    await expect(said(page)).toBeVisible()
    await shot('forged')
    await page.getByRole('button', { name: language === 'en' ? 'Bright sun' : '强光模式' }).click()
    await page
      .getByRole('button', { name: language === 'en' ? 'Show my finish code' : '给终点服务台看完成码' })
      .click()
    for (const summary of await page.locator('summary').all()) await summary.click()
    await expect(page.locator('.card-qr')).toHaveCount(2)
    await shot('sun')
  })

test('the camera in the page reads five posters without signal', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-camera-'))
  const clip = path.join(dir, 'posters.y4m')
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {}
  const camera = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]
  const browser = await chromium.launch({ executablePath, args: [...args, ...camera] })
  try {
    const context: BrowserContext = await browser.newContext({
      ...phone,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      permissions: ['camera'],
    })
    const page = await context.newPage()
    await ready(page)
    await context.setOffline(true)
    for (const [n, place] of ['cp1', 'cp2', 'cp3', 'cp4', 'cp5'].entries()) {
      // Read anew each time the camera is opened.
      writeCameraClip(clip, [codeInSight(`${site.url}/s/${site.codes[place]!.toLowerCase()}`)])
      await page.getByRole('link', { name: '扫码集章' }).click()
      await expect(page.getByText(`${n + 1} 枚印章等待上传`)).toBeVisible()
      await expect(said(page)).toHaveText('盖好了')
      await page.getByRole('button', { name: '知道了' }).click()
    }
    const card = await cardOf(page)
    await context.setOffline(false)
    await expect(page.getByText('印章都已上传')).toBeVisible({ timeout: 60_000 })
    expect(await places(card)).toEqual(['cp1', 'cp2', 'cp3', 'cp4', 'cp5'])
  } finally {
    await browser.close()
    fs.rmSync(dir, { recursive: true, force: true })
  }
})
