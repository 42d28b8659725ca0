import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { stepAt, totpAt } from '../../app/identity/internal/totp.server'
import { type Sandbox, startSandbox } from '../../app/payments/sandbox/start-sandbox.server'
import {
  freePort,
  listening,
  type Server,
  secretKey,
  serverEnv,
  spawnServer,
  webhookSecret,
} from '../http/server'
import { type Smtp, startSmtp } from '../setup/smtp'
import { fillGiveForm, goToPayment, payNow } from './setup/donor'
import { whatLooksWrong } from './setup/looks-right'
import { desktop, expect, phone, screenFile, test } from './setup/visit'

/** A federation's own server as `npm run migrate` and `npm start` leave it: an empty database, a mail server, a payment provider. */
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-first-day-'))
let server: Server
let sandbox: Sandbox
let smtp: Smtp
let url: string

test.beforeAll(async () => {
  test.setTimeout(180_000)
  execFileSync('node_modules/.bin/tsx', ['scripts/migrate.ts'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir },
  })
  const port = await freePort()
  url = `http://localhost:${port}`
  smtp = await startSmtp()
  sandbox = await startSandbox({
    secretKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/stripe`,
    retryBaseMs: 100,
  })
  const env = serverEnv(port, sandbox.url, {
    DATA_DIR: dataDir,
    PUBLIC_URL: url,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'noreply@example.org',
  })
  server = await listening(spawnServer(env, port))
})
test.afterAll(async () => {
  await server?.stop()
  await sandbox?.stop()
  await smtp?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const fromBase32 = (text: string) => {
  const bits = [...text].map((c) => base32.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
const joinLink = /\/join\/[\w-]{43}/
const main = (page: Page) => page.locator('main')
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click()

/** Whoever was invited by mail is known by it; the first administrator says theirs (`email`). */
async function join(page: Page, link: string, name: string, email?: string) {
  await page.goto(url + link)
  if (email) await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('你的姓名').fill(name)
  await page.getByLabel('设一个密码').fill('four words without sense')
  await page.getByRole('button', { name: '建立账号' }).click()
  await page.waitForURL((at) => !at.pathname.startsWith('/join/'), { timeout: 30_000 })
}

async function setUpSecondFactor(page: Page) {
  await expect(page).toHaveURL(/second-factor/)
  const secret = fromBase32((await page.locator('code').innerText()).replace(/\s/g, ''))
  await page.getByLabel('六位数字或备用码').fill(totpAt(secret, stepAt(new Date())))
  await page.getByRole('button', { name: '确认' }).click()
  await page.getByRole('link', { name: '已经抄好，继续' }).click()
}

async function bothLanguages(page: Page, texts: [label: string, zh: string][]) {
  for (const [label, zh] of texts) {
    await page.getByLabel(`${label}（中文）`).fill(zh)
    await page.getByLabel(`${label}（英文）`).fill(`${label} in English`)
  }
}

const fenIn = (text: string) => BigInt(text.replace(/[^\d]/g, ''))

test('from an empty database to a gift on the wall: a federation’s first day', async ({ visitor }) => {
  test.setTimeout(300_000)
  const admin = await visitor(desktop)
  await test.step('the first administrator comes in by the link on the console', async () => {
    const link = joinLink.exec(server.output())?.[0]
    expect(link, 'printed at the first start').toBeDefined()
    await join(admin, link!, '何善仪', 'he@example.org')
    await setUpSecondFactor(admin)
    await admin.goto(`${url}/desk`)
    await expect(admin.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await whatLooksWrong(admin), 'an empty desk').toEqual([])
    await admin.screenshot({ path: screenFile('first-day-empty-desk'), fullPage: true })
  })

  const organiser = await visitor(desktop)
  await test.step('an organiser is invited by mail, and joins', async () => {
    await admin.goto(`${url}/desk/people/invite`)
    await admin.getByLabel('对方的邮箱').fill('liang@example.org')
    await admin.getByLabel('角色').selectOption('organiser')
    await press(admin, '发出邀请')
    await expect(admin.getByText('邀请已经发出')).toBeVisible()
    const mailed = () => {
      const raw = smtp.taken.find(({ to }) => to.includes('liang@example.org'))?.raw ?? ''
      // Chinese text travels as base64.
      const parts = raw.split(/\r?\n\r?\n/).map((part) => Buffer.from(part, 'base64').toString())
      return joinLink.exec(parts.join())?.[0]
    }
    await expect.poll(mailed).toBeDefined()
    await join(organiser, mailed()!, '梁行远')
    await expect(organiser).toHaveURL(/\/desk$/)
  })

  await test.step('a fund is opened', async () => {
    await admin.goto(`${url}/desk/funds/new`)
    await bothLanguages(admin, [
      ['名称', '长者关爱基金'],
      ['用途', '关爱独居长者'],
    ])
    await admin.getByLabel('网址里的名字').fill('elders')
    await press(admin, '保存')
    await expect(admin).toHaveURL(/\/desk\/funds\/elders/)
  })

  await test.step('the organiser makes a series and a campaign with its routing rule', async () => {
    await organiser.goto(`${url}/desk/series/new`)
    await bothLanguages(organiser, [
      ['名称', '健康行'],
      ['介绍', '每年一次'],
    ])
    await organiser.getByLabel('网址里的名字').fill('walk')
    await press(organiser, '保存')
    await main(organiser).getByRole('link', { name: '起草第 1 届' }).click()
    await expect(organiser).toHaveURL(/\/desk\/campaigns\/new/)
    await bothLanguages(organiser, [
      ['名称', '第一届健康行'],
      ['一句话简介', '一起走'],
      ['活动介绍', '为长者走一走。'],
      ['封面的文字说明', '一幅画'],
    ])
    await organiser.getByLabel('网址里的名字').fill('walk-1')
    await organiser.getByLabel('开始日').fill('2026-01-01')
    await organiser.getByLabel('截止日').fill('2099-12-31')
    await organiser.getByLabel('公开募捐备案编号').fill('FIRST-1')
    await organiser.getByLabel('指定的互联网募捐平台（中文）').fill('平台甲')
    await press(organiser, '存为草稿')
    await expect(organiser.getByText('草稿存好了')).toBeVisible()
    await organiser.goto(`${url}/desk/campaigns/walk-1/routing`)
    await organiser.getByLabel('基金 1').selectOption('elders')
    await organiser.getByLabel('比例（%）').fill('100')
    await press(organiser, '保存')
    await expect(organiser).toHaveURL(/\/desk\/campaigns\/walk-1\?done=routed/)
    expect((await organiser.request.get(`${url}/campaigns/walk-1`)).status(), 'a draft is nobody’s').toBe(404)
  })

  await test.step('a second person opens it', async () => {
    await press(organiser, '申请开放')
    await expect(organiser.getByText('你自己提交的，要由别人同意', { exact: false })).toBeVisible()
    await admin.goto(`${url}/desk/proposals`)
    await press(admin, '同意')
    await expect(admin.getByText('事情办好了')).toBeVisible()
  })

  const dashboard = organiser
  await dashboard.goto(`${url}/desk/campaigns/walk-1/monitoring`)
  await expect(dashboard.getByText('实时更新')).toBeVisible()
  const wall = await visitor({ ...desktop, viewport: { width: 1920, height: 1080 } })
  await wall.goto(`${url}/screen/walk-1`)
  const donor = await visitor(phone)
  await test.step('a gift is given; dashboard and wall move without being loaded again', async () => {
    for (const page of [dashboard, wall])
      await page.evaluate(() => Object.assign(window, { sameDocument: true }))
    await donor.goto(`${url}/campaigns/walk-1`)
    await fillGiveForm(donor, 'zh-CN', { amount: '66.66' })
    await goToPayment(donor)
    await payNow(donor)
    const arrived = dashboard.locator('#figures .figure-tile[data-tone="arrived"] data')
    await expect.poll(async () => fenIn(await arrived.innerText())).toBe(6666n)
    await expect(main(wall).or(wall.locator('body')).first()).toContainText('66.66')
    for (const page of [dashboard, wall])
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
    await wall.screenshot({ path: screenFile('first-day-wall') })
    await dashboard.screenshot({ path: screenFile('first-day-dashboard'), fullPage: true })
  })

  await test.step('a picture is posted from a phone, and readers see it', async () => {
    const state = await organiser.context().storageState()
    const field = await visitor({ ...phone, storageState: state })
    const reader = await visitor(phone)
    await reader.goto(`${url}/campaigns/walk-1/live`)
    await field.goto(`${url}/desk/campaigns/walk-1/coverage`)
    await field.getByLabel('发生了什么（中文）').fill('起点人声鼎沸')
    const picture = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#2e6b4f' } })
      .jpeg()
      .toBuffer()
    await field
      .getByLabel('拍一张照片')
      .setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: picture })
    await field.locator('[name="alt-0"]').fill('起点的人群')
    await press(field, '发布')
    await expect(field.getByText('已经发布，读者看得到了')).toBeVisible()
    await expect(reader.getByAltText('起点的人群')).toBeVisible()
    await field.screenshot({ path: screenFile('first-day-coverage'), fullPage: true })
  })

  await test.step('the gifts are exported, and the gift and the export are found', async () => {
    await admin.goto(`${url}/desk/gifts`)
    const exported = await admin.request.get(`${url}/desk/gifts/export?format=csv`)
    const csv = await exported.text()
    expect(csv.startsWith('\uFEFF')).toBe(true)
    expect(csv).toContain('66.66')
    await admin.goto(`${url}/desk/gifts?q=66.66`)
    await main(admin).getByRole('row').filter({ hasText: '66.66' }).getByRole('link').click()
    await expect(main(admin)).toContainText('长者关爱基金')
    await admin.goto(`${url}/desk/trail?action=gift.export`)
    await expect(main(admin)).toContainText('何善仪')
    await admin.goto(`${url}/desk/trail?subject=campaign:walk-1`)
    await expect(main(admin)).toContainText('同意')
    await admin.screenshot({ path: screenFile('first-day-trail'), fullPage: true })
  })
})
