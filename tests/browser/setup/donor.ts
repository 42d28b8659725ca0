import { expect, type Page } from '@playwright/test'
import { type Language, words } from './words'

export const openWalk = '/campaigns/health-walk-11'
export const inLanguage = (language: Language, path: string) =>
  language === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path

export interface Wish {
  amount: string
  /** Percent for the assistance fund and for special education. */
  split?: [string, string]
  name?: string
  consent?: boolean
  email?: string
  message?: string
}

/** Fills in the give form as a person does. */
export async function fillGiveForm(page: Page, language: Language, wish: Wish) {
  const w = words[language]
  await page.getByLabel(w.amount).fill(wish.amount)
  if (wish.split) {
    await page.getByRole('radio', { name: w.split }).check()
    await page.getByLabel(w.percent(w.assistance)).fill(wish.split[0])
    await page.getByLabel(w.percent(w.specialEducation)).fill(wish.split[1])
  }
  if (wish.name) await page.getByRole('textbox', { name: w.name }).fill(wish.name)
  if (wish.consent) await page.getByRole('checkbox', { name: w.consent }).check()
  if (wish.email) await page.getByRole('textbox', { name: w.email }).fill(wish.email)
  if (wish.message && !(await page.getByRole('textbox', { name: w.message }).isVisible()))
    await page.locator('#give summary').click()
  if (wish.message) await page.getByRole('textbox', { name: w.message }).fill(wish.message)
}

export const payButton = (page: Page, language: Language = 'zh-CN') =>
  page.locator('#give').getByRole('button', { name: words[language].pay })

/** Sends the form and waits for the provider's page. Answers that page's address. */
export async function goToPayment(page: Page, language: Language = 'zh-CN'): Promise<string> {
  await payButton(page, language).click()
  await expect(page.getByRole('button', { name: words[language].payNow })).toBeVisible()
  return page.url().replace(/#.*$/, '') // the browser carries the form's own #give along
}

/** Opens the open walk and waits until the page lives: its feed stands, so its scripts run. */
export async function visitWalk(page: Page, language: Language = 'zh-CN') {
  await page.goto(inLanguage(language, openWalk))
  await expect(page.getByText(words[language].live)).toBeVisible()
}

/** Opens the open walk, fills in an amount and goes to the provider's page. */
export async function startGift(page: Page, amount: string): Promise<string> {
  await page.goto(openWalk)
  await fillGiveForm(page, 'zh-CN', { amount })
  return goToPayment(page)
}

/** What the provider's page can be told to do besides being paid, by its button. */
export const choose = (page: Page, button: string) => page.getByRole('button', { name: button }).click()
export const payNow = (page: Page, language: Language = 'zh-CN') =>
  page.getByRole('button', { name: words[language].payNow }).click()

/** How the sandbox's webhooks behave, and when "later" comes (0: only by its button). */
export async function setSandbox(page: Page, knobs: { laterMs?: number; delayMs?: number }) {
  const answer = await page.request.post('/sandbox/_control', { data: knobs })
  expect(answer.ok()).toBe(true)
}
