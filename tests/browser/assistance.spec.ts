import type { Page } from '@playwright/test'
import { desktop, expect, phone, test } from './setup/visit'

const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)
const noSideways = async (page: Page, path: string) => {
  await page.goto(path)
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wide, `${path} does not scroll sideways`).toBe(0)
}

test.describe('assistance by two people', () => {
  test.use({ ...desktop, expectedComplaints: [/status of 4(09|22)/] })

  test('one enters cases and hands them on, another looks at who they are, which is recorded, and agrees: it is paid', async ({
    page,
    visitor,
  }) => {
    const title = `临时救助 ${Date.now()}`
    await signIn(page, 'treasurer')
    await page.goto('/desk/assistance')
    await page.getByRole('link', { name: '登记一批' }).click()
    await page.getByRole('button', { name: '开始登记' }).click()
    await expect(page.getByText('请填写。').first()).toBeVisible()
    await page.getByLabel('批次名称').fill(title)
    await page.getByLabel('从哪个基金付').selectOption('assistance')
    await page.getByRole('button', { name: '开始登记' }).click()
    await expect(page.getByText('开始登记了，现在写个案。')).toBeVisible()
    await page.getByLabel('类别').selectOption('living')
    await page.getByLabel('金额（元）').fill('800')
    await page.getByLabel('姓名').fill('陈试试')
    await page.getByLabel('证件号').fill('110105194912310021')
    await page.getByRole('button', { name: '记下这一宗' }).click()
    await expect(page.getByText('证件号不对，请再核对一遍。')).toBeVisible()
    await expect(page.getByLabel('姓名'), 'what was typed stays').toHaveValue('陈试试')
    await page.getByLabel('证件号').fill('11010519491231002X')
    await page.getByRole('button', { name: '记下这一宗' }).click()
    await expect(page.getByText('记下了。')).toBeVisible()
    expect(await page.locator('main').innerText()).not.toContain('陈试试')

    await page.getByRole('link', { name: '从表格导入' }).click()
    const list = '镇街,类别,姓名,证件号,金额\n石楼镇,医疗救助,李试试,11010519491231002X,"1,200.00"\n'
    const file = { name: '个案.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('button', { name: '预览' }).click()
    await expect(page.getByText('证件号重复').first()).toBeVisible()
    await page.getByRole('button', { name: '写入这 1 宗' }).click()
    await expect(page.getByText('导入完成。')).toBeVisible()
    await expect(page.getByText('同一证件号另有 1 宗')).toHaveCount(2)
    await page.getByRole('button', { name: '提交核对' }).click()
    await expect(page.getByText('提交了，等另一个人核对。')).toBeVisible()
    const address = page.url().replace(/\?.*/, '')

    const other = await visitor(desktop)
    await signIn(other, 'reviewer')
    await other.goto('/desk/proposals')
    const proposal = other.getByRole('listitem').filter({ hasText: title })
    await proposal.getByRole('link', { name: '看这一批救助' }).click()
    expect(await other.locator('main').innerText()).not.toContain('陈试试')
    await other.getByRole('button', { name: '显示姓名和证件号' }).click()
    await expect(other.getByText('陈试试')).toBeVisible()
    await other.goto('/desk/proposals')
    await proposal.getByRole('button', { name: '同意', exact: true }).click()
    await expect(other.getByText('已经同意，事情办好了。')).toBeVisible()
    await page.goto(address)
    await expect(page.getByText('已付款').first()).toBeVisible()

    await signIn(page, 'administrator')
    await page.goto('/desk/trail?action=assistance.look')
    const look = page.getByText('查看受助人').locator('visible=true')
    await expect(look.first()).toBeVisible()
    await expect(page.locator('main')).not.toContainText('陈试试')
  })
})

test.describe('the public looks at funds and assistance', () => {
  test('277 community funds are searched, ranked and paged on a phone', async ({ visitor }) => {
    const page = await visitor(phone)
    for (const path of [
      '/funds',
      '/en/funds?by=balance',
      '/funds/community-007',
      '/assistance',
      '/en/assistance',
    ])
      await noSideways(page, path)
    await page.goto('/funds?by=balance')
    await expect(page.getByRole('row')).not.toHaveCount(0)
    await page.getByRole('link', { name: '下一页' }).click()
    await expect(page).toHaveURL(/by=balance.*after=/)
    await page.getByLabel('名称、发起方或代码').fill('石楼镇第 3 社区')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: /石楼镇第 3 社区/ }).click()
    await expect(page.getByText('石楼镇第 3 社区（演示）')).toBeVisible()
    await expect(page.getByText('已答应').first()).toBeVisible()
  })

  test('a quarter’s assistance is its published sums; small groups are not told', async ({ page }) => {
    await page.goto('/assistance?quarter=2024-Q1')
    await expect(page.getByText('¥1,543,705.00').first()).toBeVisible()
    const row = page.getByRole('row').filter({ hasText: '异地务工人员救助' })
    await expect(row.first()).toContainText('¥50,000.00')
    await expect(row.nth(1)).toContainText('人数少，不公布')
    await expect(row.nth(1)).not.toContainText('50,000')
  })
})
