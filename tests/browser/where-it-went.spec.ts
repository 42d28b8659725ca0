import { form } from '../disclosures/bundle'
import { readyGift } from './setup/ready-gift'
import { signInByCode } from './setup/sign-in-by-code'
import { desktop, expect, phone, test } from './setup/visit'

test.describe('on a phone', () => {
  test.use(phone)

  test('from the home page to where money went, by the menu, by search, and from a gift of one’s own to the rule', async ({
    page,
    request,
  }) => {
    const { giftPath } = await readyGift(request, { amount: '66.60' }, 'paid')
    await page.goto(giftPath)
    const trail = page.getByRole('region', { name: '这笔捐赠用到哪里了' })
    await expect(trail.getByText('留在基金里，等使用方案通过').first()).toBeVisible()
    await trail.getByRole('link', { name: '看这条规则' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('先到先用')
    await expect(page.getByRole('figure', { name: '甲的捐赠' })).toContainText('¥100.00')

    await page.goto('/')
    await expect(page.getByRole('heading', { name: '钱去了哪里' })).toBeVisible()
    await page.getByRole('link', { name: '使用方案' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '使用方案' })).toBeVisible()

    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '搜索' }).click()
    await page.getByLabel('要找什么').fill('救助')
    await page.getByRole('button', { name: '搜索' }).click()
    await expect(page.getByRole('region', { name: '基金' }).getByRole('link').first()).toBeVisible()
    await page.getByLabel('要找什么').fill('没有这样的东西')
    await page.getByRole('button', { name: '搜索' }).click()
    await expect(page.getByText('没有找到“没有这样的东西”')).toBeVisible()
  })

  test('a donor of the coming walk reads in the list how much is used, and follows it to the paid plan', async ({
    page,
  }) => {
    await page.goto('/sign-in/code?to=/account/gifts')
    await signInByCode(page, 'donor-0.health-walk-11@example.org')
    await page.waitForURL(/\/account\/gifts$/)
    await page.getByRole('link', { name: '已安排使用 ¥6,000.00 / ¥20,000.00' }).click()
    const trail = page.getByRole('region', { name: '这笔捐赠用到哪里了' })
    await expect(trail.getByText('¥6,000.00 已经用到，¥14,000.00 还在基金里。')).toBeVisible()
    await trail.getByRole('link', { name: '特教班秋季教具' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: '特教班秋季教具' })).toBeVisible()
    await expect(page.locator('#payments')).toContainText('¥4,000.00')
  })

  test('none of these pages scrolls sideways, in either language', async ({ page }) => {
    for (const path of [
      '/',
      '/en',
      '/search?q=a',
      '/en/search?q=a',
      '/plans',
      '/en/plans',
      '/rules/first-in-first-out',
      '/en/rules/first-in-first-out',
    ]) {
      await page.goto(path)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide, path).toBe(0)
    }
  })
})

test.describe('at the desk', () => {
  test.use({ ...desktop, expectedComplaints: [/status of 422/] })

  test('an old disclosure is pasted, its fault is named, its doubtful figures are checked, and the reading is finished', async ({
    page,
  }) => {
    const name = `旧公示 ${Date.now()}`
    const text = form({ name: `木棉伴读项 ${Date.now()}`, doing: '支出730.90万元，近1000人受益。' })
    await page.goto('/demo/sign-in/organiser')
    await page.goto('/desk/disclosures/import')
    await page.getByLabel('叫什么').fill(name)
    await page.getByRole('button', { name: '读取并核查' }).click()
    await expect(page.getByText('请贴入全文，或者选一个文件。')).toBeVisible()
    await expect(page.getByLabel('叫什么'), 'what was typed stays').toHaveValue(name)
    await page.getByLabel('公示全文').fill(text)
    await page.getByRole('button', { name: '读取并核查' }).click()
    await expect(page.getByText('找到 1 份公示、2 个数字，其中 2 个存疑；发现 1 处疑点。')).toBeVisible()
    await expect(page.getByText('标题写的是“木棉陪读项目”')).toBeVisible()
    await expect(page.getByRole('button', { name: '核对完成' })).toBeDisabled()

    const doubt = (said: string) =>
      page.getByRole('listitem').filter({ has: page.getByText(said, { exact: true }) })
    await doubt('730.90万元').getByLabel('这个数字').selectOption('corrected')
    await doubt('730.90万元').getByLabel('实际是（元）').fill('7309000')
    await doubt('730.90万元').getByRole('button', { name: '记下' }).click()
    await expect(page.getByText('已核对：¥7,309,000.00')).toBeVisible()
    await doubt('近1000人').getByRole('button', { name: '记下' }).click()
    await expect(page.getByText('已核对：就是这个数')).toBeVisible()
    await page.getByRole('button', { name: '核对完成' }).click()
    await expect(page.getByText(/核对完成。$/)).toBeVisible()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'JSON' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('old-disclosures.json')
  })
})
