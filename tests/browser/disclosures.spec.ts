import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { form } from '../disclosures/bundle'
import { languageLeaks } from './setup/language-leaks'
import { desktop, expect, phone, test } from './setup/visit'

const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)
const notice = '/projects/special-education/disclosures/2024-Q1'

test('the public reads a notice, opens a figure down to its records, and computes the hash', async ({
  page,
  request,
}) => {
  await page.goto('/disclosures')
  await page.getByRole('link', { name: '2024年第一季度' }).click()
  await expect(page.getByRole('heading', { name: '2024年第一季度项目公示' })).toBeVisible()
  await page.getByRole('link', { name: '番禺区“筑梦未来”儿童特教训练成长项目' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2024年第一季度开展情况公示')
  await page.getByRole('link', { name: '1,032', exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('的记录')
  await expect(page.getByRole('table')).toContainText('1,032')

  const answer = await request.get(`/api/v1${notice}`)
  const { seal } = (await answer.json()) as { seal: { hash: string; frozen: string; index: number } }
  const frozen = await request.get(seal.frozen)
  expect(
    createHash('sha256')
      .update(await frozen.body())
      .digest('hex'),
  ).toBe(seal.hash)
  const log = await request.get(`/api/v1/log/entries?start=${seal.index}&end=${seal.index + 1}`)
  expect(await log.text()).toContain(`sha256:${seal.hash}`)
  for (const path of [`${notice}.pdf`, `/en${notice}.pdf`, '/disclosures/2024-Q1.pdf']) {
    const pdf = await request.get(path)
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()], path).toEqual([200, '%PDF-'])
  }
  expect(await (await request.get('/disclosures/feed.xml')).text()).toContain(
    '<feed xmlns="http://www.w3.org/2005/Atom"',
  )
})

test('no notice scrolls sideways on a phone', async ({ visitor }) => {
  const page = await visitor(phone)
  for (const path of [
    '/disclosures',
    '/disclosures/2024-Q1',
    notice,
    `/en${notice}`,
    `${notice}/figures/indicator.classes.count`,
  ]) {
    await page.goto(path)
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wide, path).toBe(0)
  }
})

test.describe('two people', () => {
  test.use({ ...desktop, expectedComplaints: [/status of 4(09|22)/] })

  test('one writes a correction with a live field and submits it, the other publishes it; what changed can be read', async ({
    page,
    visitor,
  }) => {
    const path = '/desk/disclosures/standards/2024-Q1'
    await signIn(page, 'organiser')
    await page.goto('/desk/disclosures?period=2024-Q1')
    await page.getByRole('link', { name: '番禺区慈善会标准化建设工作' }).click()
    const done = page.getByLabel('项目实施情况（中文）')
    await done.fill('共{figure:outputs.none.count}项。')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('没有这个数据字段：{figure:outputs.none.count}')).toBeVisible()
    await expect(done, 'what was typed stays').toHaveValue('共{figure:outputs.none.count}项。')
    await done.fill('本季度试行{figure:outputs.trial-standard.count}项标准，另有88份意见。')
    await page.getByLabel('更正说明（中文）').fill('写清楚在试行的项数。')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('已保存。')).toBeVisible()
    await page.getByRole('button', { name: '提交给第二个人' }).click()
    await expect(page.getByText('还有检查没有通过。').first()).toBeVisible()
    await done.fill('本季度试行{figure:outputs.trial-standard.count}项标准，都在征求意见。')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('已保存。')).toBeVisible()
    await page.getByRole('button', { name: '提交给第二个人' }).click()
    await expect(page.getByText('已提交，等另一个人公布。')).toBeVisible()
    await expect(page.getByRole('button', { name: '公布', exact: true })).toHaveCount(0)

    const other = await visitor(desktop)
    await signIn(other, 'reviewer')
    await other.goto('/desk/proposals')
    await other.getByRole('link', { name: '去看公示' }).first().click()
    await expect(other).toHaveURL(new RegExp(path))
    await other.getByRole('button', { name: '公布', exact: true }).click()
    await expect(other.getByText('已公布，并记入公开账本。')).toBeVisible()

    await page.goto('/projects/standards/disclosures/2024-Q1')
    await expect(page.getByText('写清楚在试行的项数。')).toBeVisible()
    await expect(page.locator('#changes ins').first()).toBeVisible()
    await page.goto('/projects/standards/disclosures/2024-Q1?version=1')
    await expect(page.getByText('这一版已经更正，现行的是第 2 版。')).toBeVisible()

    await page.goto('/ledger')
    expect(await languageLeaks(page, 'zh-CN', new Set()), 'the sealed entry is told in words').toEqual([])
    await page.getByRole('link', { name: '番禺区慈善会标准化建设工作 · ' }).first().click()
    await expect(page.getByText('写清楚在试行的项数。')).toBeVisible()
  })
})

test.describe('old disclosures', () => {
  test.use({ expectedComplaints: [/status of 422/] })

  test('an old disclosure is brought in, offered, agreed to by another, and read as what was stated then', async ({
    page,
    visitor,
  }) => {
    await signIn(page, 'organiser')
    await page.goto('/desk/disclosures/import')
    const old = form({
      heading: ['番禺区慈善会标准化建设工作', '2021年第三季度开展情况公示'],
      name: '番禺区慈善会标准化建设工作',
      period: '2020年至今',
      doing: '本季度座谈3场，支出12,000元，其中：资料5,000元；交通6,000元。约30人参加。',
      results: '大家对标准有了共同的说法。',
    })
    await page.getByLabel('公示全文').fill(old)
    await page.getByRole('button', { name: '读取并核查' }).click()
    await expect(page.getByText('核对完成之后，可以把它公开。')).toBeVisible()
    await page.getByRole('button', { name: '记下' }).click()
    await page.getByRole('button', { name: '核对完成' }).click()
    await page.getByRole('button', { name: '提交给另一个人' }).click()
    await expect(page.getByText('请写明当时发布在哪里、哪一天。').first()).toBeVisible()
    await page.getByLabel('当时发布在哪里、哪一天').fill('番禺区慈善会网站，2021年10月15日')
    await expect(page.getByLabel('属于哪个项目')).toHaveValue('standards')
    await page.screenshot({ path: 'test-results/old-offer.png', fullPage: true })
    await page.getByRole('button', { name: '提交给另一个人' }).click()
    await expect(page.getByText('正在等另一个人同意。')).toBeVisible()

    const other = await visitor(desktop)
    await signIn(other, 'reviewer')
    await other.goto('/desk/proposals')
    const waiting = other
      .getByRole('listitem')
      .filter({ hasText: '公开旧公示：番禺区慈善会标准化建设工作 · 2021年第三季度' })
    await expect(waiting.first()).toContainText('番禺区慈善会网站')
    await waiting.first().getByRole('button', { name: '同意', exact: true }).click()
    await expect(other.getByText('已经同意，事情办好了。')).toBeVisible()

    const at = '/projects/standards/old-disclosures/2021-Q3'
    await page.goto('/projects/standards')
    await page.getByRole('link', { name: '2021年第三季度' }).click()
    await expect(page).toHaveURL(new RegExp(at))
    await expect(
      page.getByText('里面的数字是当时写的，不是从账目算出来的，也不计入本站的任何合计。'),
    ).toBeVisible()
    await expect(page.locator('#findings')).toContainText('各项相加是')
    await expect(page.locator('#text')).toContainText('支出12,000元，其中：资料5,000元；交通6,000元。')
    for (const [size, options] of [
      ['phone', phone],
      ['desktop', desktop],
    ] as const)
      for (const [language, prefix] of [
        ['zh-CN', ''],
        ['en', '/en'],
      ] as const) {
        const reader = await visitor(options)
        for (const path of [at, '/disclosures', '/projects/standards', '/ledger']) {
          await reader.goto(prefix + path)
          const room = await reader.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(room, `${path} is as wide as the screen`).toBeLessThanOrEqual(0)
          expect(await languageLeaks(reader, language, new Set()), prefix + path).toEqual([])
          const name = path.replaceAll('/', '-')
          await reader.screenshot({ path: `test-results/old${name}-${size}-${language}.png`, fullPage: true })
        }
        await reader.close()
      }
  })
})
