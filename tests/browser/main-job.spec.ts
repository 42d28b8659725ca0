import type { Page } from '@playwright/test'
import { fillGiveForm, goToPayment, openWalk, payNow, visitWalk } from './setup/donor'
import { scan, selectable, squeezed } from './setup/printed'
import { readyGift } from './setup/ready-gift'
import { arrivedOn } from './setup/shown'
import { desktop, expect, phone, screenFile, test } from './setup/visit'
import { type Language, words } from './setup/words'

const wish = {
  amount: '66.66',
  split: ['70', '30'] as [string, string],
  name: '木棉树下的老街坊',
  message: '开年走一走',
}

test.describe('on a phone, in Chinese', () => {
  test.use(phone)

  test('¥66.66 split 70/30 moves the total on a second screen by 6,666 fen and is acknowledged', async ({
    page,
    visitor,
  }, info) => {
    const watching = await visitor(desktop)
    await visitWalk(watching)
    const before = await arrivedOn(watching)
    const address = `neighbour.${Date.now()}@example.com`

    await page.goto(openWalk)
    await fillGiveForm(page, 'zh-CN', { ...wish, email: address })
    await goToPayment(page)
    await expect(page.getByText('¥66.66').first()).toBeVisible()
    await page.getByRole('radio', { name: words['zh-CN'].methods.wechat_pay }).check()
    expect(await arrivedOn(watching), 'nothing has moved before the payment').toBe(before)

    const paidAt = Date.now()
    await payNow(page)
    await expect.poll(() => arrivedOn(watching), { intervals: [20] }).toBe(before + 6666n)
    info.annotations.push({ type: 'payment to second screen', description: `${Date.now() - paidAt} ms` })

    await expect(page.getByText(words['zh-CN'].arrived)).toBeVisible()
    await expect(page.locator('#shares li', { hasText: words['zh-CN'].assistance })).toContainText('¥46.66')
    await expect(page.locator('#shares li', { hasText: words['zh-CN'].specialEducation })).toContainText(
      '¥20.00',
    )
    await checkPaperAndQr(page, 'zh-CN', screenFile('acknowledgement.zh-CN'))
    await checkMail(page, address)
    expect(await arrivedOn(watching), 'nothing came twice').toBe(before + 6666n)
  })
})

test.describe('without scripts, at a desk, in English', () => {
  test.use({ ...desktop, javaScriptEnabled: false })

  test('the same gift goes the same way', async ({ page, visitor }, info) => {
    const watching = await visitor({ ...desktop, javaScriptEnabled: true })
    await visitWalk(watching, 'en')
    const before = await arrivedOn(watching)
    const address = `neighbour.${Date.now()}@example.com`

    await page.goto(`/en${openWalk}`)
    await fillGiveForm(page, 'en', { ...wish, email: address })
    await goToPayment(page, 'en')
    await page.getByRole('radio', { name: words.en.methods.wechat_pay }).check()
    const paidAt = Date.now()
    await payNow(page, 'en')
    await expect.poll(() => arrivedOn(watching), { intervals: [20] }).toBe(before + 6666n)
    info.annotations.push({ type: 'payment to second screen', description: `${Date.now() - paidAt} ms` })

    await expect(page.getByText(words.en.arrived)).toBeVisible()
    await expect(page.locator('#shares li', { hasText: words.en.assistance })).toContainText('¥46.66')
    await expect(page.locator('#shares li', { hasText: words.en.specialEducation })).toContainText('¥20.00')
    await checkPaperAndQr(page, 'en', screenFile('acknowledgement.en'))
    await checkMail(page, address)
  })
})

test('a name stands on the check page only by consent', async ({ page, request }) => {
  const { checkPath } = await readyGift(
    request,
    { amount: '5.20', name: '沙湾阿婆', nameConsent: 'yes' },
    'paid',
  )
  await page.goto(checkPath)
  await expect(page.getByText('沙湾阿婆')).toBeVisible()
  const quiet = await readyGift(request, { amount: '5.21', name: '沙湾阿公' }, 'paid')
  await page.goto(quiet.checkPath)
  await expect(page.getByText(words['zh-CN'].notPublic)).toBeVisible()
  await expect(page.getByText('沙湾阿公')).toHaveCount(0)
})

/** The paper can be opened and read, and its code leads to a page that confirms it and keeps the donor's name. */
async function checkPaperAndQr(page: Page, language: Language, picture: string) {
  const w = words[language]
  const link = page.getByRole('link', { name: w.download })
  const number = await page.getByText(/^SX-\d{4}-\d{8}-\d$/).innerText()
  const pdf = await page.request.get((await link.getAttribute('href'))!)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  const text = selectable(await pdf.body())
  for (const part of [number, '66.66', '46.66', '20.00', w.assistance, w.specialEducation, wish.name])
    expect(text, `the paper says ${part}`).toContain(squeezed(part))

  await page.goto(scan(await pdf.body(), picture))
  await expect(page.getByRole('heading', { name: w.genuine })).toBeVisible()
  const said = page.getByRole('main')
  const paidOn = new Date(Date.now() + 8 * 3_600_000)
  const [y, d] = [paidOn.getUTCFullYear(), paidOn.getUTCDate()]
  const month = paidOn.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' })
  const day = language === 'en' ? `${d} ${month} ${y}` : `${y}年${paidOn.getUTCMonth() + 1}月${d}日`
  for (const part of [number, '¥66.66', '¥46.66', '¥20.00', w.assistance, w.specialEducation, day])
    await expect(said).toContainText(part)
  await expect(said).toContainText(w.notPublic)
  await expect(said, 'no name without consent').not.toContainText(wish.name)
}

/** The mail lies in the demonstration's mailbox, with the paper in it. */
async function checkMail(page: Page, address: string) {
  const entry = page.getByRole('listitem').filter({ hasText: address })
  await expect(async () => {
    await page.goto('/demo/mailbox')
    await expect(entry).toHaveCount(1, { timeout: 500 })
  }).toPass()
  await entry.getByRole('link').click()
  await expect(page.getByText(address)).toBeVisible()
  const attachment = page.getByRole('main').getByRole('link', { name: /\.pdf$/ })
  const pdf = await page.request.get((await attachment.getAttribute('href'))!)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect(selectable(await pdf.body())).toContain('66.66')
}
