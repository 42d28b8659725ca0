import type { Page } from '@playwright/test'
import { whatLooksWrong } from './setup/looks-right'
import { desktop, expect, phone, test } from './setup/visit'

test.use(desktop)

const save = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).click()
const signIn = (page: Page, key: string) => page.goto(`/demo/sign-in/${key}`)

test('an organiser makes a series and a campaign, and a second person is asked to open it', async ({
  page,
  visitor,
}) => {
  await signIn(page, 'organiser')
  await page.goto('/desk/series/new')
  await page.waitForLoadState('networkidle')
  await page.getByLabel('名称（中文）').fill('山海节')
  await page.getByLabel('名称（英文）').fill('Hill and Sea Day')
  await expect(page.getByLabel('网址里的名字'), 'suggested from the name').toHaveValue('hill-and-sea-day')
  await page.getByLabel('介绍（中文）').fill('每年一次')
  await page.getByLabel('介绍（英文）').fill('Every year')
  await save(page, '保存')
  await page.getByRole('link', { name: '起草第 1 届' }).click()

  await expect(page.getByLabel('届数')).toHaveValue('1')
  await page.getByLabel('名称（中文）').fill('第一届山海节')
  await page.getByLabel('名称（英文）').fill('First Hill and Sea Day')
  await save(page, '存为草稿')
  await expect(page.getByRole('alert').first(), 'what is wrong is said first').toBeFocused()
  await page.getByLabel('开始日').fill('2026-01-01')
  await page.getByLabel('截止日').fill('2099-12-31')
  await save(page, '存为草稿')
  await expect(page.getByText('草稿存好了')).toBeVisible()
  await expect(page.getByText('还没有定善款去向')).toBeVisible()

  await page.getByRole('link', { name: '善款去向' }).first().click()
  await page.getByLabel('基金 1').selectOption({ index: 1 })
  await page.getByLabel('比例（%）').fill('66.67')
  await expect(page.getByText('还差 33.33%'), 'the sum moves while typing').toBeVisible()
  await page.getByRole('button', { name: '再加一个基金' }).click()
  await page.waitForLoadState('networkidle')
  await page.getByLabel('基金 2').selectOption({ index: 2 })
  await expect(page.getByLabel('比例（%）').first(), 'typed before the row was added').toHaveValue('66.67')
  await page.getByLabel('比例（%）').nth(1).fill('33.33')
  await expect(page.getByText('正好 100%')).toBeVisible()
  await save(page, '保存')

  await page.getByRole('link', { name: '修改内容' }).click()
  for (const [label, text] of [
    ['一句话简介', '一起走'],
    ['活动介绍', '为困难群众走。'],
    ['封面的文字说明', '一幅画'],
  ]) {
    await page.getByLabel(`${label}（中文）`).fill(text!)
    await page.getByLabel(`${label}（英文）`).fill(`${text} in English`)
  }
  await page.getByLabel('公开募捐备案编号').fill('E2E-1')
  await page.getByLabel('指定的互联网募捐平台（中文）').fill('平台甲')
  await save(page, '保存')
  await page.getByRole('button', { name: '申请开放' }).click()
  await expect(page.getByText('你自己提交的，要由别人同意', { exact: false })).toBeVisible()

  const second = await visitor(phone)
  await signIn(second, 'reviewer')
  await second.goto('/en/desk/campaigns/first-hill-and-sea-day')
  await expect(second.getByText('Opening waits for a second person')).toBeVisible()
  await expect(second.getByRole('button', { name: 'Propose to open' })).toHaveCount(0)
  expect(await whatLooksWrong(second)).toEqual([])
})
