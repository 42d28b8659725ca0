import type { Page } from '@playwright/test'
import { fillGiveForm, openWalk, payNow, visitWalk } from './setup/donor'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { mailedTo } from './setup/mailed'
import { expect, phone, screenFile, test } from './setup/visit'

test.use({ ...phone, contextOptions: { reducedMotion: 'reduce' } })

const unique = () => `${Date.now()}.${Math.floor(Math.random() * 1e6)}@example.com`

async function look(page: Page, name: string, language: 'zh-CN' | 'en' = 'zh-CN') {
  await page.screenshot({ path: screenFile(`monthly-${name}`), fullPage: true })
  expect(await whatLooksWrong(page), name).toEqual([])
  expect(await languageLeaks(page, language, new Set()), name).toEqual([])
}

test('a monthly gift is begun, its amount changed, its card renewed, paused, and stopped with two clicks', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const email = unique()
  await visitWalk(page)
  await page.getByRole('radio', { name: '每月捐' }).check()
  await fillGiveForm(page, 'zh-CN', { amount: '66.66' })
  await page.getByRole('button', { name: '去支付第一个月' }).click()
  await expect(page.getByText('每月捐赠和提醒要用邮箱，请填上。').first()).toBeVisible()
  await page.getByRole('textbox', { name: '邮箱' }).fill(email)
  await page.screenshot({ path: screenFile('monthly-form'), fullPage: true })
  await page.getByRole('button', { name: '去支付第一个月' }).click()
  await expect(page.getByText('每月', { exact: true })).toBeVisible()
  await payNow(page)
  await expect(page.getByRole('status').getByText('进行中')).toBeVisible()
  await expect(page.getByText('尾号 4242', { exact: false })).toBeVisible()
  await look(page, 'running')

  await page.locator('summary').filter({ hasText: '改金额和基金' }).click()
  await page.getByLabel('每月多少（元）').fill('0')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('金额要大于 0。').first()).toBeVisible()
  await page.getByLabel('每月多少（元）').fill('100')
  await page.screenshot({ path: screenFile('monthly-change'), fullPage: true })
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已经改好，从下一次扣款起。')).toBeVisible()
  await expect(page.getByRole('region', { name: '每月' }).getByText('¥100.00')).toBeVisible()
  await expect(page.getByRole('row').getByText('¥66.66'), 'what was charged stays').toBeVisible()

  await page.locator('summary').filter({ hasText: '换一张卡' }).click()
  await page.getByRole('button', { name: '换一张卡' }).click()
  await page.getByRole('button', { name: '保存这张卡' }).click()
  await expect(page.getByText('新卡会在一分钟内生效。')).toBeVisible()

  await page.locator('summary').filter({ hasText: '暂停' }).click()
  await page.getByRole('button', { name: '暂停' }).click()
  await expect(page.getByText('已经暂停。')).toBeVisible()
  await expect(page.getByRole('status').getByText('已暂停')).toBeVisible()

  const here = new URL(page.url()).pathname
  await page.goto(`/en${here}`)
  await expect(page.getByRole('heading', { name: 'Your monthly gift' })).toBeVisible()
  await look(page, 'paused-en', 'en')
  // The link in the mail opens the same page.
  expect(await mailedTo(page.request, email, /(\/monthly\/[\w-]{20,})/)).toBe(here)

  await page.goto(here)
  await page.locator('summary').filter({ hasText: '停止每月捐赠' }).click()
  await page.getByRole('button', { name: '确定停止' }).click()
  await expect(page.getByText('已经停止，以后不再扣款。').first()).toBeVisible()
  await expect(page.getByRole('status').getByText('已停止')).toBeVisible()
  await look(page, 'stopped')

  await page.goto('/demo/sign-in/treasurer')
  await page.goto(`/desk/monthly?q=${encodeURIComponent(email)}`)
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('捐赠人停止')
  await page.screenshot({ path: screenFile('monthly-desk'), fullPage: true })
})

test('without scripts a monthly gift is begun and stopped just the same', async ({ visitor }) => {
  const page = await visitor({ ...phone, javaScriptEnabled: false })
  await page.goto(`${openWalk}?amount=20.00&for=fund:assistance`)
  await expect(page.getByLabel('其他金额（元）')).toHaveValue('20.00')
  await page.getByRole('radio', { name: '每月捐' }).check()
  await page.getByRole('textbox', { name: '邮箱' }).fill(unique())
  await page.locator('#give').getByRole('button', { name: '去支付' }).click()
  await payNow(page)
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('status').getByText('进行中')).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.locator('summary').filter({ hasText: '停止每月捐赠' }).click()
  await page.getByRole('button', { name: '确定停止' }).click()
  await expect(page.getByRole('status').getByText('已停止')).toBeVisible()
  await page.context().close()
})

test('whoever pays by wallet is reminded once the mail was answered, and no more after one click', async ({
  page,
}) => {
  const email = unique()
  await visitWalk(page)
  await page.getByRole('radio', { name: '每月提醒我' }).check()
  await fillGiveForm(page, 'zh-CN', { amount: '30', email })
  await page.getByRole('button', { name: '发确认邮件给我' }).click()
  await expect(page.getByRole('heading', { name: '请去邮箱里点一下' })).toBeVisible()
  await page.goto(await mailedTo(page.request, email, /(\/reminders\/[\w-]{20,})/))
  await look(page, 'reminder')
  await page.getByRole('button', { name: '好，每月提醒我' }).click()
  await expect(page.getByText('确认好了，下个月开始提醒。')).toBeVisible()
  await page.getByRole('button', { name: '不再提醒我' }).click()
  await expect(page.getByText('已经不再提醒。')).toBeVisible()
})
