import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { makePass } from '~/identity/make-pass.server'
import { setUpStalls } from '~/market/set-up-stalls.server'
import { shanghaiDay } from '~/platform/dates'
import en from '~/platform/locales/en'
import zhCN from '~/platform/locales/zh-CN'
import { postForm, valueIn, visibleText } from './donor'
import { bootMs, until } from './server'
import { openSite, type Site } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', {
    env: {
      GIVE_PER_ADDRESS: '12',
      GIVE_PER_SESSION: '3',
      CHECK_PER_ADDRESS: '5',
      PASS_MISSES_PER_ADDRESS: '5',
      SALES_PER_PASS: '8',
      FEEDS_PER_ADDRESS: '3',
      TRUST_PROXY: '1',
    },
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

describe('volunteers’ passes', () => {
  const open = (address: string, secret: string, method = 'GET', prefix = '') =>
    method === 'GET'
      ? fetch(`${site.url}${prefix}/pass/${secret}`, { headers: from(address), redirect: 'manual' })
      : postForm(site, `${prefix}/pass/${secret}`, {}, { headers: from(address) })

  test('guessing links ends after a few, by looking and by taking up alike, with a sentence', async () => {
    const address = someone()
    const guess = () => randomBytes(32).toString('base64url')
    for (let n = 0; n < 3; n++) expect((await open(address, guess())).status).toBe(404)
    for (let n = 0; n < 2; n++) expect((await open(address, guess(), 'POST')).status).toBe(303)
    const stopped = await open(address, guess())
    expect(stopped.status).toBe(429)
    const seconds = Number(stopped.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(visibleText(await stopped.text())).toContain('试的链接太多了')
    expect(visibleText(await (await open(address, guess(), 'GET', '/en')).text())).toContain(
      'Too many wrong links',
    )
    expect((await open(someone(), guess())).status).toBe(404)
  })

  test('a right link opens for everybody behind one address, however many; where somebody guesses, none does', async () => {
    const made = await makePass(site.db, theSoftware, {
      id: randomUUID(),
      role: 'checkpoint-volunteer',
      campaign: 'walk-11',
      place: '北门',
      label: '第一班',
      validOn: shanghaiDay(new Date()),
    })
    if (!made.ok) throw new Error(made.reason)
    const [venue, guesser] = [someone(), someone()]
    for (let n = 0; n < 12; n++) expect((await open(venue, made.secret)).status).toBe(200)
    for (let n = 0; n < 5; n++) await open(guesser, randomBytes(32).toString('base64url'))
    expect((await open(guesser, made.secret)).status).toBe(429)
    const taken = await open(guesser, made.secret, 'POST')
    expect([taken.status, taken.headers.getSetCookie()]).toEqual([303, []])
  })
})

describe('a stall', () => {
  beforeAll(async () => {
    const names = { nameZh: '绣品摊', nameEn: 'Embroidery', organisation: '妇联' }
    const stalls = [{ key: 's1', number: 1, ...names, fund: 'elders' }]
    expect(await setUpStalls(site.db, theSoftware, { campaign: 'walk-11', stalls })).toMatchObject({
      ok: true,
    })
  })

  test.each(['', '/en'])(
    'paying receipts by QR is counted with giving: so many a minute for one session%s, and one address',
    async (prefix) => {
      const pay = (address: string, cookie = '') => {
        const path = `${prefix}/market/pay/${randomUUID()}?campaign=walk-11&stall=s1&amountFen=1500`
        return postForm(site, path, {}, { cookie, headers: from(address) })
      }
      const first = await pay(someone())
      expect(first.status).toBe(303)
      const cookie = sessionOf(first)
      for (let n = 1; n < 3; n++) expect((await pay(someone(), cookie)).status).toBe(303)
      const before = await started()
      const stopped = await pay(someone(), cookie)
      expect(stopped.status).toBe(429)
      const seconds = stopped.headers.get('retry-after')!
      const texts = prefix === '/en' ? en : zhCN
      expect(visibleText(await stopped.text())).toContain(
        texts.market.pay['too-many'].replace('{{seconds}}', seconds),
      )
      expect(await started()).toBe(before)
      const address = someone()
      for (let n = 0; n < 12; n++) expect((await pay(address)).status).toBe(303)
      expect((await pay(address)).status).toBe(429)
    },
  )

  test('one pass sends so many receipts a minute; the rest is told when to come again, another pass goes on', async () => {
    async function till() {
      const day = { validOn: shanghaiDay(new Date()), label: '陈阿姨', campaign: 'walk-11' }
      const at = { place: '绣品摊', placeKey: 'stall:s1', role: 'stall-volunteer' as const }
      const made = await makePass(site.db, theSoftware, { id: randomUUID(), ...at, ...day })
      if (!made.ok) throw new Error(made.reason)
      const taken = await postForm(site, `/pass/${made.secret}`, {}, { headers: from(someone()) })
      const cookie = sessionOf(taken)
      const device = randomUUID()
      const post = (path: string, body: object) =>
        fetch(`${site.url}/api/v1/market/walk-11/${path}`, {
          method: 'POST',
          body: JSON.stringify({ device, sentAt: new Date().toISOString(), ...body }),
          headers: { Cookie: cookie, 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
        })
      expect((await post('devices', {})).status).toBe(200)
      return (sales: object[]) => post('sales', { lastReceipt: 9, sales })
    }
    const sale = (receipt: number) => ({
      ...{ id: randomUUID(), receipt, kind: 'sale', method: 'cash', amountFen: '100' },
      claimedAt: new Date().toISOString(),
    })
    const [send, other] = [await till(), await till()]
    const rest = [sale(8), sale(9)]
    expect((await send([1, 2, 3, 4, 5, 6, 7].map(sale))).status).toBe(200)
    const stopped = await send(rest)
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await stopped.json()).toMatchObject({ error: 'too-many' })
    expect(
      await site.db.query('SELECT FROM market_sale WHERE id = ANY($1::uuid[])', [rest.map((s) => s.id)]),
    ).toEqual([])
    expect((await other([sale(1)])).status).toBe(200)
  })
})

describe('feeds', () => {
  const feed = async (address: string, path = '/api/v1/campaigns/walk-11/feed') => {
    const ended = new AbortController()
    const response = await fetch(site.url + path, { headers: from(address), signal: ended.signal })
    return { response, close: () => ended.abort() }
  }

  test('one network holds so many open, of all kinds together; who leaves makes room', async () => {
    const venue = someone()
    const open = [
      await feed(venue),
      await feed(venue),
      await feed(venue, '/api/v1/campaigns/walk-11/coverage/feed'),
    ]
    expect(open.map(({ response }) => response.status)).toEqual([200, 200, 200])
    const { response } = await feed(venue)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30'])
    expect(await response.json()).toMatchObject({ error: 'too-many-feeds' })
    const other = await feed(someone())
    expect(other.response.status).toBe(200)
    open[0]!.close()
    await until('there is room again', async () => {
      const again = await feed(venue)
      again.close()
      return again.response.status === 200
    })
    // What was never opened holds no place: an unknown campaign, as often as one likes.
    const astray = someone()
    for (let n = 0; n < 6; n++)
      expect((await feed(astray, '/api/v1/campaigns/nothing/feed')).response.status).toBe(404)
    for (const each of [...open, other]) each.close()
  })
})
