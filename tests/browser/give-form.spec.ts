import type { Page } from '@playwright/test'
import { fillGiveForm, goToPayment, openWalk, payButton, payNow, visitWalk } from './setup/donor'
import { totalsOf } from './setup/shown'
import { expect, phone, test } from './setup/visit'
import { words } from './setup/words'

const w = words['zh-CN']
const amount = (page: Page) => page.getByLabel(w.amount)
const email = (page: Page) => page.getByRole('textbox', { name: w.email })
const typed = {
  amount: '66.66',
  split: ['60', '40'] as [string, string],
  name: '阿珍 <b>',
  consent: true,
  email: 'zhen@example.com',
  message: '两行\n留言',
}

/** Everything of `typed` still stands in the form. */
async function expectKept(page: Page, changed: Partial<typeof typed> = {}) {
  const now = { ...typed, ...changed }
  await expect(amount(page)).toHaveValue(now.amount)
  await expect(page.getByRole('radio', { name: w.split })).toBeChecked()
  await expect(page.getByLabel(w.percent(w.assistance))).toHaveValue(now.split[0])
  await expect(page.getByLabel(w.percent(w.specialEducation))).toHaveValue(now.split[1])
  await expect(page.getByRole('textbox', { name: w.name })).toHaveValue(now.name)
  await expect(page.getByRole('checkbox', { name: w.consent })).toBeChecked()
  await expect(email(page)).toHaveValue(now.email)
  await expect(page.getByRole('textbox', { name: w.message })).toHaveValue(now.message)
}

/** Said to the eye next to the field, and to a screen reader through the field. */
async function expectError(page: Page, field: ReturnType<typeof amount>, text: string) {
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  const described = (await field.getAttribute('aria-describedby'))!.split(' ')
  await expect(page.locator(`#${described.at(-1)}`)).toHaveText(text)
}

test.use(phone)

test.describe('with scripts', () => {
  test.beforeEach(({ page }) => visitWalk(page))

  test('a field is judged once it is left, and then with every letter', async ({ page }) => {
    await amount(page).pressSequentially('66.666')
    await expect(amount(page), 'nobody is corrected in the middle of a word').not.toHaveAttribute(
      'aria-invalid',
    )
    await amount(page).press('Tab')
    await expectError(page, amount(page), '最多到分，也就是小数点后两位。')
    await amount(page).press('Backspace')
    await amount(page).fill('66.66')
    await expect(amount(page)).not.toHaveAttribute('aria-invalid')

    await email(page).pressSequentially('zhen@')
    await expect(email(page)).not.toHaveAttribute('aria-invalid')
    await email(page).press('Tab')
    await expectError(page, email(page), '这不像一个邮箱地址，例如 name@example.com。')
  })

  test('a press lands where it was aimed at, although the field it leaves has an error to show', async ({
    page,
  }) => {
    await amount(page).fill('0.5')
    const split = page.getByRole('radio', { name: w.split })
    await split.hover()
    await page.mouse.down()
    await expect(amount(page), 'nothing moves under a finger').not.toHaveAttribute('aria-invalid')
    await page.mouse.up()
    await expect(split).toBeChecked()
    await expectError(page, amount(page), '最少捐 ¥1.00。')
  })

  for (const [what, text, says] of [
    ['a negative amount', '-5', '金额要大于 0。'],
    ['nothing but zero', '0', '金额要大于 0。'],
    ['words', '很多', '这不像一个金额。请只填数字，例如 66.66。'],
    ['less than the least', '0.99', '最少捐 ¥1.00。'],
    ['more than the most', '500000.01', '网上一次最多捐 ¥500,000.00。更大的捐赠请联系慈善会转账。'],
  ] as const) {
    test(`${what} is refused next to the amount, before anything is sent`, async ({ page }) => {
      await amount(page).fill(text)
      await payButton(page).click()
      await expectError(page, amount(page), says)
      await expect(amount(page)).toBeFocused()
      await expect(page).toHaveURL(new RegExp(`${openWalk}$`))
    })
  }

  test('the summary says while typing what each fund gets, and sums to the amount', async ({ page }) => {
    const shares = page.locator('#give').getByRole('figure')
    await fillGiveForm(page, 'zh-CN', { amount: '66.66', split: ['70', '30'] })
    await expect(shares.getByRole('listitem').filter({ hasText: w.assistance })).toContainText('¥46.66')
    await expect(shares.getByRole('listitem').filter({ hasText: w.specialEducation })).toContainText('¥20.00')
    await expect(shares.getByText('捐赠', { exact: true }).locator('..')).toContainText('¥66.66')
    await expect(payButton(page)).toHaveText(/¥66\.66/)

    await page.getByLabel(w.percent(w.specialEducation)).fill('29')
    await page.getByLabel(w.percent(w.specialEducation)).blur()
    await expect(page.getByText('各项比例加起来要等于 100。')).toBeVisible()
    await page.getByLabel(w.percent(w.assistance)).fill('71')
    await expect(page.getByText('各项比例加起来要等于 100。')).toBeHidden()
    await expect(shares.getByRole('listitem').filter({ hasText: w.assistance })).toContainText('¥47.33')
    await expect(shares.getByRole('listitem').filter({ hasText: w.specialEducation })).toContainText('¥19.33')
  })

  test('a covered fee is paid on top and never counted in the total', async ({ page }) => {
    const before = await totalsOf(page)
    await fillGiveForm(page, 'zh-CN', { amount: '100' })
    await page.getByRole('checkbox', { name: /手续费/ }).check()
    await expect(payButton(page)).toHaveText(/¥100\.60/)
    await goToPayment(page)
    await expect(page.getByText('¥100.60').first()).toBeVisible()
    await payNow(page)
    await expect(page.getByText(w.arrived)).toBeVisible()
    await expect.poll(() => totalsOf(page)).toMatchObject({ confirmedFen: before.confirmedFen + 10_000n })
  })

  test('what the server refuses comes back with everything that was typed', async ({ page }) => {
    await fillGiveForm(page, 'zh-CN', typed)
    // A form whose id got lost on the way: the server alone can know.
    await page.route(`**${openWalk}`, (route) => {
      const sent = route.request().postData()
      return route.continue(sent === null ? {} : { postData: sent.replace(/formId=[^&]*/, 'formId=') })
    })
    await payButton(page).click()
    await expect(page.getByRole('alert').first()).toContainText('页面放得太久了')
    await expectKept(page)
    await expect(payButton(page)).toHaveText(/¥66\.66/)
    await page.unroute(`**${openWalk}`)
    await goToPayment(page)
    await expect(page.getByText('¥66.66').first()).toBeVisible()
  })

  test('going back and sending again is the same gift, and paid only once', async ({ page }) => {
    const before = await totalsOf(page)
    await fillGiveForm(page, 'zh-CN', { amount: '20.02', name: '阿珍' })
    const checkout = await goToPayment(page)
    await page.goBack()
    await expect(amount(page)).toHaveValue('20.02')
    await expect(payButton(page), 'the page knows what the browser filled in again').toHaveText(/¥20\.02/)
    expect(await goToPayment(page)).toBe(checkout)
    await payNow(page)
    await expect(page.getByText(w.arrived)).toBeVisible()
    const giftPage = new URL(page.url()).pathname

    await page.goBack()
    // Back again only from a page that stands: the browser may still be exchanging one for the other.
    await expect(page).toHaveURL((url) => url.href.replace(/#.*$/, '') === checkout)
    await expect(page.getByText('20.02').first()).toBeVisible()
    await page.goBack()
    await expect(amount(page)).toHaveValue('20.02')
    await payButton(page).click()
    await expect(page, 'who sends a paid gift again is shown that gift').toHaveURL(
      (url) => url.pathname === giftPage,
    )
    await expect(page.getByText(w.arrived)).toBeVisible()
    expect(await totalsOf(page)).toMatchObject({
      confirmedFen: before.confirmedFen + 2002n,
      gifts: before.gifts + 1,
    })
  })

  test('a double press is one gift', async ({ page }) => {
    const before = await totalsOf(page)
    await fillGiveForm(page, 'zh-CN', { amount: '21.21' })
    await payButton(page).dblclick()
    await payNow(page)
    await expect(page.getByText(w.arrived)).toBeVisible()
    expect(await totalsOf(page)).toMatchObject({
      confirmedFen: before.confirmedFen + 2121n,
      gifts: before.gifts + 1,
    })
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the server names every fault above the form and next to its field, and keeps what was typed', async ({
    page,
  }) => {
    await page.goto(openWalk)
    const wrong = { amount: '6,66', split: ['60', '30'] as [string, string], email: 'zhen.example.com' }
    await fillGiveForm(page, 'zh-CN', { ...typed, ...wrong })
    await payButton(page).click()

    const summary = page.getByRole('alert').filter({ hasText: '还有 3 处要改' })
    await expect(summary.getByRole('link')).toHaveText([
      '这不像一个金额。请只填数字，例如 66.66。',
      '各项比例加起来要等于 100。',
      '这不像一个邮箱地址，例如 name@example.com。',
    ])
    await expectError(page, amount(page), '这不像一个金额。请只填数字，例如 66.66。')
    await expectError(page, email(page), '这不像一个邮箱地址，例如 name@example.com。')
    await expectKept(page, wrong)
    for (const link of await summary.getByRole('link').all())
      await expect(page.locator((await link.getAttribute('href'))!)).toHaveCount(1)

    await fillGiveForm(page, 'zh-CN', typed)
    await goToPayment(page)
    await expect(page.getByText('¥66.66').first()).toBeVisible()
  })

  test('the fields for shares stand there only for who sets them', async ({ page }) => {
    await page.goto(openWalk)
    await expect(page.getByLabel(w.percent(w.assistance))).toBeHidden()
    await page.getByRole('radio', { name: w.split }).check()
    await expect(page.getByLabel(w.percent(w.assistance))).toBeVisible()
  })
})

test.describe('while the scripts are still on their way', () => {
  test('the form can be filled in and sent', async ({ page, context }) => {
    let asked = 0
    await context.route('**/assets/*.js', () => {
      asked++ // and never answered
    })
    await page.goto(openWalk, { waitUntil: 'commit' })
    await fillGiveForm(page, 'zh-CN', typed)
    await payButton(page).click()
    await expect(page.getByRole('button', { name: w.payNow })).toBeVisible()
    await expect(page.getByText('¥66.66').first()).toBeVisible()
    expect(asked).toBeGreaterThan(0)
  })

  test('what was typed before they came is known to them', async ({ page, context }) => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await context.route('**/assets/*.js', async (route) => {
      await released
      await route.continue()
    })
    await page.goto(openWalk, { waitUntil: 'commit' })
    await fillGiveForm(page, 'zh-CN', typed)
    release()
    await expect(page.getByText('实时更新')).toBeVisible()
    await expectKept(page)
    await expect(payButton(page)).toHaveText(/¥66\.66/)
    await expect(page.locator('#give').getByRole('figure')).toContainText('¥40.00')
  })
})
