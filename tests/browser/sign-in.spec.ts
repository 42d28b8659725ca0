import type { Page } from '@playwright/test'
import { stepAt, totpAt } from '../../app/identity/internal/totp.server'
import { fillGiveForm, goToPayment, payNow, visitWalk } from './setup/donor'
import { whatLooksWrong } from './setup/looks-right'
import { signInByCode } from './setup/sign-in-by-code'
import { desktop, expect, phone, test } from './setup/visit'
import { words } from './setup/words'

const password = 'four words without sense'
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function fromBase32(text: string): Buffer {
  const bits = [...text].map((c) => base32.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

const token = async (page: Page) =>
  (await page.context().cookies()).find((cookie) => cookie.name.includes('session_token'))

/** A telephone that holds passkeys and is unlocked by a finger. */
async function withAuthenticator(page: Page, isUserVerified = true) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  })
  return (verified: boolean) =>
    cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: verified })
}

test.describe('desktop', () => {
  test.use(desktop)
  // A passkey that is refused is answered 422 or 403, and the browser notes it.
  test.use({ expectedComplaints: [/status of 4(03|22).*\/api\/auth\/passkey\//] })

  test('a treasurer signs in by password and authenticator, then by passkey alone, and each sign-in has a token of its own', async ({
    page,
  }) => {
    test.slow()
    await page.goto('/demo/sign-in/treasurer')
    await page.goto('/account/password')
    await page.getByLabel('新密码').fill('short')
    await page.getByRole('button', { name: '保存新密码' }).click()
    await expect(page.getByText('密码至少要 10 个字符')).toBeVisible()
    await page.getByLabel('新密码').fill(password)
    await page.getByRole('button', { name: '保存新密码' }).click()
    await expect(page.getByText('密码已经换好')).toBeVisible()
    const email = (await page.locator('dd').first().innerText()).trim()

    await page.goto('/account/second-factor')
    const secret = fromBase32((await page.locator('code').innerText()).replace(/\s/g, ''))
    const step = stepAt(new Date())
    await page.getByLabel('六位数字或备用码').fill(totpAt(secret, step))
    await page.getByRole('button', { name: '确认' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: /^[0-9A-F]{5}-[0-9A-F]{5}$/ })).toHaveCount(10)
    await page.getByRole('link', { name: '已经抄好，继续' }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    expect(await token(page)).toBeUndefined()

    // Planted before the sign-in, as an attacker would.
    const site = new URL(page.url()).origin
    await page.context().addCookies([{ name: 'shanxing.session_token', value: 'planted', url: site }])
    await page.goto('/desk/holds')
    await expect(page).toHaveURL(/\/sign-in\?to=%2Fdesk%2Fholds/)
    await page.getByLabel('邮箱').fill(email)
    await page.getByLabel('密码').fill('four wrong words here')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page.getByText('邮箱或密码不对')).toBeVisible()
    await expect(page.getByLabel('邮箱')).toHaveValue(email)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page).toHaveURL(/\/account\/second-factor\?to=%2Fdesk%2Fholds/)
    const byPassword = await token(page)
    expect(byPassword).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(byPassword!.value).not.toBe('planted')
    await page.getByLabel('六位数字或备用码').fill(totpAt(secret, step))
    await page.getByRole('button', { name: '确认' }).click()
    await expect(page.getByText('不对，或者这个数字已经用过了')).toBeVisible()
    await page.getByLabel('六位数字或备用码').fill(totpAt(secret, stepAt(new Date()) + 1))
    await page.getByRole('button', { name: '确认' }).click()
    await expect(page).toHaveURL(/\/desk\/holds$/)
    expect((await token(page))!.value).not.toBe(byPassword!.value)

    const unlock = await withAuthenticator(page)
    await page.goto('/account/passkeys')
    await page.getByLabel('名字').fill('我的电脑')
    await page.getByRole('button', { name: '添加通行密钥' }).click()
    await expect(page.getByText('添加好了')).toBeVisible()
    await expect(page.getByRole('heading', { name: '我的电脑' })).toBeVisible()
    await page.goto('/account')
    await page.getByRole('button', { name: '退出登录' }).click()

    await page.goto('/sign-in?to=%2Fdesk%2Fholds')
    await unlock(false)
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await expect(page.getByText('这次没有登录成功')).toBeVisible()
    expect(await token(page), 'held, but not unlocked').toBeUndefined()
    await unlock(true)
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await expect(page).toHaveURL(/\/desk\/holds$/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

    for (const closed of [
      'passkey/list-user-passkeys',
      'sign-in/email',
      'get-session',
      'passkey/delete-passkey',
    ])
      expect((await page.request.get(`/api/auth/${closed}`)).status(), closed).toBe(404)

    await page.goto('/account/passkeys')
    await page.getByRole('textbox', { name: '名字' }).first().fill('书房的电脑')
    await page.getByRole('button', { name: '改名' }).click()
    await expect(page.getByRole('heading', { name: '书房的电脑' })).toBeVisible()
    await page.getByRole('button', { name: '移除' }).click()
    await expect(page.getByRole('heading', { name: '书房的电脑' })).toHaveCount(0)
    await page.goto('/account/second-factor')
    await page.getByRole('button', { name: '停用身份验证器' }).click()
    await expect(page.getByText('先添加一个通行密钥')).toBeVisible()
  })
})

test.describe('at phone width', () => {
  test.use(phone)

  test('a donor gives, signs in by a mailed code, finds the gift and its paper, exports everything, and is forgotten', async ({
    page,
    visitor,
  }) => {
    test.slow()
    const email = `donor.${Date.now()}@example.org`
    await visitWalk(page)
    await fillGiveForm(page, 'zh-CN', { amount: '88.66', name: '欧阳清源', consent: true, email })
    await goToPayment(page)
    await payNow(page)
    await expect(page.getByText(words['zh-CN'].arrived)).toBeVisible()
    const gift = page.url()

    const own = await visitor(phone)
    await own.goto('/')
    await own.getByRole('contentinfo').getByRole('link', { name: '登录' }).click()
    await own.getByRole('link', { name: /用邮件验证码登录/ }).click()
    await signInByCode(own, email)
    await expect(own).toHaveURL(/\/account\/gifts$/)
    const row = own.getByRole('listitem').filter({ hasText: '88.66' }).first()
    await expect(row).toContainText('已到账')
    expect(await whatLooksWrong(own)).toEqual([])
    const paper = (await row.getByRole('link', { name: /捐赠凭据/ }).getAttribute('href'))!
    const pdf = await own.request.get(paper)
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    const number = /SX-[\d-]+/.exec(await row.innerText())![0]

    const [download] = await Promise.all([
      own.waitForEvent('download'),
      own.getByRole('link', { name: /下载我的全部资料/ }).click(),
    ])
    const file = await download.createReadStream()
    const text = (await file.toArray()).join('')
    const exported = JSON.parse(text)
    expect(exported.account).toMatchObject({ email, roles: [] })
    expect(exported.gifts).toHaveLength(1)
    expect(exported.gifts[0]).toMatchObject({ amountFen: '8866', donorName: '欧阳清源' })
    const { code } = exported.gifts[0].acknowledgement

    await own.getByRole('link', { name: /删除个人信息/ }).click()
    await own.getByLabel(/输入/).fill('不')
    await own.getByRole('button', { name: '删除并注销' }).click()
    await expect(own.getByText('表示你确实要这样做')).toBeVisible()
    await own.getByLabel(/输入/).fill('删除')
    await own.getByRole('button', { name: '删除并注销' }).click()
    await expect(own.getByText('账号已经注销')).toBeVisible()
    await own.goto('/account/gifts')
    await expect(own).toHaveURL(/\/sign-in/)

    await page.goto(`/check/${number}/${code}`)
    await expect(page.getByText(words['zh-CN'].genuine)).toBeVisible()
    await expect(page.locator('main')).toContainText('88.66')
    await expect(page.locator('main')).not.toContainText('欧阳')
    await page.goto(gift)
    await expect(page.locator('main')).not.toContainText('欧阳')
  })
})
