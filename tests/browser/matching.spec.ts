import type { Page } from '@playwright/test'
import { fillGiveForm, goToPayment, inLanguage, payNow } from './setup/donor'
import { whatLooksWrong } from './setup/looks-right'
import { desktop, expect, phone, screenFile, test } from './setup/visit'
import type { Language } from './setup/words'

// Forms are sent wrong on purpose, and a pot is agreed to before its money is there.
test.use({
  ...phone,
  contextOptions: { reducedMotion: 'reduce' },
  expectedComplaints: [/status of (409|422)/],
})

const day = '/campaigns/poverty-relief-day-demo'
const fenOf = (text: string) => BigInt(/¥([\d,]+\.\d\d)/.exec(text)![1]!.replace(/[,.]/g, ''))
const matchedOn = async (page: Page) => fenOf(await page.locator('#matching').innerText())

async function look(page: Page, name: string, language: Language) {
  await page.screenshot({ path: screenFile(`${name}-${language}`), fullPage: true })
  expect(await whatLooksWrong(page), name).toEqual([])
  // What people wrote stands in their own language; these two are ours.
  const ours = await page.locator('#sponsors, #matching').allInnerTexts()
  if (language === 'en') expect(ours.join(' ')).not.toMatch(/\p{Script=Han}/u)
}

test('a gift is matched live in another window, and its donor is told by whom', async ({ page, visitor }) => {
  test.setTimeout(120_000)
  const donor = await visitor(phone)
  await page.goto(day)
  await expect(page.getByText('实时更新')).toBeVisible()
  await expect(page.locator('#matching')).toContainText('岭南稻业')
  const before = await matchedOn(page)
  const raised = fenOf(await page.locator('#raised').innerText())
  await donor.goto(day)
  await fillGiveForm(donor, 'zh-CN', { amount: '23.45' })
  await goToPayment(donor)
  await payNow(donor)
  // Another test may give meanwhile: never less than this gift.
  await expect.poll(() => matchedOn(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 2_345n)
  await expect
    .poll(async () => fenOf(await page.locator('#raised').innerText()), 'the match is not what people gave')
    .toBe(raised + 2_345n)
  await donor.reload()
  await expect(donor.getByText('你的捐赠得到了配捐：岭南稻业（虚构）也捐了 ¥23.45')).toBeVisible()
})

for (const language of ['zh-CN', 'en'] as const) {
  const here = (path: string) => inLanguage(language, path)

  test(`matching gifts and sponsors read well, ${language}`, async ({ page, visitor }) => {
    test.setTimeout(120_000)
    const wide = await visitor(desktop)
    for (const [name, path, sum] of [
      [
        'sponsors-walk-11',
        '/campaigns/health-walk-11',
        /3 家赞助单位，共值 ¥90,000\.00|3 sponsors, worth ¥90,000\.00/,
      ],
      [
        'sponsors-walk-10',
        '/campaigns/health-walk-10',
        /8 家赞助单位，共值 ¥240,000\.00|8 sponsors, worth ¥240,000\.00/,
      ],
      [
        'report-walk-10',
        '/campaigns/health-walk-10/report',
        /8 家赞助单位，共值 ¥240,000\.00|8 sponsors, worth ¥240,000\.00/,
      ],
      ['matching', day, null],
    ] as const)
      for (const [at, size] of [
        [page, 'phone'],
        [wide, 'desktop'],
      ] as const) {
        await at.goto(here(path))
        if (sum) await expect(at.locator('#sponsors')).toContainText(sum)
        else await expect(at.locator('#matching')).toContainText('¥50,000.00')
        await look(at, `${name}-${size}`, language)
      }
  })
}

test('the big screen names the sponsors that agreed to it', async ({ visitor }) => {
  const wall = await visitor({ viewport: { width: 1920, height: 1080 } })
  await wall.goto('/screen/health-walk-11')
  await expect(wall.locator('.screen-sponsors')).toContainText('云山实业')
  await wall.screenshot({ path: screenFile('sponsors-wall') })
})

for (const language of ['zh-CN', 'en'] as const)
  test(`the desk of matching gifts and sponsors reads well, ${language}`, async ({ page }) => {
    test.setTimeout(120_000)
    const here = (path: string) => inLanguage(language, `/desk/campaigns/${path}`)
    await page.goto('/demo/sign-in/treasurer')
    await page.goto(here('poverty-relief-day-demo/matching'))
    await expect(page.locator('main')).toContainText('¥50,000.00')
    await look(page, 'desk-matching', language)
    await page.locator('main summary').last().click()
    await page.locator('button[value=new]').click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await look(page, 'desk-matching-refused', language)
    await page.goto(here('health-walk-10/sponsors'))
    await expect(page.getByRole('row')).toHaveCount(10)
    await look(page, 'desk-sponsors', language)
    await page.getByRole('row').nth(1).getByRole('link').click()
    await expect(page.locator('#arrivals')).toContainText('¥80,000.00')
    await look(page, 'desk-sponsor', language)
    await page.goto(here('health-walk-10/sponsors/new'))
    await page.locator('button[value=save]').click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await look(page, 'desk-sponsor-refused', language)
  })

test('a pot needs a second person and its money; it is refused in words until then', async ({
  page,
  visitor,
}) => {
  test.setTimeout(120_000)
  const treasurer = await visitor(desktop)
  await page.goto('/demo/sign-in/organiser')
  await page.goto('/desk/campaigns/health-walk-11/matching')
  await page.getByText('新设配捐').click()
  const sponsor = `试配${Date.now()}`
  await page.getByLabel('赞助方名称（中文）').fill(sponsor)
  await page.getByLabel('赞助方名称（英文）').fill('Trial')
  await page.getByRole('combobox').selectOption({ label: '扶贫济困日配捐专户（演示）' })
  await page.getByLabel('上限（元）').fill('１,000')
  await page.getByLabel('开始（北京时间）').fill('2026-01-01T09:00')
  await page.getByRole('button', { name: '提交，等人同意' }).click()
  // What was typed is still there; the end is missing.
  await expect(page.getByRole('alert').first()).toContainText('请选日期和时间')
  await expect(page.getByLabel('赞助方名称（中文）')).toHaveValue(sponsor)
  await page.getByLabel('结束（北京时间）').fill('2099-01-01T09:00')
  await page.getByRole('button', { name: '提交，等人同意' }).click()
  await expect(page.getByText('等第二个人同意后才开放。')).toBeVisible()

  await treasurer.goto('/demo/sign-in/treasurer')
  await treasurer.goto('/desk/proposals')
  const waits = treasurer.getByRole('listitem').filter({ hasText: sponsor })
  await waits.getByRole('button', { name: '同意', exact: true }).click()
  await expect(treasurer.getByText('基金在银行的钱还不够配捐的上限')).toBeVisible()
  await waits.getByRole('button', { name: '不同意' }).click()
  await expect(treasurer.getByText('已经记下：不同意。')).toBeVisible()

  await page.reload()
  await expect(page.getByText('没有人同意，还没有开放。')).toBeVisible()
  await page.getByRole('button', { name: '不要了，删除' }).click()
  await expect(page.getByText('已经删除。')).toBeVisible()
  await expect(page.getByText(sponsor)).toHaveCount(0)
})
