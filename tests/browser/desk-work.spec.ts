import type { Page } from '@playwright/test'
import { heldGift } from './setup/held-gift'
import { readyGift } from './setup/ready-gift'
import { totalsOf } from './setup/shown'
import { desktop, expect, phone, test } from './setup/visit'

const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)
const hydrated = (page: Page) =>
  page.waitForFunction(() => '__remixContext' in window && document.readyState === 'complete')

/** Tab until the focused thing is called `name`; for a path without a mouse. */
async function tabTo(page: Page, name: RegExp) {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    const tag = await page.evaluate(() => document.activeElement?.tagName)
    if (tag === 'BUTTON' && name.test(text)) return
  }
  throw new Error(`Tab did not lead to ${name}`)
}

test.describe('at a desk', () => {
  test.use(desktop)

  test('a message is shown with one key, taken back with one button, and hidden with one key', async ({
    page,
  }) => {
    const message = `风雨无阻 ${Date.now()}`
    await readyGift(page.request, { name: '阿珍', nameConsent: 'yes', message }, 'paid')
    await signIn(page, 'organiser')
    await page.goto('/desk/messages')
    await hydrated(page)
    const item = page.locator('[data-message]', { hasText: message })
    await expect(item).toContainText('阿珍')
    await item.focus()
    await page.keyboard.press('s')
    await expect(page.getByRole('status')).toContainText('这条留言会显示')
    await expect(item).toHaveCount(0)
    await page.getByRole('button', { name: '撤销' }).click()
    await expect(item).toHaveCount(1)
    await item.focus()
    await page.keyboard.press('h')
    await expect(page.getByRole('status')).toContainText('这条留言不显示')
    await page.goto('/desk/messages?view=decided')
    await expect(page.getByRole('listitem').filter({ hasText: message })).toContainText('未显示')
  })

  test('the second of two moderators is told who was quicker', async ({ page, visitor }) => {
    const message = `两个人同时看 ${Date.now()}`
    await readyGift(page.request, { name: '阿强', nameConsent: 'yes', message }, 'paid')
    await signIn(page, 'organiser')
    await page.goto('/desk/messages')
    const other = await visitor(desktop)
    await signIn(other, 'administrator')
    await other.goto('/desk/messages')
    await hydrated(other)
    await other
      .locator('[data-message]', { hasText: message })
      .getByRole('button', { name: '不显示', exact: true })
      .click()
    await expect(other.getByRole('status')).toContainText('不显示')
    await page
      .locator('[data-message]', { hasText: message })
      .getByRole('button', { name: '显示', exact: true })
      .click()
    await expect(page.getByRole('status')).toContainText('刚刚已经处理了这条留言')
  })

  test('a held gift is accepted with the keyboard alone, and the total moves by what came', async ({
    page,
  }) => {
    await heldGift(page.request, { amountFen: 3210 })
    const before = await totalsOf(page)
    await signIn(page, 'treasurer')
    await page.goto('/desk/holds')
    await hydrated(page)
    await expect(page.getByText('¥32.10')).toBeVisible()
    await tabTo(page, /^按实到金额入账$/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status')).toContainText('¥32.10')
    await expect
      .poll(async () => (await totalsOf(page)).confirmedFen - before.confirmedFen)
      .toBeGreaterThanOrEqual(3210n)
  })

  test('whoever may only look sees no button to decide with', async ({ page }) => {
    await heldGift(page.request, { amountFen: 3211 })
    await signIn(page, 'auditor')
    await page.goto('/desk/holds')
    await expect(page.getByText('¥32.11')).toBeVisible()
    await expect(page.getByRole('button', { name: '按实到金额入账' })).toHaveCount(0)
    await signIn(page, 'fund-manager')
    expect((await page.goto('/desk/holds'))?.status()).toBe(404)
    expect((await page.goto('/desk/messages'))?.status()).toBe(404)
  })

  test('the books are proven on demand, and the result stands on the page', async ({ page }) => {
    await signIn(page, 'treasurer')
    await page.goto('/desk/health')
    await hydrated(page)
    await page.getByRole('button', { name: '现在核验账本' }).click()
    await expect(page.getByRole('status')).toBeVisible()
    await expect(page.getByText(/核验了 [\d,]+ 笔账目，没有发现问题/)).toBeVisible({ timeout: 45_000 })
  })
})

test.describe('without scripts, on a phone', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('a hold without its note keeps what was typed and says what to do; foreign money cannot be accepted', async ({
    page,
  }) => {
    const giftId = await heldGift(page.request, { amountFen: 5000, currency: 'usd' })
    await signIn(page, 'treasurer')
    await page.goto('/desk/holds')
    const gift = page.locator(`#gift-${giftId}`)
    await expect(gift).toContainText('外币不能入账')
    await expect(gift.getByRole('button', { name: '按实到金额入账' })).toHaveCount(0)
    await gift.getByRole('button', { name: '保留暂存' }).click()
    await expect(gift.getByText('请写一句备注')).toBeVisible()
    const tooLong = '字'.repeat(501)
    await gift.getByLabel(/备注/).fill(tooLong)
    await gift.getByRole('button', { name: '保留暂存' }).click()
    await expect(gift.getByLabel(/备注/)).toHaveValue(tooLong)
    await gift.getByLabel(/备注/).fill('等银行回复')
    await gift.getByRole('button', { name: '保留暂存' }).click()
    await expect(page.getByText('已保留暂存，备注已保存')).toBeVisible()
  })
})
