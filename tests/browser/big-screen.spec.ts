import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import type { ScreenNow } from '../../app/live/screen/screen-now'
import { violationsOn } from './setup/looks-right'
import { readyGift } from './setup/ready-gift'
import { totalsOf } from './setup/shown'
import { expect, screenFile, test } from './setup/visit'

const wall = { width: 1920, height: 1080 }
const screenPath = '/screen/health-walk-11'
test.use({ viewport: wall, expectedComplaints: [/ERR_INTERNET_DISCONNECTED/] })

const shownFen = async (page: Page) =>
  BigInt((await page.locator('.rolling-total').getAttribute('value'))!.replace('.', ''))

/** Answers the screen's question with something else than the server knows. */
const answered = (page: Page, change: (now: ScreenNow) => void) =>
  page.route('**/screen/*/now', async (route) => {
    // A page that is left or loaded anew no longer waits for its answer, nor reads it to the end.
    const answer = await route.fetch().catch(() => null)
    if (!answer) return
    const now = (await answer.json().catch(() => null)) as ScreenNow | null
    if (!now) return
    change(now)
    await route.fulfill({ json: now }).catch(() => {})
  })
const moved = (now: ScreenNow, totals: Partial<ScreenNow['totals']>) =>
  Object.assign(now.totals, totals, { asOf: new Date(Date.now() + 3_600_000).toISOString() })

/** Parts of the screen that stand outside of it, or on each other. */
const misplaced = (page: Page) =>
  page.evaluate(() => {
    const { innerWidth, innerHeight } = window
    const parts = ['.screen-title h1', '.screen-facts', '.rolling-total', '.screen-window']
    const boxes = [...parts, '.screen-gifts', '.screen-code', '.screen-foot'].map((selector) => {
      const { left, top, right, bottom } = document.querySelector(selector)!.getBoundingClientRect()
      return { selector, left, top, right, bottom }
    })
    const outside = boxes.filter(
      (b) => b.left < 0 || b.top < 0 || b.right > innerWidth || b.bottom > innerHeight,
    )
    const figures = document.querySelector('.rolling-total > [aria-hidden]')!.getBoundingClientRect()
    if (figures.right > innerWidth) outside.push({ ...boxes[2]!, selector: 'the end of the total' })
    // The total's own box is taller than its figures.
    const over = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
        )
        .filter((b) => !(a.selector.includes('facts') && b.selector.includes('total')))
        .map((b) => `${a.selector} × ${b.selector}`),
    )
    return [...outside.map((b) => `${b.selector} is outside`), ...over]
  })

test('a gift paid elsewhere moves the total, and a name stands there only by consent', async ({
  page,
  request,
}) => {
  await page.goto(screenPath)
  await expect(page.getByText('实时更新')).toBeVisible()
  const before = await shownFen(page)
  await readyGift(request, { amount: '31.01', name: '不愿上屏的人' }, 'paid')
  await readyGift(request, { amount: '31.02', name: '愿意上屏的人', nameConsent: 'yes' }, 'paid')
  await expect.poll(() => shownFen(page)).toBe(before + 3_101n + 3_102n)
  const gifts = page.locator('.screen-list li')
  await expect(gifts.filter({ hasText: '¥31.02' })).toContainText('愿意上屏的人')
  await expect(gifts.filter({ hasText: '¥31.01' })).toContainText('爱心人士')
  await expect(page.getByText('不愿上屏的人')).toHaveCount(0)
  expect(await shownFen(page)).toBe((await totalsOf(page)).confirmedFen)
})

test('without a network it keeps its figures and says how old they are, and comes back by itself', async ({
  page,
  context,
  request,
}) => {
  await page.goto(screenPath)
  await expect(page.getByText('实时更新')).toBeVisible()
  const before = await shownFen(page)
  await context.setOffline(true)
  await expect(page.getByText(/^截至 \d\d:\d\d:\d\d，正在重新连接$/)).toBeVisible()
  await readyGift(request, { amount: '41.01' }, 'paid')
  expect(await shownFen(page)).toBe(before)
  await context.setOffline(false)
  await expect(page.getByText('实时更新')).toBeVisible()
  await expect.poll(() => shownFen(page)).toBe(before + 4_101n)
})

test('a milestone is celebrated, and not again after a reload', async ({ page }) => {
  let confirmedFen: string | undefined
  await answered(page, (now) => confirmedFen && moved(now, { confirmedFen }))
  await page.goto(screenPath)
  await expect(page.getByText('实时更新')).toBeVisible()
  await expect(page.locator('.screen-joy')).toHaveCount(0)
  confirmedFen = '11800000'
  await expect(page.locator('.screen-joy')).toContainText('到了目标的 90%')
  await page.screenshot({ path: screenFile('screen.milestone') })
  expect(await misplaced(page)).toEqual([])
})

test('a refund is said, and the total falls for everyone to see', async ({ page }) => {
  let fallen = false
  await page.goto(screenPath)
  const before = await shownFen(page)
  await answered(page, (now) => {
    const refundedFen = String(BigInt(now.totals.refundedFen) + 5_000n)
    if (fallen) moved(now, { confirmedFen: String(before - 5_000n), refundedFen })
  })
  fallen = true
  await expect(page.getByText('刚有退款 ¥50.00，合计随之减少')).toBeVisible()
  await expect.poll(() => shownFen(page)).toBe(before - 5_000n)
})

test('it is loaded anew when the server runs another build, and only once that answers', async ({ page }) => {
  await page.clock.install()
  let build: string | undefined
  await answered(page, (now) => build && Object.assign(now, { build }))
  await page.goto(screenPath)
  await page.clock.runFor(2_000)
  await page.evaluate(() => Object.assign(window, { same: true }))
  build = 'another'
  // The page's clock also goes on by itself: half of the minute is left to a slow machine.
  await page.clock.runFor(30_000)
  expect(await page.evaluate(() => 'same' in window), 'it waits for a minute').toBe(true)
  await expect
    .poll(async () => {
      await page.clock.runFor(10_000)
      return page.evaluate(() => 'same' in window).catch(() => true)
    })
    .toBe(false)
})

test('the code can be read from a quarter of the picture, and leads to the form for giving', async ({
  page,
}) => {
  for (const theme of ['venue', 'sun']) {
    await page.goto(`${screenPath}?theme=${theme}`)
    const file = screenFile(`screen.code.${theme}`)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    await sharp(await page.screenshot())
      .resize({ width: wall.width / 4 })
      .png()
      .toFile(file)
    const read = execFileSync('zbarimg', ['--quiet', '--raw', file], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
    expect(new URL(read).pathname).toBe('/g/health-walk-11')
    const { height } = (await page.locator('.screen-code path').boundingBox())!
    expect(height / wall.height, 'of the height').toBeGreaterThan(0.22)
    expect((await page.request.get(read, { maxRedirects: 0 })).headers().location).toBe(
      '/campaigns/health-walk-11#give',
    )
  }
})

test('who asks for what is not public gets nothing, and no search engine lists it', async ({
  page,
  request,
}) => {
  for (const slug of ['nobody', '..%2Fhealth-walk-11'])
    for (const end of ['', '/now'])
      expect((await request.get(`/screen/${slug}${end}`)).status(), slug + end).toBe(404)
  await page.goto(screenPath)
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex')
  await expect(page.getByText('演示：活动虚构，不涉及真实资金')).toBeVisible()
})

for (const [name, viewport] of [
  ['1080p', wall],
  ['4k', { width: 3840, height: 2160 }],
  ['upright', { width: 1080, height: 1920 }],
] as const) {
  test.describe(name, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } })

    test('everything keeps its place and can be read, in both themes and languages', async ({ page }) => {
      test.slow()
      await answered(page, (now) => {
        moved(now, { confirmedFen: '12345678900', pendingFen: '1234567800' })
        now.campaign.name = '番禺区慈善健康行暨乡村振兴公益徒步嘉年华大型主题活动'.repeat(3)
        now.campaign.place = 'Dafushan Forest Park, north gate and lake side '.repeat(2)
        now.gifts = now.gifts.map((gift) => ({ ...gift, name: '一家名字很长的有限公司'.repeat(6) }))
      })
      for (const language of ['', '/en'])
        for (const theme of ['venue', 'sun']) {
          await page.goto(`${language}${screenPath}?theme=${theme}`)
          expect(await misplaced(page), `${language} ${theme}`).toEqual([])
          await expect(page.locator('.rolling-total')).toHaveAttribute('value', '123456789.00')
          expect(await misplaced(page), `${language} ${theme}, long and large`).toEqual([])
          if (name === '4k') continue // the same picture
          expect((await violationsOn(page)).map((v) => `${v.id} ${v.nodes[0]?.target}`)).toEqual([])
        }
    })

    test('without a goal and without gifts nothing is made up', async ({ page }) => {
      await answered(page, (now) => {
        moved(now, { confirmedFen: '0', pendingFen: '0', gifts: 0 })
        Object.assign(now, { gifts: [], campaign: { ...now.campaign, goalFen: null } })
      })
      await page.goto(screenPath)
      await expect(page.getByText('还没有捐赠到账')).toBeVisible()
      await expect(page.locator('.screen-scale')).not.toContainText('目标')
      expect(await misplaced(page)).toEqual([])
    })
  })
}
