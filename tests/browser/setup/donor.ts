import { expect, type Page } from '@playwright/test'

export type Language = 'zh-CN' | 'en'
export const openWalk = '/campaigns/health-walk-11'
export const inLanguage = (language: Language, path: string) =>
  language === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path

/** What a donor reads on the way, letter by letter as it stands on the pages. */
export const words = {
  'zh-CN': {
    live: '实时更新',
    amount: '其他金额（元）',
    split: /^我来定比例/,
    assistance: '“善暖番禺”慈善救助基金',
    specialEducation: '“筑梦未来”儿童特教基金',
    percent: (fund: string) => `${fund}（%）`,
    name: /^怎么称呼你/,
    consent: '愿意在活动页面公开这个称呼',
    email: /^邮箱/,
    message: /^留言/,
    dedication: /^献给/,
    pay: /^去支付/,
    arrived: '到账了，谢谢你',
    notArrived: '还没有收到这笔支付',
    download: '下载凭据（PDF）',
    checkPage: '查看核验页面',
    genuine: '这份凭据是真的',
    notPublic: '未公开',
    methods: { card: '银行卡', alipay: '支付宝', wechat_pay: '微信支付' },
    payNow: /^立即支付/,
  },
  en: {
    live: 'Updates live',
    amount: 'Another amount (yuan)',
    split: /^I set the shares/,
    assistance: 'Warm Panyu assistance fund',
    specialEducation: 'Special education fund',
    percent: (fund: string) => `${fund} (%)`,
    name: /^Your name/,
    consent: "Show this name on the campaign's page",
    email: /^E-mail/,
    message: /^Message/,
    dedication: /^Dedicated to/,
    pay: /^(Pay ¥|Go to payment)/,
    arrived: 'It has arrived. Thank you',
    notArrived: 'This payment has not reached us',
    download: 'Download the receipt (PDF)',
    checkPage: 'Open the check page',
    genuine: 'This receipt is genuine',
    notPublic: 'Not public',
    methods: { card: 'Card', alipay: 'Alipay', wechat_pay: 'WeChat Pay' },
    payNow: /^Pay now/,
  },
} as const

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
