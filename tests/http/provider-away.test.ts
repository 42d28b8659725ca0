import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '~/payments/sandbox/start-sandbox.server'
import en from '~/platform/locales/en'
import zhCN from '~/platform/locales/zh-CN'
import { filledForm, page, postForm, press, valueIn, visibleText } from './donor'
import { bootMs, freePort, secretKey, until, webhookSecret } from './server'
import { openSite, type Site } from './site'

let site: Site
let providerPort: number
beforeAll(async () => {
  providerPort = await freePort()
  site = await openSite('postgres', { env: { STRIPE_API_BASE: `http://127.0.0.1:${providerPort}` } })
}, bootMs)
afterAll(async () => {
  expect(await site.audit()).toContain(', 0 faults')
  await site.stop()
})

describe.each([
  { language: 'Chinese', prefix: '', texts: zhCN },
  { language: 'English', prefix: '/en', texts: en },
])('the payment provider away, $language', ({ prefix, texts }) => {
  test('the donor reads why, everything typed is kept, and the same form goes through once it is back', async () => {
    const path = `${prefix}/campaigns/walk-11`
    const before = await site.totals()
    const fields = await filledForm(site, path, { amount: '31.50', name: '耐心', message: '不急' })
    const refused = await postForm(site, path, fields)
    const html = await refused.text()
    expect(refused.status).toBe(503)
    expect(visibleText(html)).toContain(texts.giving.error.form['provider-unavailable'])
    for (const [name, value] of Object.entries(fields)) expect(valueIn(html, name)).toBe(value)

    const back = await startSandbox({
      port: providerPort,
      secretKey,
      webhookSecret,
      webhookUrl: `${site.url}/webhooks/stripe`,
    })
    try {
      const sent = await postForm(site, path, fields)
      expect(sent.status).toBe(303)
      const giftUrl = (await press(sent.headers.get('location')!, 'pay')).headers.get('location')!
      await until('it has arrived', async () =>
        (await page(giftUrl)).includes(texts.giving.gift.confirmed.title),
      )
      await until('it is sealed', async () => (await site.totals()).gifts === before.gifts + 1)
      expect(BigInt((await site.totals()).confirmedFen) - BigInt(before.confirmedFen)).toBe(3150n)
      const [written] = await site.db.query<{ n: bigint }>(
        `SELECT count(*) AS n FROM giving_gift WHERE donor_name = '耐心' AND locale = $1`,
        [prefix ? 'en' : 'zh-CN'],
      )
      expect(written!.n).toBe(1n)
    } finally {
      await back.stop()
    }
  })
})
