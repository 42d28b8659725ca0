import { accountNumber, csvOf } from '../payments/bank-files'
import { expect, test } from './setup/visit'

// Two forms are sent wrong on purpose.
test.use({ expectedComplaints: [/status of 422/] })

test('a treasurer adds an account, sees what a statement would do, keeps it and books a transfer as a gift', async ({
  page,
}) => {
  await page.goto('/demo/sign-in/treasurer')
  await page.goto('/desk/bank')
  await page.getByRole('link', { name: '登记账户' }).click()
  await page.getByLabel('叫它什么').fill('基本户')
  await page.getByLabel('开户行').fill('测试银行')
  await page.getByLabel('账号', { exact: true }).fill(accountNumber)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存。')).toBeVisible()
  await page.goto('/desk/bank/import')
  const file = (text: string) => ({ name: '三月.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const statement = csvOf([
    { day: '2026-03-06', yuan: '168.80', who: '石楼镇商会', remark: '扶贫济困', ref: 'T1' },
    { day: '2026-03-06', yuan: '-12.50', who: '', remark: '手续费', ref: 'T2' },
    { day: '2026-03-07', yuan: '20.01', who: '', remark: '不留名', ref: 'T3' },
  ])
  await page.setInputFiles('input[type=file]', file(statement.replace('168.80,,168.80', '168.80,,168.81')))
  await page.getByRole('button', { name: '试算' }).click()
  await expect(page.getByText('按前一行应是 ¥156.31，写的是 ¥156.30')).toBeVisible()
  await page.setInputFiles('input[type=file]', file(statement))
  await page.getByRole('button', { name: '试算' }).click()
  await expect(page.getByText('可以收下 3 笔新流水。')).toBeVisible()
  await page.getByRole('button', { name: '收下 3 笔' }).click()
  await expect(page.getByText('收下了 3 笔新流水。')).toBeVisible()
  await page.goto('/desk/bank')
  await expect(page.getByText('与账上一致。')).toBeVisible()
  await page.goto('/desk/bank/lines')
  await page.getByRole('link', { name: '石楼镇商会' }).click()
  await page.getByText('没有认捐，当作捐款入账').click()
  await page.getByLabel('捐给哪个项目').selectOption({ index: 1 })
  await page.getByRole('button', { name: '入账' }).click()
  await expect(page.getByText('已经入账。')).toBeVisible()
  await page.getByText('撤回认领', { exact: true }).first().click()
  await page.getByRole('button', { name: '撤回认领' }).click()
  await expect(page.getByText('写一句为什么撤回。').first()).toBeVisible()
  await page.getByLabel('为什么撤回').fill('认错了人')
  await page.getByRole('button', { name: '撤回认领' }).click()
  await expect(page.getByText('已撤回，钱回到待认领。')).toBeVisible()
  for (const path of ['/en/desk/bank', '/en/desk/bank/lines', '/en/desk/bank/import']) {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(path)
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wide, `${path} does not scroll sideways`).toBe(0)
  }
})
