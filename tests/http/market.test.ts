import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { makePass } from '~/identity/make-pass.server'
import { revokePass } from '~/identity/revoke-pass.server'
import { matchSalePayments } from '~/market/match-sale-payments.server'
import { keepReceipt, type TillEntry } from '~/market/phone/keep-till'
import { sendSales } from '~/market/phone/send-sales'
import { emptyTill, pressTill, type TillReceipt } from '~/market/phone/stall-till'
import type { SaleItemJson } from '~/market/sale'
import type { SaleAnswer, SalesAnswered } from '~/market/sale-answer'
import { setUpStalls } from '~/market/set-up-stalls.server'
import type { StallPlan } from '~/market/stall-plan'
import { shanghaiDay } from '~/platform/dates'
import { openOutbox } from '~/platform/phone/outbox'
import { postForm, press, valueIn, visibleText } from './donor'
import { bootMs, until } from './server'
import { openSite, type Site } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', { env: { GIVE_PER_ADDRESS: '100000', CHECK_PER_ADDRESS: '100000' } })
  const stall = {
    key: 's1',
    number: 1,
    nameZh: '绣品摊',
    nameEn: 'Embroidery',
    organisation: '妇联',
    fund: 'elders',
  }
  const stalls = [stall, { ...stall, key: 's2', number: 2 }]
  expect(await setUpStalls(site.db, theSoftware, { campaign: 'walk-11', stalls })).toMatchObject({ ok: true })
}, bootMs)
afterAll(() => site?.stop())

async function phone(placeKey = 'stall:s1') {
  const id = randomUUID()
  const pass = {
    id,
    campaign: 'walk-11',
    place: placeKey,
    placeKey,
    label: '陈阿姨',
    validOn: shanghaiDay(new Date()),
  }
  const made = await site.db.transaction((tx) =>
    makePass(tx, theSoftware, { ...pass, role: 'stall-volunteer' }),
  )
  if (!made.ok) throw new Error(made.reason)
  const taken = await postForm(site, `/pass/${made.secret}`, {})
  const setCookie = taken.headers.getSetCookie()[0]!
  const cookie = setCookie.split(';')[0]!
  const device = randomUUID()
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${site.url}/api/v1/market/walk-11/${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        Cookie: cookie,
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
    })
  const send = (sales: unknown[], more: object = {}) =>
    post('sales', { device, sentAt: new Date().toISOString(), lastReceipt: sales.length, sales, ...more })
  return { passId: made.passId, cookie, setCookie, device, post, send }
}
const sale = (receipt: number, more: Partial<SaleItemJson> = {}): SaleItemJson => ({
  id: randomUUID(),
  receipt,
  kind: 'sale',
  method: 'cash',
  amountFen: '1500',
  claimedAt: new Date().toISOString(),
  ...more,
})
/** What is pending once everything that arrived has been folded into the totals, and the server has read them. */
async function settledPending(): Promise<string> {
  const settled = `SELECT coalesce((SELECT pending_fen FROM live_campaign_total WHERE campaign = 'walk-11'), 0)::text AS fen
                    WHERE NOT EXISTS (SELECT FROM giving_pending_move) AND NOT EXISTS (SELECT FROM ledger_unsealed)`
  let pending = ''
  await until('the totals have settled', async () => {
    const [row] = await site.db.query<{ fen: string }>(settled)
    pending = (await site.totals()).pendingFen
    return row?.fen === pending
  })
  return pending
}
const answered = async (response: Response) => {
  expect(response.status).toBe(200)
  return (await response.json()) as SalesAnswered & { now: number }
}

test('a phone takes the stall up, sells, and a receipt asked twice says the same; the total is pending', async () => {
  const { post, send, device, setCookie } = await phone()
  expect(Number(/Max-Age=(\d+)/.exec(setCookie)![1]), 'late news can say from whom').toBeGreaterThan(
    3 * 86_400,
  )
  expect((await send([sale(1)])).status, 'before it took the stall up').toBe(409)
  const taken = await post('devices', { device })
  expect(taken.status).toBe(200)
  const plan = (await taken.json()) as StallPlan
  expect(plan).toMatchObject({ stall: 's1', stallNumber: 1, deviceNumber: 1, lastReceipt: 0, device })
  const before = BigInt(await settledPending())
  const sales = [sale(1), sale(2)]
  for (const result of ['kept', 'again', 'again']) {
    const { answers, arrived, now } = await answered(await send(sales))
    expect(answers).toEqual(sales.map(({ id }) => ({ id, result })))
    expect(arrived).toBe(2)
    expect(Math.abs(now - Date.now())).toBeLessThan(60_000)
  }
  await until('it is pending', async () => BigInt((await site.totals()).pendingFen) === before + 3_000n)
  const again = (await (await post('devices', { device })).json()) as StallPlan
  expect(again).toMatchObject({ deviceNumber: 1, lastReceipt: 2 })
  for (let look = 0; look < 2; look++) {
    const page = await fetch(`${site.url}/market/receipt/${sales[1]!.id}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toContain('no-store')
    const text = visibleText(await page.text())
    expect(text).toContain('01-01-0002')
    expect(text).toContain('等待点款')
  }
  const unknown = await fetch(`${site.url}/en/market/receipt/${randomUUID()}`)
  expect(unknown.status).toBe(404)
  expect(visibleText(await unknown.text())).toContain('not here yet')
  expect(await site.audit()).toContain(' 0 faults')
})

test('what is no batch, comes from elsewhere, or from nobody is refused and keeps nothing; later batches go on', async () => {
  const { post, send, device } = await phone()
  await post('devices', { device })
  for (const body of ['', '{', 'null', '[]', '{"device":1}', '{"sales":[]}'])
    expect((await post('sales', body || ' ')).status, body).toBe(400)
  expect((await send(Array.from({ length: 101 }, (_, i) => sale(i + 1)))).status, 'too many').toBe(400)
  expect((await post('sales', {}, { Cookie: '' })).status).toBe(403)
  expect((await post('devices', { device }, { Cookie: 'shanxing-pass=x' })).status).toBe(404)
  expect(
    (await post('sales', {}, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' })).status,
  ).toBe(403)
  expect((await post('sales', {}, { 'Content-Type': 'text/plain' })).status).toBe(415)
  const elsewhere = await fetch(`${site.url}/api/v1/market/relief-day/sales`, {
    method: 'POST',
    body: '{}',
    headers: {
      Cookie: (await phone()).cookie,
      'Content-Type': 'application/json',
      'Sec-Fetch-Site': 'same-origin',
    },
  })
  expect(elsewhere.status).toBe(403)
  const kept = await answered(await send([{ nonsense: true }, sale(1)]))
  expect(kept.answers.map(({ result }) => result)).toEqual(['refused', 'kept'])
})

test('an upload cut half way and a pass taken back lose nothing: the same batch comes again, also afterwards', async () => {
  const { passId, post, send, device } = await phone()
  await post('devices', { device })
  const sales = [sale(1), sale(2), sale(3)]
  const whole = JSON.stringify({ device, sentAt: new Date().toISOString(), lastReceipt: 3, sales })
  expect((await post('sales', whole.slice(0, whole.length / 2))).status).toBe(400)
  await site.db.transaction((tx) => revokePass(tx, theSoftware, passId))
  expect((await post('devices', { device })).status).toBe(410)
  const { answers } = await answered(await send(sales))
  expect(answers.every(({ result }) => result === 'kept')).toBe(true)
  const kept = await site.db.query('SELECT flags FROM market_sale WHERE device = $1::uuid', [device])
  expect(kept, 'a person looks at what a pass that was taken back sends').toEqual(
    sales.map(() => ({ flags: expect.arrayContaining(['pass-revoked']) })),
  )
})

test('a receipt by QR: the buyer pays, the till sees it, another amount is alerted, and it is never counted as cash', async () => {
  const { post, send, device } = await phone('stall:s2')
  await post('devices', { device })
  const [right, wrong] = [sale(1, { method: 'qr' }), sale(2, { method: 'qr' })]
  const pending = await settledPending()
  const pay = async ({ id }: SaleItemJson, amountFen: string) => {
    const path = `/market/pay/${id}?campaign=walk-11&stall=s2&amountFen=${amountFen}`
    expect((await fetch(site.url + path)).status).toBe(200)
    const [first, second] = [await postForm(site, path, {}), await postForm(site, path, {})]
    expect(first.status).toBe(303)
    expect(second.headers.get('location'), 'scanned twice, it is one checkout').toBe(
      first.headers.get('location'),
    )
    await press(first.headers.get('location')!, 'pay')
    await until('paid', async () => (await paidOf(id)) !== undefined)
  }
  const paidOf = async (id: string) => {
    const { paid } = await answered(await send([], { watching: [id] }))
    return paid.find((p) => p.sale === id)?.amountFen
  }
  await pay(right, '1500')
  // The receipt is still on its phone: somebody wrote another amount into the address.
  await pay(wrong, '100')
  await answered(await send([right, wrong]))
  expect([await paidOf(right.id), await paidOf(wrong.id)]).toEqual(['1500', '100'])
  expect(visibleText(await (await fetch(`${site.url}/market/receipt/${right.id}`)).text())).toContain(
    '已到账',
  )
  const differs = visibleText(await (await fetch(`${site.url}/en/market/receipt/${wrong.id}`)).text())
  expect(differs).toContain('Paid ¥1.00 of ¥15.00')
  expect(differs).not.toContain('This payment has arrived')
  // Now that it has arrived, its own stall and amount count.
  for (const query of ['stall=s2&amountFen=200', 'stall=s1&amountFen=1500']) {
    const path = `/en/market/pay/${wrong.id}?campaign=walk-11&${query}`
    const shown = await fetch(site.url + path)
    expect(shown.status, 'said before anybody presses').toBe(409)
    const text = visibleText(await shown.text())
    expect(text).toContain('does not match the stall')
    expect(text).not.toMatch(/¥|Go and pay/)
    const refused = await postForm(site, path, {})
    expect(refused.status, query).toBe(409)
    expect(visibleText(await refused.text())).toContain('does not match the stall')
  }
  expect(await matchSalePayments(site.db)).toBeLessThanOrEqual(1)
  const alerts = await site.db.query<{ subject: string }>(
    `SELECT subject FROM platform_alert WHERE kind = 'sale-paid-differs'`,
  )
  expect(alerts).toEqual([{ subject: wrong.id }])
  expect(await matchSalePayments(site.db), 'told once').toBe(0)
  const reversal = sale(3, { kind: 'void', method: 'qr', amountFen: '-1500', voids: right.id })
  await answered(await send([reversal]))
  expect(await matchSalePayments(site.db), 'paid, and taken back at the till').toBe(1)
  expect(
    await site.db.query(`SELECT detail ->> 'voided' AS voided FROM platform_alert WHERE subject = $1`, [
      right.id,
    ]),
  ).toEqual([{ voided: 'true' }])
  const takenBack = await fetch(`${site.url}/market/pay/${right.id}?campaign=walk-11&stall=s2&amountFen=1500`)
  expect([takenBack.status, visibleText(await takenBack.text())]).toEqual([
    409,
    expect.stringContaining('已经冲销'),
  ])
  const receipt = visibleText(await (await fetch(`${site.url}/market/receipt/${right.id}`)).text())
  expect(receipt).toContain('已冲销，待退款')
  expect(receipt, 'nobody has given it back yet').not.toContain('钱已退还')
  expect(await settledPending()).toBe(pending)
  expect(await site.audit()).toContain(' 0 faults')
})

test('a count sent twice is done both times, and says what was handed in the first time', async () => {
  const { post, send, device, cookie } = await phone()
  await post('devices', { device })
  await answered(await send([sale(1)]))
  const page = await (await fetch(`${site.url}/pass/stall/count`, { headers: { Cookie: cookie } })).text()
  const id = valueIn(page, 'id')!
  const count = (counted: string) =>
    postForm(site, '/pass/stall/count', { id, counted, note: '各处都点过' }, { cookie })
  for (const counted of ['12.00', '12.00', '13.00']) {
    const done = await count(counted)
    expect(done.status).toBe(200)
    const text = visibleText(await done.text())
    expect(text).toContain('已经交上去了')
    expect(text).toContain('你点到 ¥12.00')
  }
  const another = await postForm(
    site,
    '/pass/stall/count',
    { id, counted: '12', note: '' },
    { cookie: (await phone()).cookie },
  )
  expect(another.status, 'somebody else’s form').toBe(409)
})

test('the till sends against a server that answers 500 in the middle: nothing is lost, nothing is doubled, the queue goes on', async () => {
  const { post, device } = await phone()
  const plan = (await (await post('devices', { device })).json()) as StallPlan
  const rows = new Map<string, TillEntry>()
  const keepAll = async (entries: TillEntry[]) => {
    for (const entry of entries) rows.set(entry.id, entry)
  }
  const outbox = openOutbox<TillReceipt, SaleAnswer>({
    add: async (entry) => keepAll([entry]),
    replace: keepAll,
    all: async () => [...rows.values()],
    remove: async (ids) => {
      for (const id of ids) rows.delete(id)
    },
  })
  const till = pressTill(pressTill(emptyTill, { press: 'digit', digit: 5 }), { press: 'double-zero' })
  for (let n = 0; n < 250; n++)
    await keepReceipt(
      outbox,
      plan,
      { write: 'sale', till, method: 'cash', locale: 'en' },
      { id: randomUUID(), now: new Date() },
    )

  // The second batch arrives and its answer is lost; then the server is down before it has read anything.
  const way = ['through', 'kept, and 500', '500', '500', 'through']
  const real = globalThis.fetch
  globalThis.fetch = async (address, init) => {
    if (typeof address !== 'string' || !address.startsWith('/')) return real(address, init)
    const what = way.shift() ?? 'through'
    if (what === '500') return new Response('down', { status: 500 })
    const answer = await post('sales', String(init?.body))
    return what === 'through' ? answer : new Response('down', { status: 500 })
  }
  try {
    const ends: unknown[] = []
    for (let round = 0; round < 10; round++) {
      const end = await sendSales(outbox, plan)
      ends.push(end)
      if ('ended' in end) break
    }
    expect(ends).toEqual([
      { ok: false, reason: 'later' },
      { ok: false, reason: 'later' },
      { ok: false, reason: 'later' },
      { ended: 'sent' },
    ])
  } finally {
    globalThis.fetch = real
  }
  const kept = await site.db.query<{ receipt: number }>(
    'SELECT receipt FROM market_sale WHERE device = $1::uuid ORDER BY receipt',
    [device],
  )
  expect(kept.map(({ receipt }) => receipt)).toEqual(Array.from({ length: 250 }, (_, n) => n + 1))
  expect((await outbox.list()).every(({ state }) => state === 'kept')).toBe(true)
  expect(await site.audit()).toContain(' 0 faults')
})
