import type { Page } from '@playwright/test'
import { choose, payNow, setSandbox, startGift, visitWalk } from './setup/donor'
import { arrivedOn, onItsWayOn, totalsOf } from './setup/shown'
import { desktop, expect, phone, test } from './setup/visit'
import { words } from './setup/words'

const w = words['zh-CN']

test.use(phone)
test.beforeEach(({ page }) => setSandbox(page, { laterMs: 0 }))

/** A second screen on the campaign's page, whose figures move by themselves. */
async function watchCampaign(visitor: (options?: typeof desktop) => Promise<Page>) {
  const watching = await visitor(desktop)
  await visitWalk(watching)
  return { watching, before: await arrivedOn(watching) }
}

test('a declined payment can be tried again and is counted once', async ({ page, visitor }) => {
  const { watching, before } = await watchCampaign(visitor)
  await startGift(page, '23.45')
  await choose(page, '付款被拒绝')
  await expect(page.getByRole('alert')).toContainText('没有扣款')
  await page.getByRole('radio', { name: w.methods.alipay }).check()
  await payNow(page)
  await expect(page.getByText(w.arrived)).toBeVisible()
  await expect.poll(() => arrivedOn(watching)).toBe(before + 2345n)
})

test('money that is still on its way stands apart from what has arrived, then joins it', async ({
  page,
  visitor,
}) => {
  const { watching, before } = await watchCampaign(visitor)
  const checkout = await startGift(page, '33.30')
  await choose(page, '稍后到账')
  await expect(page.getByText('支付渠道正在处理').first()).toBeVisible()
  await expect.poll(() => onItsWayOn(watching)).toBe(3330n)
  expect(await arrivedOn(watching), 'nothing has arrived yet').toBe(before)

  const provider = await visitor()
  await provider.goto(checkout)
  await choose(provider, '让它现在到账')
  await expect(page.getByText(w.arrived)).toBeVisible()
  await expect.poll(() => arrivedOn(watching)).toBe(before + 3330n)
  await expect.poll(() => onItsWayOn(watching)).toBe(0n)
})

test('a payment that fails later leaves the total where it was, and says so', async ({ page, visitor }) => {
  const { watching, before } = await watchCampaign(visitor)
  const checkout = await startGift(page, '44.40')
  await choose(page, '稍后失败')
  await expect.poll(() => onItsWayOn(watching)).toBe(4440n)

  const provider = await visitor()
  await provider.goto(checkout)
  await choose(provider, '让它现在失败')
  await expect(page.getByText('支付没有成功')).toBeVisible()
  await expect.poll(() => onItsWayOn(watching)).toBe(0n)
  expect(await arrivedOn(watching)).toBe(before)
  await expect(page.getByRole('link', { name: w.download })).toHaveCount(0)
})

test('an abandoned payment page expires, and the donor reads that nothing was charged', async ({ page }) => {
  const before = await totalsOf(page)
  await startGift(page, '55.50')
  await choose(page, '放弃，让页面过期')
  await expect(page.getByRole('heading', { name: '页面已过期' })).toBeVisible()
  await page.getByRole('link', { name: '返回原来的网站' }).click()
  await expect(page.getByText('支付已过期')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('没有扣款')
  expect(await totalsOf(page)).toEqual(before)
})

test('a window closed after paying loses nothing: the total moves without the donor coming back', async ({
  page,
  visitor,
}) => {
  const { watching, before } = await watchCampaign(visitor)
  await startGift(page, '11.11')
  await choose(page, '付款后窗口被关闭')
  await expect(page.getByRole('heading', { name: '已付款' })).toBeVisible()
  await page.close()
  await expect.poll(() => arrivedOn(watching)).toBe(before + 1111n)
})

test('who goes back without paying reads so, and can go on to the same payment', async ({ page }) => {
  const before = await totalsOf(page)
  const checkout = await startGift(page, '12.34')
  await page.getByRole('link', { name: '返回，先不支付' }).click()
  await expect(page.getByText('支付页面已关闭，没有扣款')).toBeVisible()
  await page.getByRole('link', { name: '继续支付' }).click()
  await expect(page).toHaveURL(checkout)
  await payNow(page)
  await expect(page.getByText(w.arrived)).toBeVisible()
  // Totals move when the gift is sealed, a moment after it arrived.
  await expect.poll(async () => (await totalsOf(page)).confirmedFen).toBe(before.confirmedFen + 1234n)
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ page }) => setSandbox(page, { delayMs: 3_000 }))
    test.afterEach(({ page }) => setSandbox(page, { delayMs: 0 }))

    test('the return page does not believe the redirect: it waits for the provider’s word', async ({
      page,
    }) => {
      await startGift(page, '10.01')
      await payNow(page)
      await expect(page.getByText(w.notArrived)).toBeVisible()
      await expect(page.getByRole('link', { name: w.download })).toHaveCount(0)
      await expect(page.getByText(w.arrived)).toBeVisible()
      await expect(page.getByRole('link', { name: w.download })).toBeVisible()
    })
  })
}
