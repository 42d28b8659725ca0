import type { Page } from '@playwright/test'
import { accountNumber, csvOf, type Movement } from '../payments/bank-files'
import { portOf } from './setup/ports'
import { openTreasurySite, type TreasurySite } from './setup/treasury-site'
import { expect, screenFile, test } from './setup/visit'

const online = 470
const donorsAtOnce = 8
const methods = ['card', 'alipay', 'wechat_pay']
let site: TreasurySite

test.beforeAll(async ({ browserName: _ }, { parallelIndex }) => {
  site = await openTreasurySite(portOf(parallelIndex + 20))
})
test.afterAll(() => site.stop())

const yuanOf = (fen: bigint | number) => {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
/** From ¥1.00 on, no two alike, most of them not to be split evenly. */
const amountOf = (n: number) => yuanOf(100 + n * 137)

/** All gifts of the day as donors make them, some at the same time. */
async function giveAll(): Promise<string[]> {
  const gifts: string[] = []
  let next = 0
  const donor = async () => {
    for (let n = next++; n < online; n = next++)
      gifts[n] = await site.give(amountOf(n), methods[n % methods.length]!)
  }
  await Promise.all(Array.from({ length: donorsAtOnce }, donor))
  return gifts
}

async function refund(page: Page, gift: string, yuan: string): Promise<void> {
  await page.goto(`${site.url}/desk/gifts/${gift}`)
  await page.getByLabel('退多少（元）').fill(yuan)
  await page.getByLabel('原因').selectOption('donor-asked')
  await page.getByRole('button', { name: '退款', exact: true }).click()
  await expect(page.getByText('已记下，正在请支付渠道退款')).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('已退，已入账')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
}

/** Has the provider's balance read, and looks until the day's page says what it should. */
async function reconciled(page: Page, says: string): Promise<void> {
  await page.goto(`${site.url}/desk/reconciliation?day=${today()}`)
  await page.getByRole('button', { name: '现在读取流水' }).click()
  await expect(async () => {
    await page
      .getByRole('link', { name: '再看一次' })
      .or(page.getByRole('button', { name: '查看' }))
      .first()
      .click()
    await expect(page.getByText(says)).toBeVisible({ timeout: 10_000 })
  }).toPass({ timeout: 90_000 })
}

async function importStatement(page: Page, lines: readonly Movement[]): Promise<void> {
  await page.goto(`${site.url}/desk/bank/accounts/new`)
  await page.getByLabel('叫它什么').fill('基本户')
  await page.getByLabel('开户行').fill('测试银行')
  await page.getByLabel('账号', { exact: true }).fill(accountNumber)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存。')).toBeVisible()
  await page.goto(`${site.url}/desk/bank/import`)
  const buffer = Buffer.from(csvOf(lines))
  await page.setInputFiles('input[type=file]', { name: '流水.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: '试算' }).click()
  await page.getByRole('button', { name: `收下 ${lines.length} 笔` }).click()
  await expect(page.getByText(`收下了 ${lines.length} 笔新流水。`)).toBeVisible()
}

test('a day of 500 gifts, three refunds, a dispute, a payout and a bank file agrees to the fen; one fen that is wrong is named', async ({
  page,
  context,
}) => {
  test.setTimeout(600_000)
  const { pledged } = site
  await site.signIn(context)
  const gifts = await giveAll()
  const sum = gifts.reduce((fen, _, n) => fen + BigInt(amountOf(n).replace('.', '')), 0n)
  await expect
    .poll(() => site.totals(), { timeout: 120_000 })
    .toMatchObject({ gifts: online, confirmedFen: String(sum) })

  await refund(page, gifts[10]!, amountOf(10))
  await refund(page, gifts[100]!, '0.01')
  await refund(page, gifts[101]!, '33.33')
  const refunded = BigInt(amountOf(10).replace('.', '')) + 1n + 3_333n
  await page.goto(`${site.url}/desk/gifts/${gifts[200]}`)
  const payment = /pi_\w+/.exec(await page.locator('main').innerText())![0]
  await site.atProvider('dispute', { payment })
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('冻结中')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })

  const payout = await site.atProvider('payout', {})
  await reconciled(page, '还没有认领到账')
  await importStatement(page, [
    ...pledged.map(({ reference, yuan }, n) => ({
      day: today(),
      yuan,
      who: `单位${n}`,
      remark: `扶贫款${reference}`,
      ref: `B${n}`,
    })),
    { day: today(), yuan: yuanOf(payout.amount), who: '支付渠道', remark: payout.id, ref: 'P1' },
  ])
  await page.goto(`${site.url}/desk/bank/lines`)
  await page.getByRole('button', { name: '自动认领确凿的' }).click()
  await expect(page.getByText(`认领了 ${pledged.length} 笔。`)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: '支付渠道' }).click()
  await page.screenshot({ path: screenFile('treasurer-payout'), fullPage: true })
  await page
    .getByRole('button', {
      name: `认领 ¥${Number(yuanOf(payout.amount)).toLocaleString('en', { minimumFractionDigits: 2 })}`,
    })
    .click()
  await expect(page.getByText('认领好了。')).toBeVisible()
  await page.goto(`${site.url}/desk/bank`)
  await expect(page.getByText('与账上一致。')).toBeVisible()

  await reconciled(page, '三方一致，没有说不清的差额。')
  await page.screenshot({ path: screenFile('treasurer-agree'), fullPage: true })
  const pledges = pledged.reduce((fen, { yuan }) => fen + BigInt(yuan.replace('.', '')), 0n)
  await expect
    .poll(() => site.totals())
    .toMatchObject({
      gifts: online + pledged.length,
      confirmedFen: String(sum + pledges - refunded),
      refundedFen: String(refunded),
    })

  await site.give('20.00', 'card')
  const wrong = await site.atProvider('payout', { off: 1 })
  await reconciled(page, '有 1 处说不清，合计 ¥0.01')
  const row = page.getByRole('row').filter({ hasText: wrong.id })
  await expect(row.getByRole('cell').last()).toHaveText('¥0.01')
  await page.screenshot({ path: screenFile('treasurer-differs'), fullPage: true })

  await page.goto(`${site.url}/desk/health`)
  await page.getByRole('button', { name: '现在核验账本' }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(/没有发现问题/)).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
})
