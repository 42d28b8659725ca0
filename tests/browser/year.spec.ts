import type { Page } from '@playwright/test'
import { readPaper, readQr } from '../giving/paper'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { mailedTo } from './setup/mailed'
import { readyGift } from './setup/ready-gift'
import { expect, phone, test } from './setup/visit'

// One list is sent wrong on purpose.
test.use({ expectedComplaints: [/status of 422/] })

async function signInByCode(page: Page, email: string) {
  await page.goto('/sign-in/code?to=%2Faccount%2Fgifts')
  await page.getByLabel('邮箱').fill(email)
  await page.getByRole('button', { name: '发送验证码' }).click()
  await expect(page.getByText('验证码已经发出')).toBeVisible()
  await page.getByLabel('六位验证码').fill(await mailedTo(page.request, email, /\n(\d{6})\n/))
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(/\/account\/gifts/)
}
const year = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(new Date())
const gift = (email: string) => ({
  amount: '168.80',
  name: '何桂芳',
  nameConsent: '',
  email,
  lettersConsent: 'yes',
})

test('a donor downloads the year, and a stranger checks it without learning whose it is', async ({
  page,
  request,
}) => {
  const email = `year.${Date.now()}@example.com`
  await readyGift(request, gift(email), 'paid')
  await page.setViewportSize(phone.viewport!)
  await signInByCode(page, email)
  const link = page.getByRole('link', { name: `${year} 年（PDF）` })
  await expect(link).toBeVisible()
  await expect(page.getByText('1 笔，¥168.80')).toBeVisible()
  expect(await whatLooksWrong(page)).toEqual([])
  const file = await page.request.get((await link.getAttribute('href'))!)
  expect(file.headers()['content-type']).toBe('application/pdf')
  const pdf = await file.body()
  expect(readPaper(pdf).text).toContain('何桂芳')
  const checkPath = new URL(readQr(pdf)).pathname
  for (const path of [checkPath, `/en${checkPath}`]) {
    await page.context().clearCookies()
    await page.goto(path)
    await expect(page.getByText(/这份汇总是真的|This statement is genuine/)).toBeVisible()
    await expect(page.getByText('¥168.80')).toBeVisible()
    await expect(page.getByText('何桂芳')).toHaveCount(0)
    expect(await whatLooksWrong(page)).toEqual([])
    expect(await languageLeaks(page, path === checkPath ? 'zh-CN' : 'en', new Set())).toEqual([])
  }
  // Typed by hand on the check page it leads to the same.
  const [number, code] = checkPath.split('/').slice(-2) as [string, string]
  await page.goto('/check')
  await page.getByLabel('编号').fill(number)
  await page.getByLabel('校验码').fill(code)
  await page.getByRole('button', { name: '核验', exact: true }).click()
  await expect(page.getByText('这份汇总是真的')).toBeVisible()
})

test('a treasurer imports tickets: what is wrong is named, what is right stands on the gift', async ({
  page,
  request,
}) => {
  const { giftPath } = await readyGift(request, gift(`ticket.${Date.now()}@example.com`), 'paid')
  const id = giftPath.split('/').at(-1)!
  const number = String(Date.now())
  await page.goto('/demo/sign-in/treasurer')
  await page.goto('/desk/tickets?has=missing')
  await expect(page.getByText('未登记').first()).toBeVisible()
  await page.goto('/desk/tickets/import')
  const file = (yuan: string) => ({
    name: '票据.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `捐赠编号,金额,票据代码,票据号码,校验码,开票日期\n${id},${yuan},44010126,${number},ab12cd,${year}-01-01\n`,
    ),
  })
  await page.setInputFiles('input[type=file]', file('168.81'))
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByText('和捐赠金额 ¥168.80 不一致').first()).toBeVisible()
  await page.getByRole('link', { name: '换一份文件' }).click()
  await page.setInputFiles('input[type=file]', file('168.80'))
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('button', { name: '确认登记 1 张' }).click()
  await expect(page.getByText('登记了 1 张票据。')).toBeVisible()
  await page.goto(`/desk/gifts/${id}`)
  await expect(page.getByText(number)).toBeVisible()
  await page.goto(giftPath)
  await expect(page.getByText(number)).toBeVisible()
  const paper = await page.request.get(`${giftPath}/acknowledgement.pdf`)
  expect(readPaper(await paper.body()).text).toContain(number)
  await page.goto(`/desk/gifts/${id}`)
  await page.getByText('撤下这张票据', { exact: true }).first().click()
  await page.getByRole('button', { name: '撤下这张票据' }).click()
  await expect(page.getByText('请写明原因。').first()).toBeVisible()
  await page.getByLabel('为什么', { exact: true }).fill('登记错了')
  await page.getByRole('button', { name: '撤下这张票据' }).click()
  await expect(page.getByText('票据已撤下。')).toBeVisible()
})

test('the year’s notices go out from the desk, and a reader stops them with one click', async ({
  page,
  request,
}) => {
  const email = `notice.${Date.now()}@example.com`
  await readyGift(request, gift(email), 'paid')
  await page.goto('/demo/sign-in/treasurer')
  await page.goto(`/desk/statements?year=${year}`)
  expect(await whatLooksWrong(page)).toEqual([])
  const sample = await page.request.get(`/desk/statements/example?year=${year}`)
  expect(readPaper(await sample.body()).text).toContain('样张')
  await page.getByRole('button', { name: /^开始寄/ }).click()
  await expect(page.getByText(/^开始了，共/)).toBeVisible()
  await expect(page.getByText('已寄完').first()).toBeVisible()
  const stop = await mailedTo(request, email, /(\/letters\/[0-9a-f-]{36})/)
  await page.context().clearCookies()
  await page.goto(stop)
  expect(await whatLooksWrong(page)).toEqual([])
  expect(await languageLeaks(page, 'zh-CN', new Set())).toEqual([])
  await page.getByRole('button', { name: '不再寄给我' }).click()
  await expect(page.getByText('好的，以后不再寄了。')).toBeVisible()
  await page.goto(`/en${stop}`)
  await expect(page.getByText('Done: no more of them.')).toBeVisible()
  expect(await whatLooksWrong(page)).toEqual([])
  expect(await languageLeaks(page, 'en', new Set())).toEqual([])
})

test('thanks are written, looked at, tried on oneself and sent', async ({ page, request }) => {
  const email = `thanks.${Date.now()}@example.com`
  await readyGift(request, gift(email), 'paid')
  await page.goto('/demo/sign-in/administrator')
  await page.goto('/desk/thanks')
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByText('请选一个活动或基金。').first()).toBeVisible()
  await page.getByLabel('活动或基金').selectOption('campaign:health-walk-11')
  const text = page.getByLabel('正文（中文）')
  await text.fill('{name}，{email}')
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByText('花括号里只能是').first()).toBeVisible()
  await text.fill('{name}，谢谢你的 {amount}。')
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByText('寄出去是这样的')).toBeVisible()
  expect(await whatLooksWrong(page)).toEqual([])
  await page.getByRole('button', { name: '寄给自己看看' }).click()
  await expect(page.getByText('两种语言各一封')).toBeVisible()
  await page.getByRole('button', { name: /^开始寄/ }).click()
  await expect(page.getByText(/^开始了，共/)).toBeVisible()
  expect(await mailedTo(request, email, /(何桂芳，谢谢你的 ¥168\.80)/)).toContain('何桂芳')
  for (const path of ['/en/desk/thanks', '/en/desk/statements', '/en/desk/tickets', '/en/desk/suspicions']) {
    await page.setViewportSize(phone.viewport!)
    await page.goto(path)
    expect(await whatLooksWrong(page), path).toEqual([])
  }
})
