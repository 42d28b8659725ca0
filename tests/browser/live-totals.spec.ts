import { openWalk, visitWalk } from './setup/donor'
import { readyGift } from './setup/ready-gift'
import { arrivedOn } from './setup/shown'
import { expect, phone, test } from './setup/visit'

test.use({ ...phone, expectedComplaints: [/ERR_INTERNET_DISCONNECTED/] })

test('a page that lost its connection says so, and catches up without missing or doubling', async ({
  page,
  context,
  request,
}) => {
  await visitWalk(page)
  const before = await arrivedOn(page)
  const gifts = page.locator('#raised').getByText(/笔捐赠/)
  const giftsBefore = Number.parseInt((await gifts.innerText()).replace(/\D/g, ''), 10)

  await context.setOffline(true)
  await expect(page.getByText(/连接断了，正在重连。数字截至 \d{4}年/)).toBeVisible()
  // Two gifts are missed while it is away.
  await readyGift(request, { amount: '7.77' }, 'paid')
  await readyGift(request, { amount: '8.88' }, 'paid')
  expect(await arrivedOn(page)).toBe(before)

  await context.setOffline(false)
  await expect.poll(() => arrivedOn(page)).toBe(before + 777n + 888n)
  await expect(page.getByText('实时更新')).toBeVisible()
  await expect(gifts).toHaveText(`${giftsBefore + 2} 笔捐赠`)

  await readyGift(request, { amount: '9.99' }, 'paid')
  await expect.poll(() => arrivedOn(page), 'it goes on after that').toBe(before + 777n + 888n + 999n)
})

test('recent gifts come in without a reload, and a name only by consent', async ({ page, request }) => {
  await visitWalk(page)
  await readyGift(request, { amount: '3.01', name: '不愿公开的人' }, 'paid')
  await readyGift(request, { amount: '3.02', name: '愿意公开的人', nameConsent: 'yes' }, 'paid')
  const recent = page.locator('#recent li')
  await expect(recent.filter({ hasText: '¥3.02' })).toContainText('愿意公开的人')
  await expect(recent.filter({ hasText: '¥3.01' })).toContainText('爱心人士')
  await expect(page.getByText('不愿公开的人')).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the page says how old its figures are and promises nothing else', async ({ page }) => {
    await page.goto(openWalk)
    await expect(page.locator('#raised').getByText(/^数字截至 \d{4}年/)).toBeVisible()
    await expect(page.getByText('连接断了')).toHaveCount(0)
  })
})
