import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import en from '~/platform/locales/en'
import zhCN from '~/platform/locales/zh-CN'
import { postForm, valueIn, visibleText } from './donor'
import { bootMs } from './server'
import { openSite, type Site } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', {
    env: { GIVE_PER_ADDRESS: '12', GIVE_PER_SESSION: '3', CHECK_PER_ADDRESS: '5', TRUST_PROXY: '1' },
  })
}, bootMs)
afterAll(() => site.stop())

let lastAddress = 0
/** An address that nobody has used yet. */
const someone = () => `198.51.100.${++lastAddress}`
const from = (address: string) => ({ 'X-Forwarded-For': address })
const giveFrom = (address: string, cookie = '', prefix = '') =>
  postForm(
    site,
    `${prefix}/campaigns/walk-11`,
    { formId: randomUUID(), amount: '10', name: '测试 <卡>', message: '还在' },
    { cookie, headers: from(address) },
  )
const sessionOf = (response: Response) => response.headers.getSetCookie()[0]!.split(';')[0]!
const started = async () =>
  (await site.db.query<{ n: bigint }>('SELECT count(*) AS n FROM giving_gift'))[0]!.n

describe.each([
  { language: 'Chinese', prefix: '', texts: zhCN },
  { language: 'English', prefix: '/en', texts: en },
])('giving, $language', ({ prefix, texts }) => {
  async function expectStopped(response: Response) {
    const html = await response.text()
    expect(response.status).toBe(429)
    const seconds = response.headers.get('retry-after')!
    expect(Number(seconds)).toBeGreaterThan(0)
    expect(Number(seconds)).toBeLessThanOrEqual(60)
    const sentence = texts.giving.error.form['too-many'].replace('{{seconds}}', seconds)
    expect(visibleText(html)).toContain(sentence)
    expect([valueIn(html, 'name'), valueIn(html, 'message'), valueIn(html, 'amount')]).toEqual([
      '测试 <卡>',
      '还在',
      '10',
    ])
  }

  test('one session may try a few times a minute, wherever it comes from; then it waits, and loses nothing', async () => {
    const first = await giveFrom(someone(), '', prefix)
    const cookie = sessionOf(first)
    for (let n = 1; n < 3; n++) expect((await giveFrom(someone(), cookie, prefix)).status).toBe(303)
    const before = await started()
    await expectStopped(await giveFrom(someone(), cookie, prefix))
    expect(await started()).toBe(before)
  })

  test('one address may try more often, with as many sessions as it likes; then it waits', async () => {
    const address = someone()
    for (let n = 0; n < 12; n++) expect((await giveFrom(address, '', prefix)).status).toBe(303)
    const before = await started()
    await expectStopped(await giveFrom(address, '', prefix))
    await expectStopped(await giveFrom(`203.0.113.9, ${address}`, '', prefix))
    expect(await started()).toBe(before)
    expect((await giveFrom(someone(), '', prefix)).status).toBe(303)
  })
})

test('a line’s whole IPv6 network counts as one address, its neighbour’s does not', async () => {
  for (let n = 0; n < 12; n++) expect((await giveFrom(`2001:db8:0:1::${n}`)).status).toBe(303)
  expect((await giveFrom('2001:db8:0:1:ffff:ffff:ffff:ffff')).status).toBe(429)
  expect((await giveFrom('2001:db8:0:2::1')).status).toBe(303)
})

test('honest donors behind one address, each with a second try, are not stopped', async () => {
  const office = someone()
  for (let donor = 0; donor < 6; donor++) {
    const first = await giveFrom(office)
    expect(first.status).toBe(303)
    expect((await giveFrom(office, sessionOf(first))).status).toBe(303)
  }
})

describe('check pages', () => {
  const check = (address: string, path = '/check/SX-2026-00000001-0/0000000000') =>
    fetch(site.url + path, { headers: from(address) })

  test('guessing codes ends after a few tries with a sentence, in both languages, on paper too', async () => {
    const address = someone()
    for (let n = 0; n < 5; n++) expect((await check(address)).status).toBe(404)
    const chinese = await check(address)
    expect(chinese.status).toBe(429)
    expect(Number(chinese.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(visibleText(await chinese.text())).toContain(zhCN.ui.error.tooManyText)
    const english = await check(address, '/en/check/SX-2026-00000001-0/0000000000')
    expect(english.status).toBe(429)
    expect(visibleText(await english.text())).toContain(en.ui.error.tooManyText)
    const paper = await check(address, '/gifts/00000000-0000-4000-8000-000000000000/acknowledgement.pdf')
    expect(paper.status).toBe(429)
    expect(Number(paper.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await check(someone())).status).toBe(404)
  })

  test('whoever is stopped there may still read every public page and figure', async () => {
    const address = someone()
    for (let n = 0; n < 6; n++) await check(address)
    for (const path of ['/', '/campaigns/walk-11', '/check', '/api/v1/campaigns/walk-11/totals', '/funds']) {
      expect((await check(address, path)).status).toBe(200)
    }
  })
})
