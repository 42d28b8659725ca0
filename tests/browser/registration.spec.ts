import type { Page } from '@playwright/test'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { mailedTo } from './setup/mailed'
import { desktop, expect, phone, screenFile, test } from './setup/visit'

test.use({ ...phone, contextOptions: { reducedMotion: 'reduce' } })

const walk = '/campaigns/health-walk-11'
const level = '亲子 2 公里'
const unique = () => `${Date.now()}.${Math.floor(Math.random() * 1e6)}@example.com`

async function fill(page: Page, at: number, name: string) {
  const walker = page.getByRole('group', { name: `参加者 ${at + 1}`, exact: true })
  await walker.getByLabel('姓名', { exact: true }).fill(name)
  await walker.getByText(level).click()
  return walker
}
async function reach(page: Page, email: string) {
  await page.getByLabel('电子邮箱').fill(email)
  await page.getByLabel('手机', { exact: true }).fill('139 0013 9000')
  await page.getByLabel('紧急联系人', { exact: true }).fill('何大文')
  await page.getByLabel('紧急联系人的电话').fill('138 0013 8000')
  await page.getByLabel('我已读过，并代表以上参加者同意').check()
}
const press = (page: Page) => page.getByRole('button', { name: '报名', exact: true }).click()
const left = async (page: Page) => {
  await page.goto(`${walk}/register`)
  return Number(/还有 (\d+) 个名额/.exec(await page.getByText(level).locator('..').innerText())?.[1] ?? 0)
}
const look = async (page: Page, name: string) => {
  await page.screenshot({ path: screenFile(`registration-${name}`), fullPage: true })
  expect(await whatLooksWrong(page), name).toEqual([])
}

test('a unit brings its list, a family registers, cancels one, and who waits moves up', async ({
  page,
  visitor,
}) => {
  test.setTimeout(180_000)
  // The unit leaves three places.
  const places = await left(page)
  expect(places).toBeGreaterThan(3)
  await page.getByRole('link', { name: '单位、学校、村居一起来？' }).click()
  await page.getByRole('button', { name: '单位报名' }).click()
  await expect(page.getByText('请填单位名称。').first()).toBeVisible()
  await look(page, 'unit-form')
  const unit = `沙湾镇 ${Date.now()}`
  await page.getByLabel('单位名称').fill(unit)
  await page.getByLabel('带队人', { exact: true }).fill('李带队')
  const leader = unique()
  await page.getByLabel('带队人的邮箱').fill(leader)
  await page.getByLabel('带队人的手机').fill('13800138000')
  await page.getByRole('button', { name: '单位报名' }).click()
  await expect(page.getByText('管理链接已经发到带队人的邮箱')).toBeVisible()
  await look(page, 'unit-sent')
  await page.goto(await mailedTo(page.request, leader, /(\/units\/[\w-]{43})/))
  await expect(page.getByRole('heading', { name: unit })).toBeVisible()
  await look(page, 'unit-empty')
  await page.getByRole('link', { name: '导入名单' }).click()
  const rows = Array.from({ length: places - 3 }, (_, i) => `成员${i + 1}\t${level}`)
  await page.getByLabel('或者粘贴名单').fill(['姓名\t级别', ...rows, '多余的人\t全马'].join('\n'))
  await look(page, 'unit-import')
  await page.getByRole('button', { name: '检查名单' }).click()
  await expect(page.getByText('没有“全马”这个级别。')).toBeVisible()
  await look(page, 'unit-plan-faults')
  await page.getByRole('link', { name: '换一份名单' }).click()
  await page.getByLabel('或者粘贴名单').fill(['姓名\t级别', ...rows].join('\n'))
  await page.getByRole('button', { name: '检查名单' }).click()
  await page.getByLabel('我已把参加须知告诉每一位成员').check()
  await look(page, 'unit-plan')
  await page.getByRole('button', { name: /^确认报名/ }).click()
  await expect(page.getByText(`${places - 3} 位成员报上了。`)).toBeVisible()
  await look(page, 'unit-members')

  const family = await visitor(phone)
  await family.goto(walk)
  await family.getByRole('link', { name: '健行报名' }).click()
  await press(family)
  await expect(family.getByText('请填姓名。').first()).toBeVisible()
  await look(family, 'form-faults')
  await fill(family, 0, '何晓岚')
  await family.getByRole('button', { name: '再加一位参加者' }).click()
  await fill(family, 1, '何大文')
  await family.getByRole('button', { name: '再加一位参加者' }).click()
  const child = await fill(family, 2, '何小宝')
  await child.getByLabel('未满 18 岁').check()
  await child.getByLabel('监护人姓名').fill('何晓岚')
  await child.getByLabel(/^我是监护人/).check()
  const email = unique()
  await reach(family, email)
  await look(family, 'form')
  await press(family)
  await expect(family.getByText('报上了')).toBeVisible()
  await expect(family.getByRole('img', { name: /的签到码和集章卡$/ })).toHaveCount(3)
  await look(family, 'party')
  expect((await languageLeaks(family, 'zh-CN', new Set())).filter((text) => !text.includes(email))).toEqual(
    [],
  )
  const mailed = await mailedTo(family.request, email, /(\/registrations\/[\w-]{43})/)
  expect(mailed, 'the mail leads to the same page').toBe(new URL(family.url()).pathname)
  const file = await family.request.get(`${mailed}/calendar.ics`)
  expect(await file.text()).toContain('BEGIN:VEVENT')

  await family.getByRole('link', { name: '开一个筹款页' }).click()
  await family.getByLabel('标题').fill('为福利院走一圈')
  await family.getByLabel('目标（元）').fill('很多')
  await family.getByRole('button', { name: '保存' }).click()
  await expect(family.getByText('请填一个金额，比如 1000。')).toBeVisible()
  await family.getByLabel('目标（元）').fill('1000')
  await family.getByRole('button', { name: '保存' }).click()
  await look(family, 'fundraise')
  await family.getByRole('link', { name: '看看公开的样子' }).click()
  await look(family, 'page')
  await family.getByRole('link', { name: '从这里捐一笔' }).click()
  await expect(family.getByText('你正在通过“为福利院走一圈”捐赠')).toBeVisible()
  // What is typed wrong does not lose whose page it was.
  await family.getByLabel('其他金额（元）').fill('很多')
  await family
    .getByRole('button', { name: /^去支付|支付/ })
    .first()
    .click()
  await expect(family.getByText('你正在通过“为福利院走一圈”捐赠')).toBeVisible()
  await family.goto(mailed)

  const late = await visitor(phone)
  expect(await left(late)).toBe(0)
  await fill(late, 0, '林迟到')
  const lateEmail = unique()
  await reach(late, lateEmail)
  await press(late)
  await expect(late.getByText('在候补名单上')).toBeVisible()
  await look(late, 'waiting')

  const ticket = family.getByRole('article', { name: '何大文' })
  await ticket.getByText('取消这一位').first().click()
  await ticket.getByRole('button', { name: '取消这一位' }).click()
  await expect(family.getByText('请先勾选这一格')).toBeVisible()
  await family.getByRole('article', { name: '何大文' }).getByLabel('我确定要取消').check()
  await family.getByRole('article', { name: '何大文' }).getByRole('button', { name: '取消这一位' }).click()
  await expect(family.getByText('已经取消。')).toBeVisible()
  await look(family, 'party-cancelled')
  await late.reload()
  await expect(late.getByText('报上了')).toBeVisible()
  await mailedTo(late.request, lateEmail, /(候补成功)/)

  const desk = await visitor(desktop)
  await desk.goto('/demo/sign-in/administrator')
  await desk.goto('/desk/campaigns/health-walk-11/walkers?q=何')
  await desk.getByRole('button', { name: '查看 何晓岚 的联系方式' }).first().click()
  await expect(desk.getByRole('link', { name: '138 0013 8000' })).toBeVisible()
  await look(desk, 'desk-walkers')
  await desk.goto('/desk/campaigns/health-walk-11/pages')
  await desk.locator('summary', { hasText: '隐藏' }).first().click()
  await desk.getByRole('button', { name: '隐藏这一页' }).first().click()
  await expect(desk.getByText('请写一句原因')).toBeVisible()
  await look(desk, 'desk-pages-why')
  await desk.getByLabel('为什么隐藏').first().fill('请换一个标题。')
  await desk.getByRole('button', { name: '隐藏这一页' }).first().click()
  await expect(desk.getByText('已隐藏')).toBeVisible()
  await look(desk, 'desk-pages')
  await family.goto(mailed.replace('/registrations/', '/fundraise/'))
  await expect(family.getByText('主办方说：请换一个标题。')).toBeVisible()
  await look(family, 'fundraise-hidden')

  // Lost, and found again: once the new link is opened the old one ends.
  await late.goto(`${walk}/lost-ticket`)
  const old = mailed
  await late.getByLabel('电子邮箱').fill(email)
  await late.getByRole('button', { name: '发送链接' }).click()
  await expect(late.getByText(/邮件已经在路上/)).toBeVisible()
  await look(late, 'lost-ticket')
  const other = new RegExp(`(/registrations/(?!${old.split('/').at(-1)})[\\w-]{43})`)
  const renewed = await mailedTo(late.request, email, other)
  expect((await late.request.get(old)).status(), 'not opened yet').toBe(200)
  expect((await late.goto(`/en${renewed}`))!.status()).toBe(200)
  await look(late, 'party-en')
  expect((await late.goto(old))!.status()).toBe(404)
  await look(late, 'gone')
  await late.goto(`/en${walk}/register`)
  await look(late, 'form-en')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('a walker is added and taken out again, and nothing typed gets lost', async ({ page }) => {
    await page.goto(`${walk}/register`)
    await page.getByLabel('姓名', { exact: true }).fill('何晓岚')
    await page.getByLabel('电子邮箱').fill('he@example.com')
    await page.getByRole('button', { name: '再加一位参加者' }).click()
    await page.locator('[name=w1-name]').fill('何大文')
    await page.getByRole('button', { name: '去掉参加者 1' }).click()
    await expect(page.locator('[name=w0-name]')).toHaveValue('何大文')
    await expect(page.locator('[name=w1-name]')).toHaveCount(0)
    await expect(page.getByLabel('电子邮箱')).toHaveValue('he@example.com')
  })
})
