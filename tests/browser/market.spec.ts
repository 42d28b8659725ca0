import type { Page } from '@playwright/test'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { type MarketSite, openMarketSite } from './setup/market-site'
import { paperOf, readPicture, scan } from './setup/printed'
import { desktop, expect, phone, screenFile, test } from './setup/visit'
import { words } from './setup/words'

// A browser that has no network says so in its console with each try.
test.use({ ...phone, expectedComplaints: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] })
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

let site: MarketSite
test.beforeAll(async () => {
  test.setTimeout(180_000)
  site = await openMarketSite(Number(process.env.E2E_PORT || 3210) + 2)
})
test.afterAll(() => site.stop())

/** A borrowed phone takes the pass up and opens the till, once with a signal. */
async function ready(page: Page): Promise<void> {
  await page.goto(site.url + site.pass)
  await page.getByRole('button', { name: '就用这部手机' }).click()
  expect(await whatLooksWrong(page), 'the pass').toEqual([])
  await page.getByRole('link', { name: '打开收款页' }).click()
  await expect(page.getByText('没有信号也能用')).toBeVisible()
}
/** A tile, cash, exactly this: three taps. Answers the number of the receipt. */
async function sell(page: Page, goods: string): Promise<string> {
  await page.getByRole('button', { name: new RegExp(`^${goods}`) }).click()
  await page.getByRole('button', { name: '现金' }).click()
  await page.getByRole('button', { name: '正好收到' }).click()
  return numberOf(page)
}
async function numberOf(page: Page): Promise<string> {
  await expect(page.getByRole('button', { name: '下一位' })).toBeVisible()
  const [number] = /\d\d-\d\d-\d{4}/.exec(await page.locator('main').innerText())!
  return number!
}
const usual = { width: 390, height: 844 }
const small = { width: 320, height: 568 }
/** Looks at a step of the till on a usual phone and on the smallest. */
async function look(page: Page, name: string): Promise<void> {
  for (const [size, suffix] of [
    [usual, ''],
    [small, '-320'],
  ] as const) {
    await page.setViewportSize(size)
    expect(await whatLooksWrong(page), `${name}${suffix}`).toEqual([])
    await page.screenshot({ path: screenFile(`${name}${suffix}`), fullPage: true })
  }
  await page.setViewportSize(usual)
}
/** Presses a print button of the till and answers the slip as its printer gets it. */
async function printSlip(page: Page, button: string): Promise<Buffer> {
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.slip = document.querySelector('.till-slip')!.outerHTML
    }
  })
  await page.getByRole('button', { name: button }).click()
  // A printer gets the slip while the dialogue is open; here it is put back to be looked at.
  await page.waitForFunction(() => document.body.dataset.slip && !document.querySelector('.till-slip'))
  await page.evaluate(() => {
    document.querySelector('main')!.insertAdjacentHTML('beforeend', document.body.dataset.slip!)
  })
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  await page.evaluate(() => {
    document.querySelector('.till-slip')!.remove()
    delete document.body.dataset.slip
  })
  return pdf
}
const next = (page: Page) => page.getByRole('button', { name: '下一位' }).click()

test('ten receipts on two phones without a signal; both sync, two people count, and the total moves by exactly the takings', async ({
  page,
  context,
  visitor,
}) => {
  const other = await visitor(phone)
  const phones = [page, other]
  for (const one of phones) await ready(one)
  for (const one of phones) await one.context().setOffline(true)
  const numbers: string[] = []
  for (let n = 0; n < 5; n++)
    for (const one of phones) {
      numbers.push(await sell(one, n % 2 ? '手绣书签' : '香包'))
      await next(one)
      if (n === 2) {
        await one.reload()
        await expect(one.getByText('3 张收据等待上传')).toBeVisible()
      }
    }
  expect(new Set(numbers).size).toBe(10)
  for (const device of ['03-01', '03-02'])
    expect(numbers.filter((n) => n.startsWith(device)).sort()).toEqual(
      [1, 2, 3, 4, 5].map((n) => `${device}-000${n}`),
    )
  expect(await site.totals()).toMatchObject({ confirmedFen: '0', pendingFen: '0' })

  for (const one of phones) await one.context().setOffline(false)
  for (const one of phones) await expect(one.getByText('收据都已上传')).toBeVisible({ timeout: 90_000 })
  const taken = 2 * (3 * 1_500 + 2 * 800)
  await expect
    .poll(site.totals)
    .toMatchObject({ confirmedFen: '0', pendingFen: String(taken), pendingCashFen: String(taken) })
  await other.goto(`${site.url}/campaigns/walk-12`)
  await expect(other.getByText('这是义卖现金，待两人清点')).toBeVisible()
  await other.screenshot({ path: screenFile('market-campaign'), fullPage: true })

  // A buyer looks at their receipt.
  await page.getByRole('button', { name: '开过的收据' }).click()
  await page.getByRole('link', { name: /^03-0\d-0005$/ }).click()
  await expect(page.getByText('等待点款')).toBeVisible()
  expect(await whatLooksWrong(page), 'the receipt').toEqual([])
  await page.screenshot({ path: screenFile('market-receipt'), fullPage: true })
  await page.goto(`${page.url()}?paper=58`)
  await page.screenshot({ path: screenFile('market-receipt-58'), fullPage: true })
  const receipt = page.url().replace(/\?.*/, '')

  await page.goto(`${site.url}/pass/stall`)
  await page.getByRole('link', { name: '清点现金' }).click()
  await expect(page.getByText('10 张')).toBeVisible()
  expect(await whatLooksWrong(page), 'the count').toEqual([])
  await page.getByLabel('点到多少').fill('121.00')
  await page.getByRole('button', { name: '交给另一个人核对' }).click()
  await expect(page.getByText('和收据合计对不上')).toBeVisible()
  await page.screenshot({ path: screenFile('market-count'), fullPage: true })
  await page.getByLabel('点到多少').fill((taken / 100).toFixed(2))
  await page.getByRole('button', { name: '交给另一个人核对' }).click()
  await expect(page.getByText('已经交上去了')).toBeVisible()
  expect(await site.totals()).toMatchObject({ confirmedFen: '0', pendingFen: String(taken) })

  const desk = await visitor(desktop)
  await site.signIn(desk.context(), 'treasurer')
  await desk.goto(`${site.url}/desk/campaigns/walk-12/market`)
  await expect(desk.getByText('等另一个人核对的点款')).toBeVisible()
  expect(await whatLooksWrong(desk), 'the market').toEqual([])
  await desk.screenshot({ path: screenFile('market-desk'), fullPage: true })
  await desk.getByRole('link', { name: '去决定' }).click()
  await expect(desk.getByRole('heading', { name: '点款入账：绣品摊' })).toBeVisible()
  await desk.screenshot({ path: screenFile('market-proposal'), fullPage: true })
  await desk.getByRole('button', { name: '同意', exact: true }).click()
  await expect(desk.getByText('已经同意，事情办好了')).toBeVisible()
  await expect.poll(site.totals).toMatchObject({ confirmedFen: String(taken), pendingFen: '0' })
  await desk.goto(`${site.url}/desk/campaigns/walk-12/market/s3`)
  await expect(desk.getByText('已入账').first()).toBeVisible()
  expect(await whatLooksWrong(desk), 'the stall').toEqual([])
  await desk.screenshot({ path: screenFile('market-stall'), fullPage: true })
  await look(desk, 'market-stall-phone')
  await page.goto(receipt)
  await expect(page.getByText('已点款入账')).toBeVisible()
  await context.clearCookies()
})

test('change, a gift, QR and a reversal, in the sun and in English; nothing is edited, everything has its number', async ({
  page,
  visitor,
}) => {
  await ready(page)
  await look(page, 'till-amount')
  expect(await languageLeaks(page, 'zh-CN', new Set())).toEqual([])
  await page.getByRole('button', { name: /^香包/ }).click()
  await page.getByRole('button', { name: '现金' }).click()
  await look(page, 'till-cash')
  await page.getByRole('button', { name: '收 ¥20.00' }).click()
  await expect(page.getByText('找 ¥5.00')).toBeVisible()
  const sold = await numberOf(page)
  await look(page, 'till-done')
  for (const width of [58, 80]) {
    const slip = await printSlip(page, `打印 ${width} 毫米`)
    expect(paperOf(slip)).toEqual({ pages: 1, widthMm: width })
    expect(scan(slip, screenFile(`till-slip-${width}`))).toMatch(/\/market\/receipt\/[0-9a-f-]{36}$/)
  }
  await next(page)

  await page.getByRole('button', { name: '捐赠' }).click()
  for (const key of ['5', '00', '0']) await page.getByRole('button', { name: key, exact: true }).click()
  await page.getByRole('button', { name: '扫码' }).click()
  await expect(page.getByText('请对方扫码付款')).toBeVisible()
  await expect(page.getByText('¥50.00')).toBeVisible()
  await look(page, 'till-qr')

  // The buyer's camera reads it off the screen; they pay, and the till sees it.
  const code = screenFile('till-qr-code')
  await page.getByRole('img', { name: '请对方扫码付款' }).screenshot({ path: code })
  const asked = readPicture(code)
  expect(asked).toMatch(/\/market\/pay\/[0-9a-f-]{36}\?campaign=walk-12&stall=s3&amountFen=5000$/)
  const buyer = await visitor(phone)
  await buyer.goto(asked)
  await buyer.screenshot({ path: screenFile('market-pay-zh'), fullPage: true })
  await buyer.getByRole('button', { name: '去付款 ¥50.00' }).click()
  await buyer.getByRole('button', { name: words['zh-CN'].payNow }).click()
  await expect(page.getByText('已收 ¥50.00')).toBeVisible({ timeout: 60_000 })
  const paid = await numberOf(page)
  await next(page)

  await page.getByRole('button', { name: '开过的收据' }).click()
  const row = page.getByRole('listitem').filter({ hasText: sold })
  await row.getByRole('button', { name: '冲销这张' }).click()
  await row.getByRole('button', { name: /^确定冲销/ }).click()
  await expect(row.getByText('已冲销')).toBeVisible()
  await expect(page.getByText('¥0.00')).toBeVisible()
  await expect(page.getByText('收据都已上传')).toBeVisible({ timeout: 60_000 })
  // What was paid by QR is taken back, too: no cash for it, and its receipt says that the refund is due.
  const paidRow = page.getByRole('listitem').filter({ hasText: paid })
  await paidRow.getByRole('button', { name: '冲销这张' }).click()
  await expect(paidRow.getByText('不要从钱箱退现金')).toBeVisible()
  await look(page, 'till-void-qr')
  await paidRow.getByRole('button', { name: /^确定冲销/ }).click()
  await expect(paidRow.getByText('已冲销')).toBeVisible()
  await expect(page.getByText('收据都已上传')).toBeVisible({ timeout: 60_000 })
  await look(page, 'till-list')
  await buyer.goto(asked.replace('/market/pay/', '/market/receipt/').replace(/\?.*/, ''))
  await expect(buyer.getByText('已冲销，待退款')).toBeVisible()
  expect(await whatLooksWrong(buyer), 'the refund that is due').toEqual([])

  await page.goto(`${site.url}/en/pass/stall`)
  await expect(page.getByText('Ready without signal')).toBeVisible()
  await look(page, 'till-en')
  expect(await languageLeaks(page, 'en', new Set())).toEqual([])
  await page.getByRole('button', { name: /^Sachet/ }).click()
  await page.getByRole('button', { name: 'Cash' }).click()
  await look(page, 'till-en-cash')
  await page.getByRole('button', { name: 'Given ¥20.00' }).click()
  await expect(page.getByRole('button', { name: 'Next' })).toBeVisible()
  await look(page, 'till-en-done')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: /^Bookmark/ }).click()
  await page.getByRole('button', { name: 'QR code' }).click()
  await expect(page.getByText('Let the buyer scan and pay')).toBeVisible()
  await look(page, 'till-en-qr')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Receipts' }).click()
  await look(page, 'till-en-list')
  await page.setViewportSize(small)
  const pay = `${site.url}/en/market/pay/${crypto.randomUUID()}?campaign=walk-12&stall=s3&amountFen=5000`
  await page.goto(pay)
  await expect(page.getByRole('button', { name: 'Pay ¥50.00' })).toBeVisible()
  expect(await whatLooksWrong(page), 'the payment').toEqual([])
  await page.screenshot({ path: screenFile('market-pay'), fullPage: true })
})
