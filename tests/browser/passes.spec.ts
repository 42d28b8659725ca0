import type { Page } from '@playwright/test'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { desktop, expect, phone, test } from './setup/visit'

const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)

test.use({ ...desktop, contextOptions: { reducedMotion: 'reduce' } })

test('a pass is made at the desk, carried by a borrowed phone, and gone with its next request once taken back', async ({
  page,
  visitor,
}) => {
  test.slow()
  await signIn(page, 'walk-organiser')
  await page.goto('/desk/passes')
  const label = `第 ${Date.now()} 班`
  await page.getByLabel('地点').fill('北门打卡点')
  await page.getByLabel('谁来用').fill(label)
  await page.getByLabel('有事打给谁').fill('黄步云 138 0013 8000')
  await page.getByRole('button', { name: '做好，显示二维码' }).click()
  await expect(page.getByText('链接只显示这一次')).toBeVisible()
  await expect(page.getByRole('img', { name: '扫这个二维码，就用这部手机' })).toBeVisible()
  const link = await page.getByLabel('链接').inputValue()
  expect(await whatLooksWrong(page), 'the new pass').toEqual([])
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByLabel('链接')).toBeHidden()
  await expect(page.getByRole('heading', { name: '北门打卡点' })).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: '再做一张' }).click()
  await expect(page.getByText('链接只显示这一次')).toBeHidden()

  const borrowed = await visitor(phone)
  const path = new URL(link).pathname
  expect((await borrowed.goto(path))!.status()).toBe(200)
  expect(await whatLooksWrong(borrowed), 'the offer').toEqual([])
  await borrowed.getByRole('button', { name: '就用这部手机' }).click()
  await expect(borrowed).toHaveURL(/\/pass$/)
  await expect(borrowed.getByRole('heading', { name: '北门打卡点' })).toBeVisible()
  await expect(borrowed.getByText('今天有效')).toBeVisible()
  await expect(borrowed.getByRole('link', { name: '打给 黄步云' })).toHaveAttribute('href', 'tel:13800138000')
  expect((await languageLeaks(borrowed, 'zh-CN', new Set())).filter((text) => !text.includes(label))).toEqual(
    [],
  )
  expect(await whatLooksWrong(borrowed), 'the pass').toEqual([])
  await borrowed.goto('/en/pass')
  expect(await whatLooksWrong(borrowed), 'the pass in English').toEqual([])

  await page.goto('/desk/passes')
  const row = page.getByRole('row').filter({ hasText: label })
  await expect(row).toContainText('用在 1 部手机上')
  await row.getByRole('button', { name: /^收回/ }).click()
  await expect(page.getByText('拿着它的手机现在什么也做不了')).toBeVisible()
  expect((await borrowed.goto('/pass'))!.status()).toBe(410)
  await expect(borrowed.getByRole('heading', { name: '这张通行证已经收回' })).toBeVisible()
  expect(await whatLooksWrong(borrowed), 'taken back').toEqual([])
})

test('a treasurer proposes to close a month, an administrator agrees, and the treasurer cannot', async ({
  page,
  visitor,
}) => {
  test.slow()
  await signIn(page, 'treasurer')
  await page.goto('/desk/period')
  await page.getByLabel('要关哪一期').selectOption('2024-01-31')
  await page.getByRole('button', { name: '查看这一期' }).click()
  await expect(page.getByRole('heading', { name: '关账之前核对：2024年1月' })).toBeVisible()
  await expect(page.getByText('先处理', { exact: true })).toBeHidden()
  await page.getByLabel('给第二个人的话').fill('一月都对过了')
  await page.getByRole('button', { name: /^提交关账/ }).click()
  await expect(page.getByText('已经提交')).toBeVisible()
  await expect(page.getByText('这次关账在等另一个人决定')).toBeVisible()
  expect(await whatLooksWrong(page), 'a closing that waits').toEqual([])
  await page.goto('/desk/proposals')
  const own = page.getByRole('listitem').filter({ hasText: '关账到 2024年1月31日' })
  await expect(own.getByRole('button', { name: '撤回' })).toBeVisible()
  await expect(own.getByRole('button', { name: '同意', exact: true })).toBeHidden()

  const second = await visitor(phone)
  await signIn(second, 'administrator')
  await second.goto('/desk/proposals')
  const theirs = second.getByRole('listitem').filter({ hasText: '关账到 2024年1月31日' })
  await expect(theirs).toContainText('一月都对过了')
  await theirs.getByRole('button', { name: '同意', exact: true }).click()
  await expect(second.getByText('事情办好了')).toBeVisible()
  await page.goto('/desk/period')
  await expect(page.getByText('已经关账到 2024年1月31日')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '2024年1月31日' })).toContainText('何善仪')
})
