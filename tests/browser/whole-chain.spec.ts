import type { Page } from '@playwright/test'
import { quarterOf, sayQuarter } from '../../app/disclosures/statement/quarter'
import { formatDay, shanghaiDay } from '../../app/platform/dates'
import { type ChainSite, openChainSite } from './setup/chain-site'
import { ownPortOf } from './setup/ports'
import { desktop, expect, phone, test } from './setup/visit'

const dayMs = 86_400_000
const title = '长者食堂改造'
const paper = (name: string) => ({
  ...{ name, mimeType: 'application/pdf' },
  buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
})
const today = shanghaiDay(new Date())
const quarter = quarterOf(today)
/** A week after the quarter is over. */
const days = (Date.parse(quarter.to) - Date.parse(today)) / dayMs + 7
const thatDay = shanghaiDay(new Date(Date.now() + days * dayMs))

let site: ChainSite
test.beforeAll(async ({ browserName: _ }, { parallelIndex }) => {
  test.setTimeout(120_000)
  site = await openChainSite(ownPortOf(parallelIndex))
})
test.afterAll(() => site.stop())

/** A manager's plan over both pools, handed in; answers its page on the desk. */
async function filePlan(page: Page): Promise<string> {
  await page.goto(`${site.url}/desk/plans`)
  await page.getByRole('link', { name: '写使用方案' }).click()
  await page.getByLabel('名称', { exact: true }).fill(title)
  await page.getByLabel('用途', { exact: true }).fill('换灶具，添桌椅，老人吃得热。')
  await page.getByLabel('类别').selectOption('elders')
  await page.getByLabel('项目', { exact: true }).selectOption('for-the-people')
  await page.getByLabel('从', { exact: true }).fill(quarter.from)
  await page.getByLabel('到', { exact: true }).fill(thatDay)
  await page.getByLabel('受益人数').fill('300')
  await page.getByLabel('基金 1', { exact: true }).selectOption('pool-2022')
  await page.getByLabel('基金 1 出多少').fill('40000')
  await page.getByLabel('基金 2', { exact: true }).selectOption('pool-2023')
  await page.getByLabel('基金 2 出多少').fill('20000.50')
  await page.getByLabel('预算项 1', { exact: true }).fill('灶具')
  await page.getByLabel('预算项 1 的金额').fill('40000')
  await page.getByLabel('预算项 2', { exact: true }).fill('桌椅')
  await page.getByLabel('预算项 2 的金额').fill('20000.50')
  await page.getByLabel('加一个附件').setInputFiles(paper('报价.pdf'))
  await page.getByRole('button', { name: '保存并提交审核' }).click()
  await expect(page.getByText('提交了，等审核人看。')).toBeVisible()
  return new URL(page.url()).pathname
}

async function pay(page: Page, payee: string, part: 1 | 2, yuan: string): Promise<void> {
  await page.getByLabel('付给谁').fill(payee)
  await page.getByLabel(`第 ${part} 项金额`).fill(yuan)
  await page.getByLabel('凭证', { exact: true }).setInputFiles(paper('回单.pdf'))
  await page.getByRole('button', { name: '记下拨付' }).click()
  await expect(page.locator('#payments li').filter({ hasText: payee })).toBeVisible()
}

test.describe('from the gift to the notice', () => {
  test.use(desktop)

  test('a plan over two pools is returned, approved by two and paid in two parts; when the quarter is over its disclosure is published, and the donor of one of the gifts sees where it went', async ({
    page: manager,
    visitor,
  }) => {
    test.setTimeout(180_000)
    // Somebody was there before: first in, first out.
    await site.give('1000')
    await site.give('90000', site.email)

    await site.signIn(manager.context(), 'manager')
    const path = site.url + (await filePlan(manager))
    const [reviewer, treasurer, organiser] = [
      await visitor(desktop),
      await visitor(desktop),
      await visitor(desktop),
    ]
    await site.signIn(reviewer.context(), 'reviewer')
    await reviewer.goto(path)
    await reviewer.locator('summary', { hasText: '退回修改' }).click()
    await reviewer.getByLabel('要改什么').fill('桌椅请写件数。')
    await reviewer.getByRole('button', { name: '退回', exact: true }).click()
    await expect(reviewer.getByText('退回了，提交人会收到邮件。')).toBeVisible()

    await manager.goto(path)
    await expect(manager.getByText('桌椅请写件数。')).toBeVisible()
    await manager.getByRole('link', { name: '修改', exact: true }).click()
    await manager.getByLabel('预算项 2', { exact: true }).fill('桌椅 20 套')
    await manager.getByRole('button', { name: '保存并提交审核' }).click()
    await expect(manager.getByText('提交了，等审核人看。')).toBeVisible()

    await reviewer.goto(path)
    await reviewer.getByRole('button', { name: '批准', exact: true }).click()
    await expect(reviewer.getByText('同意了。还要第二个人批准。')).toBeVisible()
    await site.signIn(treasurer.context(), 'treasurer')
    await treasurer.goto(path)
    await treasurer.getByRole('button', { name: '第二人批准' }).click()
    await expect(treasurer.getByText('批准了，钱已留好。')).toBeVisible()
    await pay(treasurer, '某某厨具公司', 1, '40000')
    await pay(treasurer, '某某家具厂', 2, '20000.50')
    await expect(treasurer.locator('#budget tfoot')).toContainText('¥60,000.50')

    await site.signIn(organiser.context(), 'organiser')
    const statement = `${site.url}/desk/disclosures/for-the-people/${quarter.period}`
    await organiser.goto(statement)
    await organiser
      .getByLabel('项目实施情况（中文）')
      .fill('审核通过使用方案{figure:plans.approved.count}份，拨付{figure:paid.amountFen}。')
    await organiser.getByLabel('项目实施成效（中文）').fill('老人中午吃得上热饭。')
    await organiser.getByRole('button', { name: '保存' }).click()
    await expect(organiser.getByText('这一季还没有结束，结束后才能提交。')).toBeVisible()
    await expect(organiser.getByRole('button', { name: '提交给第二个人' })).toHaveCount(0)

    await site.moveCalendar(days)

    await organiser.goto(statement)
    await organiser.getByRole('button', { name: '提交给第二个人' }).click()
    await expect(organiser.getByText('已提交，等另一个人公布。')).toBeVisible()
    await reviewer.goto(`${site.url}/desk/proposals`)
    await reviewer.getByRole('link', { name: '去看公示' }).click()
    await reviewer.getByRole('button', { name: '公布', exact: true }).click()
    await expect(reviewer.getByText('已公布，并记入公开账本。')).toBeVisible()

    const donor = await visitor(phone)
    await site.signIn(donor.context(), 'donor')
    await donor.goto(`${site.url}/account/gifts`)
    await donor.getByRole('link', { name: '已安排使用 ¥59,000.50 / ¥90,000.00' }).click()
    const trail = donor.getByRole('region', { name: '这笔捐赠用到哪里了' })
    await expect(trail.getByText('¥59,000.50 已经用到，¥30,999.50 还在基金里。')).toBeVisible()
    // Of each pool what the gift before it left of the payment.
    for (const part of ['¥39,400.00', '¥19,600.50']) await expect(trail.getByText(part)).toBeVisible()
    await expect(trail.getByRole('link', { name: title })).toHaveCount(2)
    await expect(trail.getByText(`${formatDay('zh-CN', today)}拨付`)).toHaveCount(2)

    await trail.getByRole('link', { name: title }).first().click()
    await expect(donor.getByRole('heading', { level: 1 })).toHaveText(title)
    const number = /\/plans\/([^/?]+)$/.exec(donor.url())![1]!
    await expect(donor.getByText(number).first()).toBeVisible()
    await expect(donor.locator('#sources')).toContainText('¥60,000.50')
    await donor.goBack()
    const notice = `${sayQuarter('zh-CN', quarter.period)}公示`
    await trail.getByRole('link', { name: notice }).first().click()
    await expect(donor.getByRole('heading', { level: 1 })).toContainText('为民项目')
    await expect(donor.getByText(`${formatDay('zh-CN', thatDay)}公布`)).toBeVisible()
    await expect(donor.getByText('审核通过使用方案1份，拨付¥60,000.50。')).toBeVisible()
    await expect(donor.getByRole('link', { name: '¥60,000.50' }).first()).toBeVisible()
  })
})
