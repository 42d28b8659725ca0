import type { Page } from '@playwright/test'
import { readyGift } from './setup/ready-gift'
import { desktop, expect, test } from './setup/visit'

const board = '/desk/campaigns/health-walk-11/monitoring'
const fenOf = (text: string) => BigInt(text.replace(/[^\d−]/g, '').replace('−', '-'))
const arrived = async (page: Page) =>
  fenOf(await page.locator('#figures .figure-tile[data-tone="arrived"] data').innerText())
/** What the table behind the chart adds up to, its column of this edition. */
const tableSum = async (page: Page) => {
  const cells = await page.locator('#time .chart-box + details td:nth-child(3)').allInnerTexts()
  return cells.reduce((sum, text) => sum + fenOf(text), 0n)
}
const signIn = (page: Page, key: string) => page.goto(`/demo/sign-in/${key}`)

test.describe('on a desktop', () => {
  test.use(desktop)

  test('a gift that is paid elsewhere moves figures, charts and their tables without a page load', async ({
    page,
    request,
  }) => {
    await signIn(page, 'walk-organiser')
    await page.goto(board)
    await expect(page.getByText('实时更新')).toBeVisible()
    await expect
      .poll(
        () => page.locator('#time canvas').evaluate((c: HTMLCanvasElement) => c.width),
        'the chart is drawn',
      )
      .toBeGreaterThan(300)
    await page.evaluate(() => Object.assign(window, { sameDocument: true }))
    await page.locator('#time summary').click()
    await page.locator('#bands summary').click()
    const before = { arrived: await arrived(page), table: await tableSum(page) }
    const inBand = page.locator('#bands tbody tr', { hasText: '¥5,000 到 ¥10,000' }).locator('td').first()
    const giftsBefore = Number(await inBand.innerText())
    const drawnBefore = await page.locator('#time canvas').evaluate((c: HTMLCanvasElement) => c.toDataURL())

    await readyGift(request, { amount: '6789.01', name: '看板上的街坊', nameConsent: 'yes' }, 'paid')
    await expect.poll(() => arrived(page)).toBeGreaterThanOrEqual(before.arrived + 678_901n)
    await expect.poll(() => tableSum(page)).toBeGreaterThanOrEqual(before.table + 678_901n)
    await expect(inBand).toHaveText(String(giftsBefore + 1))
    await expect(page.locator('#largest')).toContainText('看板上的街坊')
    await expect
      .poll(() => page.locator('#time canvas').evaluate((c: HTMLCanvasElement) => c.toDataURL()))
      .not.toBe(drawnBefore)
    expect(await page.evaluate(() => 'sameDocument' in window), 'the page was not loaded again').toBe(true)
  })

  test('without the network it says how old its figures are, and catches up', async ({
    page,
    context,
    request,
  }) => {
    await signIn(page, 'organiser')
    await page.goto(board)
    await expect(page.getByText('实时更新')).toBeVisible()
    const before = await arrived(page)
    await context.setOffline(true)
    await expect(page.getByText(/暂时取不到新数字/)).toBeVisible()
    await readyGift(request, { amount: '4.56' }, 'paid')
    await context.setOffline(false)
    await expect.poll(() => arrived(page)).toBe(before + 456n)
    await expect(page.getByText('实时更新')).toBeVisible()
  })
  test.use({ expectedComplaints: [/ERR_INTERNET_DISCONNECTED/] })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('tables say what the charts would, and days can be chosen', async ({ page }) => {
    await signIn(page, 'organiser')
    await page.goto('/desk/campaigns/health-walk-10/monitoring')
    await expect(page.locator('#channels canvas')).toBeHidden()
    await page.locator('#channels summary').click()
    await expect(page.locator('#channels tbody')).toContainText('¥16,800.00')
    await page.getByLabel('从', { exact: true }).fill('2024-01-06')
    await page.getByLabel('到', { exact: true }).fill('2024-01-06')
    await page.getByRole('button', { name: '查看' }).click()
    await expect(page.getByText('正在看 2024年1月6日')).toBeVisible()
    await expect(page.getByText(/另有 ¥16,800.00 只有日期/)).toBeVisible()
    await page.goto(`${board}?from=2026-03-09&to=2026-03-01`)
    await expect(page.getByLabel('到', { exact: true }), 'what was typed is kept').toHaveValue('2026-03-01')
    await expect(page.locator('#to-error')).toBeVisible()
  })
})
