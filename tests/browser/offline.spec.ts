import type { Page } from '@playwright/test'
import { desktop, expect, phone, test } from './setup/visit'

const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)

test.describe('two people at a desk', () => {
  test.use({ ...desktop, expectedComplaints: [/status of 4(09|22)/] })

  test('one enters a batch of cash and counts it, another counts without seeing the first’s: a difference is named, then it is booked', async ({
    page,
    visitor,
  }) => {
    const place = `起点服务台 ${Date.now()}`
    await signIn(page, 'organiser')
    await page.goto('/desk/offline')
    await page.getByRole('link', { name: '登记一批' }).click()
    await page.getByRole('button', { name: '开始登记' }).click()
    await expect(page.getByText('请选择现金还是支票。')).toBeVisible()
    await page.getByText('现金', { exact: true }).click()
    await page.getByLabel('在哪里、什么场合收到的').fill(place)
    await page.getByLabel('捐给哪个活动').selectOption({ index: 1 })
    await page.getByRole('button', { name: '开始登记' }).click()
    await expect(page.getByText('开始登记了，现在一笔一笔写。')).toBeVisible()
    const enter = async (amount: string, name = '') => {
      await page.getByLabel('金额').fill(amount)
      await page.getByLabel('捐赠人').fill(name)
      await page.getByRole('button', { name: '记下这一笔' }).click()
      await expect(page.getByText('记下了。')).toBeVisible()
    }
    await enter('100', '陈先生')
    await page.getByLabel('金额').fill('x')
    await page.getByLabel('捐赠人').fill('留着我')
    await page.getByRole('button', { name: '记下这一笔' }).click()
    await expect(page.getByText('请写成 100 或 99.50 这样的金额。')).toBeVisible()
    await expect(page.getByLabel('捐赠人')).toHaveValue('留着我')
    await enter('20.50')
    await expect(page.locator('#lines li')).toHaveCount(2)

    await page.getByLabel('¥100', { exact: true }).fill('1')
    await page.getByRole('button', { name: '点好了' }).click()
    await expect(page.getByText('你点的和登记的差 −¥20.50。')).toBeVisible()
    await expect(page.getByLabel('¥100', { exact: true }), 'what was counted stays').toHaveValue('1')
    await page.getByLabel('¥20', { exact: true }).fill('1')
    await page.getByLabel('¥0.50').fill('1')
    await page.getByRole('button', { name: '点好了' }).click()
    await expect(page.getByText('点好了，等另一个人来点。')).toBeVisible()

    const other = await visitor(phone)
    await signIn(other, 'treasurer')
    await other.goto('/desk/proposals')
    const proposal = other.getByRole('listitem').filter({ hasText: place })
    await expect(proposal.getByRole('button', { name: '同意', exact: true })).toHaveCount(0)
    await proposal.getByRole('link', { name: '去点一遍' }).click()
    await expect(other.getByText('点完才显示').first()).toBeVisible()
    expect(await other.locator('main').innerText()).not.toMatch(/120\.50|¥100\.00/)
    await other.getByLabel('¥100', { exact: true }).fill('1')
    await other.getByRole('button', { name: '我点好了' }).click()
    await expect(other.getByText('两个人点的差 −¥20.50。')).toBeVisible()

    await page.reload()
    await expect(page.getByText('登记中')).toBeVisible()
    for (const piece of ['¥100', '¥20', '¥0.50']) await page.getByLabel(piece, { exact: true }).fill('1')
    await page.getByRole('button', { name: '点好了' }).click()
    await expect(page.getByText('点好了，等另一个人来点。')).toBeVisible()
    await other.reload()
    for (const piece of ['¥100', '¥20', '¥0.50']) await other.getByLabel(piece, { exact: true }).fill('1')
    await other.getByRole('button', { name: '我点好了' }).click()
    await expect(other.getByText('两个人点的一样：已经入账。')).toBeVisible()
    await expect(other.getByText('已入账').first()).toBeVisible()
    await other.getByRole('link', { name: '看这笔捐赠' }).first().click()
    await expect(other.locator('main')).toContainText('¥100.00')
    for (const path of ['/desk/offline', '/en/desk/offline/new', '/desk/goods', '/en/desk/goods/new']) {
      await other.goto(path)
      const wide = await other.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide, `${path} does not scroll sideways`).toBe(0)
    }
  })

  test('goods are entered with their proof, confirmed by another, given out, and stand apart on the campaign’s page', async ({
    page,
    visitor,
  }) => {
    const what = `矿泉水 ${Date.now()}`
    await signIn(page, 'organiser')
    await page.goto('/desk/goods/new')
    await page.getByLabel('给哪个活动、哪个基金').selectOption({ index: 1 })
    await page.getByRole('button', { name: '开始登记' }).click()
    await page.getByLabel('是什么').fill(what)
    await page.getByLabel('数量').fill('30')
    await page.getByLabel('单位', { exact: true }).fill('箱')
    await page.getByLabel('每个单位折价（元）').fill('24')
    await page.getByLabel('怎么定的价').selectOption('invoice')
    await page.getByLabel('谁定的价').fill('某某超市')
    await page.getByRole('button', { name: '记下这一种' }).click()
    await expect(page.getByText('请选择凭据文件。')).toBeVisible()
    await expect(page.getByLabel('是什么')).toHaveValue(what)
    const file = { name: '发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') }
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('button', { name: '记下这一种' }).click()
    await expect(page.getByText('凭据：发票.pdf')).toBeVisible()
    const proof = await page.request.get((await page.getByText('凭据：发票.pdf').getAttribute('href'))!)
    expect(proof.status()).toBe(200)
    expect(proof.headers()['content-security-policy']).toContain('sandbox')
    await page.getByRole('button', { name: '提交确认' }).click()
    await expect(page.getByText('提交了，等另一个人确认。')).toBeVisible()
    const address = page.url().replace(/\?.*/, '')
    const other = await visitor(desktop)
    await signIn(other, 'treasurer')
    await other.goto('/desk/proposals')
    const proposal = other.getByRole('listitem').filter({ hasText: what })
    await proposal.getByRole('button', { name: '同意', exact: true }).click()
    await expect(other.getByText('已经同意，事情办好了。')).toBeVisible()
    await page.goto(address)
    await page.locator('summary', { hasText: '发放' }).click()
    await page.getByLabel('发放数量（箱）').fill('31')
    await page.getByLabel('发给谁').fill('三十个村居')
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('button', { name: '记下发放' }).click()
    await expect(page.getByText('没有这么多了。').first()).toBeVisible()
    await page.getByLabel('发放数量（箱）').fill('30')
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('button', { name: '记下发放' }).click()
    await expect(page.getByText('发完了')).toBeVisible()
  })
})
