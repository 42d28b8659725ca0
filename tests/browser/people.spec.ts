import type { APIRequestContext, Page } from '@playwright/test'
import { whatLooksWrong } from './setup/looks-right'
import { expect, phone, test } from './setup/visit'

const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)

/** The link that the mail to this address carries. */
async function linkMailedTo(request: APIRequestContext, email: string): Promise<string> {
  let link = ''
  await expect
    .poll(async () => {
      const mailbox = await (await request.get('/demo/mailbox')).text()
      const entry = mailbox.split('<li').find((li) => li.includes(email))
      const mail = /href="(\/demo\/mailbox\/[^"]+)"/.exec(entry ?? '')?.[1]
      const text = mail ? await (await request.get(mail)).text() : ''
      link = /\/join\/[\w-]{43}/.exec(text)?.[0] ?? ''
      return link
    })
    .not.toBe('')
  return link
}

async function invite(page: Page, email: string) {
  await signIn(page, 'administrator')
  await page.goto('/desk/people/invite')
  await page.getByLabel('对方的邮箱').fill(email)
  await page.getByLabel('角色').selectOption('organiser')
  await page.getByLabel('管哪里').selectOption('campaign:health-walk-11')
  await page.getByRole('button', { name: '发出邀请' }).click()
  await expect(page.getByText('邀请已经发出')).toBeVisible()
}

test.describe('at phone width', () => {
  test.use(phone)

  test('somebody is invited by mail, joins, sees only what their role reaches, and is gone when the role is', async ({
    page,
    visitor,
  }) => {
    const email = `joining.${Date.now()}@example.org`
    await invite(page, email)
    const link = await linkMailedTo(page.request, email)

    const own = await visitor(phone)
    await own.goto(link)
    await expect(own.getByText(email)).toBeVisible()
    await own.getByLabel('你的姓名').fill('新同事')
    await own.getByLabel('设一个密码').fill('four words without sense')
    await own.getByRole('button', { name: '建立账号' }).click()
    await expect(own).toHaveURL(/\/desk$/)
    await own.goto('/desk/campaigns/health-walk-11')
    await expect(own.getByRole('heading', { level: 1 })).toBeVisible()
    for (const closed of [
      '/desk/people',
      '/desk/people/invite',
      '/desk/trail',
      '/desk/campaigns/poverty-relief-day-demo',
    ])
      expect((await own.goto(closed))!.status(), closed).toBe(404)

    expect((await own.goto(link))!.status(), 'the link a second time').toBe(410)
    await expect(own.getByRole('heading', { name: '这个链接不能用了' })).toBeVisible()

    await page.goto(`/desk/people?search=${encodeURIComponent(email)}`)
    await page.getByRole('link', { name: '新同事' }).click()
    await page.getByRole('button', { name: /^收回角色/ }).click()
    await expect(page.getByText('角色已经收回')).toBeVisible()
    expect((await own.goto('/desk/campaigns/health-walk-11'))!.status(), 'with the next request').toBe(404)

    await page.goto('/desk/trail?action=role.revoke')
    const told = page.getByRole('listitem').filter({ hasText: '收回角色' }).first()
    await expect(told).toContainText('何善仪')
  })

  test('what is wrong with a name or password is said next to it, and the name is kept', async ({
    page,
    visitor,
  }) => {
    const email = `short.${Date.now()}@example.org`
    await invite(page, email)
    const own = await visitor(phone)
    await own.goto(await linkMailedTo(page.request, email))
    expect(await whatLooksWrong(own)).toEqual([])
    await own.getByLabel('你的姓名').fill('留着')
    await own.getByLabel('设一个密码').evaluate((input) => input.removeAttribute('minlength'))
    await own.getByLabel('设一个密码').fill('short')
    await own.getByRole('button', { name: '建立账号' }).click()
    await expect(own.getByText('密码至少 10 个字符')).toBeVisible()
    await expect(own.getByLabel('你的姓名')).toHaveValue('留着')
    expect(await whatLooksWrong(own), 'with what is wrong said').toEqual([])
  })
})
