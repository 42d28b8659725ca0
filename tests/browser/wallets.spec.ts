import fs from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { readPicture } from './setup/printed'
import { desktop, expect, phone, screenFile, test } from './setup/visit'
import { openWalletsSite, type WalletsSite } from './setup/wallets-site'

test.describe.configure({ mode: 'serial' })
test.setTimeout(120_000)

const android =
  'Mozilla/5.0 (Linux; Android 15; HarmonyOS) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36'
let site: WalletsSite
test.beforeAll(async () => {
  test.setTimeout(180_000)
  site = await openWalletsSite(Number(process.env.E2E_PORT || 3210) + 7)
})
test.afterAll(() => site.stop())

const total = async () => (await site.totals()).confirmedFen
const look = async (page: Page, name: string) => {
  expect(await whatLooksWrong(page), name).toEqual([])
  await page.screenshot({ path: screenFile(name), fullPage: true })
}
async function choose(page: Page, way: string, address = site.campaign): Promise<void> {
  await page.goto(address)
  await page.getByText('¥20', { exact: true }).click()
  await page.getByRole('radio', { name: new RegExp(`^${way}`) }).check()
}
/** What a phone reads when it is held against the screen. */
async function scanned(page: Page, title: string): Promise<string> {
  const file = screenFile('wallets-code')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  await page.getByRole('img', { name: title }).screenshot({ path: file })
  return readPicture(file)
}

test('at a desk a donor scans a code with WeChat, and the page moves on by itself', async ({ visitor }) => {
  const page = await visitor(desktop)
  await choose(page, '微信支付')
  await look(page, 'wallets-form-desk')
  await page.getByRole('button', { name: '去支付 ¥20.00' }).click()
  await expect(page).toHaveURL(/\/gifts\/[0-9a-f-]{36}\/pay(#|$)/)
  await expect(page.getByRole('heading', { name: '用微信扫码付款' })).toBeVisible()
  await look(page, 'wallets-scan-desk')
  const wechat = await visitor(phone)
  await wechat.goto(await scanned(page, '微信支付的二维码'))
  await expect(wechat.getByText('¥20.00')).toBeVisible()
  await look(wechat, 'wallets-wechat')
  await wechat.getByRole('button', { name: '确认支付' }).click()
  await expect(wechat.getByRole('heading', { name: '已付款' })).toBeVisible()
  await expect(page).toHaveURL(/\/gifts\/[0-9a-f-]{36}(#|$)/)
  await expect(page.getByRole('heading', { name: '到账了，谢谢你' })).toBeVisible()
  await expect.poll(total).toBe('2000')
})

test('on a phone a donor gives by Alipay and by WeChat, and comes back to the gift', async ({ visitor }) => {
  const page = await visitor({ ...phone, userAgent: android })
  await choose(page, '支付宝')
  await look(page, 'wallets-form-phone')
  await page.getByRole('button', { name: '去支付 ¥20.00' }).click()
  await expect(page.getByRole('heading', { name: '支付宝' })).toBeVisible()
  await look(page, 'wallets-alipay')
  await page.getByRole('button', { name: '确认支付' }).click()
  await expect(page.getByRole('heading', { name: '到账了，谢谢你' })).toBeVisible()
  await expect.poll(total).toBe('4000')

  await choose(page, '微信支付')
  await page.getByRole('button', { name: '去支付 ¥20.00' }).click()
  await page.getByRole('button', { name: '确认支付' }).click()
  await expect(page.getByRole('heading', { name: '到账了，谢谢你' })).toBeVisible()
  await expect.poll(total).toBe('6000')
  expect((await site.totals()).byChannel).toMatchObject({
    wechat_pay: { confirmedFen: '4000' },
    alipay: { confirmedFen: '2000' },
  })
})

test('without scripts, in English, and by card the same choice leads on', async ({ visitor }) => {
  const before = BigInt(await total())
  const page = await visitor({ ...desktop, javaScriptEnabled: false })
  await choose(page, 'Bank card', `${site.url}/en/campaigns/walk-12`)
  expect(await languageLeaks(page, 'en', new Set(['测试平台']))).toEqual([])
  await page.getByRole('button', { name: /^(Pay|Go to payment)/ }).click()
  await expect(page.getByRole('radio', { name: 'Card' })).toHaveCount(1)
  await expect(page.getByRole('radio')).toHaveCount(1)

  await choose(page, 'WeChat Pay', `${site.url}/en/campaigns/walk-12`)
  await page.getByRole('button', { name: /^(Pay|Go to payment)/ }).click()
  await expect(page.getByRole('heading', { name: 'Scan with WeChat to pay' })).toBeVisible()
  expect(await languageLeaks(page, 'en', new Set(['测试平台']))).toEqual([])
  await page.screenshot({ path: screenFile('wallets-scan-en') })
  await page.goto(await scanned(page, 'QR code of WeChat Pay'))
  await page.getByRole('button').first().click()
  await expect.poll(total).toBe(String(before + 2000n))
})

test('inside WeChat the form says how to get out, and a code is shown', async ({ visitor }) => {
  const page = await visitor({ ...phone, userAgent: `${android} MicroMessenger/8.0.60` })
  await choose(page, '微信支付')
  await expect(page.getByText('选“在浏览器打开”')).toBeVisible()
  await page.getByRole('button', { name: '去支付 ¥20.00' }).click()
  await expect(page.getByRole('heading', { name: '用微信扫码付款' })).toBeVisible()
  await look(page, 'wallets-scan-in-wechat')
})
