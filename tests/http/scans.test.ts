import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { makePass } from '~/identity/make-pass.server'
import { shanghaiDay } from '~/platform/dates'
import { newCardId } from '~/walks/card-id'
import { findCertificateOfCard } from '~/walks/find-certificate.server'
import { givenCardShape } from '~/walks/given-card'
import { issueCertificate } from '~/walks/issue-certificate.server'
import { spellStampCode } from '~/walks/stamp-code'
import { at, chains, plan } from '../walks/plan'
import { layWalk } from '../walks/walk'
import { postForm } from './donor'
import { bootMs } from './server'
import { openSite, type Site } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', {
    env: { SCANS_PER_ADDRESS: '40', SCANS_PER_PASS: '50', CARDS_PER_ADDRESS: '30', TRUST_PROXY: '1' },
    async prepare(db) {
      // prepareBooks leaves a draft of this name: what is laid here is the walk that everybody may see.
      await db.query(`UPDATE campaigns_campaign SET state = 'open', members_only = true WHERE slug = $1`, [
        plan.campaign,
      ])
      await layWalk(db)
    },
  })
}, bootMs)
afterAll(() => site.stop())

const path = `/api/v1/walks/${plan.campaign}`
const codeOf = ({ chain, values }: (typeof chains)['phone'], step: number) =>
  spellStampCode({ chain: chain.id, step, value: values[step]! })
const post = (body: unknown, headers: Record<string, string> = {}, to = `${path}/scans`) =>
  fetch(site.url + to, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.1', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const getCard = async (card: string, from = '203.0.113.2') =>
  fetch(`${site.url}${path}/cards/${card}`, { headers: { 'X-Forwarded-For': from } })

test('a phone sends what it collected: one answer for each scan, and the stamps are there once however often it is sent', async () => {
  const card = newCardId()
  const scans = [
    { card, at: at('09:00:00'), code: codeOf(chains.poster, 0) },
    { card, at: at('09:40:00'), code: codeOf(chains.flipBook, 19) },
    { card, at: at('10:00:00'), code: codeOf(chains.phone, 0).replace(/.$/, (c) => (c === '0' ? '1' : '0')) },
    { nonsense: true },
  ]
  for (let n = 0; n < 3; n++) {
    const response = await post({ sentAt: Date.now(), scans })
    expect(response.status).toBe(200)
    const { answers, now } = (await response.json()) as { answers: unknown[]; now: number }
    expect(answers).toMatchObject([
      { kept: true, place: 'cp1' },
      { kept: true, place: 'cp2' },
      { kept: false, reason: 'forged' },
      { kept: false, reason: 'not-understood' },
    ])
    expect(Math.abs(now - Date.now())).toBeLessThan(60_000)
  }
  const given = givenCardShape.strict().parse(await (await getCard(card)).json())
  expect(given.stamps.map(({ place, trust }) => [place, trust])).toEqual([
    ['cp1', 'static'],
    ['cp2', 'page'],
  ])
  const [row] = await site.db.query<{ n: bigint }>('SELECT count(*) AS n FROM walks_scan WHERE card = $1', [
    card,
  ])
  expect(row!.n).toBe(2n)
})

test('a body that is cut half way leaves nothing half done, and the next try is whole', async () => {
  const card = newCardId()
  const scans = [
    { card, at: at('09:00:00'), code: codeOf(chains.poster, 0) },
    { card, at: at('09:40:00'), code: codeOf(chains.flipBook, 19) },
  ]
  const body = JSON.stringify({ sentAt: Date.now(), scans })
  const kept = async () =>
    (
      await site.db.query<{ n: number }>('SELECT count(*)::int AS n FROM walks_scan WHERE card = $1', [card])
    )[0]!.n
  const { hostname, port } = new URL(site.url)
  // Cut within the second scan: the first one is there as a whole.
  for (const sent of [body.slice(0, body.lastIndexOf('"code"')), body.slice(0, -1)])
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        const head = [
          `POST ${path}/scans HTTP/1.1`,
          `Host: ${hostname}:${port}`,
          'Content-Type: application/json',
          'X-Forwarded-For: 203.0.113.20',
          `Content-Length: ${Buffer.byteLength(body)}`,
        ]
        socket.write(`${head.join('\r\n')}\r\n\r\n${sent}`, () => socket.destroy())
      })
      socket.on('close', () => resolve())
      socket.on('error', reject)
    })
  // Another request goes the same way after them: by its answer both have been dealt with.
  await getCard(card)
  expect(await kept()).toBe(0)
  const response = await post(body, { 'X-Forwarded-For': '203.0.113.20' })
  expect(await kept()).toBe(2)
  expect(await response.json()).toMatchObject({ answers: [{ kept: true }, { kept: true }] })
  const given = givenCardShape.parse(await (await getCard(card)).json())
  expect(given.stamps.map(({ place }) => place)).toEqual(['cp1', 'cp2'])
})

test('the door takes JSON of its size from our own pages, and nothing else', async () => {
  const good = { sentAt: Date.now(), scans: [] }
  expect((await post(good)).status).toBe(200)
  expect((await post(good, { 'Content-Type': 'text/plain' })).status).toBe(415)
  expect((await post(good, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' })).status).toBe(
    403,
  )
  expect((await post('{"sentAt":')).status).toBe(400)
  expect((await post({ scans: [] })).status).toBe(400)
  expect((await post({ ...good, scans: Array.from({ length: 101 }, () => 1) })).status).toBe(400)
  expect((await post({ ...good, scans: ['x'.repeat(70_000)] })).status).toBe(413)
  expect((await fetch(`${site.url}${path}/scans`)).status).toBe(405)
  // JSON stays shut everywhere else.
  expect((await post(good, {}, '/campaigns/walk-11')).status).toBe(415)
})

test('no walk, no draft, no card: 404 each, with a reason', async () => {
  for (const slug of ['nothing', 'walk-11', 'relief-day']) {
    const response = await post({ sentAt: 0, scans: [] }, {}, `/api/v1/walks/${slug}/scans`)
    expect([slug, response.status, await response.json()]).toMatchObject([
      slug,
      404,
      { error: 'unknown-walk' },
    ])
    expect((await fetch(`${site.url}/api/v1/walks/${slug}/plan`)).status).toBe(404)
    expect((await fetch(`${site.url}/walk/${slug}`)).status).toBe(404)
  }
  for (const card of [newCardId(), 'short', '%00']) expect((await getCard(card)).status).toBe(404)
})

test('the plan is public, cacheable, and found by a code as well', async () => {
  const response = await fetch(`${site.url}${path}/plan`)
  const found = await response.json()
  expect(found).toMatchObject({ campaign: plan.campaign, levels: plan.levels, backBy: plan.backBy })
  expect(JSON.stringify(found)).not.toContain('seed')
  const etag = response.headers.get('etag')!
  expect((await fetch(`${site.url}${path}/plan`, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  const byCode = (chain: string) => fetch(`${site.url}/api/v1/walks/plan?chain=${chain}`)
  expect(await (await byCode('p0ster')).json()).toEqual(found)
  for (const chain of ['ZZZZZZ', '', 'x']) expect((await byCode(chain)).status).toBe(404)
})

test('the page of a walk, and of each code, names all its files, and all of them are there', async () => {
  const pages = [
    `/walk/${plan.campaign}`,
    `/en/walk/${plan.campaign}`,
    '/s/',
    `/s/${codeOf(chains.poster, 0).toLowerCase()}`,
  ]
  for (const page of pages) {
    const response = await fetch(site.url + page)
    expect([page, response.status]).toEqual([page, 200])
    const html = await response.text()
    const files = response.headers.get('x-phone-assets')!.split(' ')
    expect(files.length).toBeGreaterThan(2)
    for (const file of [...html.matchAll(/"(\/phone\/[^"]+)"/g)].map((m) => m[1]!))
      expect(files).toContain(file)
    expect(files).toContain(/ data-entry="([^"]+)"/.exec(html)?.[1])
    for (const file of files) {
      const asset = await fetch(site.url + file)
      expect([file, asset.status]).toEqual([file, 200])
      expect(asset.headers.get('cache-control')).toContain('immutable')
    }
    expect(html).not.toMatch(/<script(?! nonce="[^"]+" data-entry="\/phone\/| type="application\/json")/)
  }
  expect((await fetch(`${site.url}/s/${'z'.repeat(6)}-0-${'0'.repeat(16)}`)).status).toBe(404)
})

test('the service worker is fresh at each visit, stands for the whole site, and needs no other file', async () => {
  const response = await fetch(`${site.url}/sw.js`)
  expect(response.headers.get('content-type')).toContain('javascript')
  expect(response.headers.get('cache-control')).toBe('no-cache')
  expect(await response.text()).not.toMatch(/\bimport\b|\bexport\b|importScripts/)
})

test('whoever asks without end waits, others do not; a refused phone is told how long', async () => {
  const from = (address: string) => ({ 'X-Forwarded-For': address })
  const statuses: number[] = []
  for (let n = 0; n < 41; n++)
    statuses.push((await post({ sentAt: 0, scans: [] }, from('198.51.100.7'))).status)
  expect(new Set(statuses.slice(0, 40))).toEqual(new Set([200]))
  expect(statuses[40]).toBe(429)
  const refused = await post({ sentAt: 0, scans: [] }, from('198.51.100.7'))
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await post({ sentAt: 0, scans: [] }, from('198.51.100.8'))).status).toBe(200)
  const heap = { sentAt: 0, scans: Array.from({ length: 41 }, () => ({ nonsense: true })) }
  expect((await post(heap, from('198.51.100.10'))).status, 'a heap counts as what is in it').toBe(429)
  for (let n = 0; n < 30; n++) await getCard(newCardId(), '198.51.100.9')
  expect((await getCard(newCardId(), '198.51.100.9')).status).toBe(429)
})

test('a withdrawn certificate is gone, as paper and as picture, and is there again when the stamp counts again', async () => {
  const card = newCardId()
  await site.db.query(
    `INSERT INTO walks_card (id, campaign, stamps, levels, finished_at) VALUES ($1, $2, 3, '{5km}', now())`,
    [card, plan.campaign],
  )
  for (const place of ['cp1', 'cp2', 'cp3'])
    await site.db.query(
      `INSERT INTO walks_stamp (card, place, campaign, scan_id, happened_at, trust) VALUES ($1, $2, $3, $4::uuid, now(), 'static')`,
      [card, place, plan.campaign, randomUUID()],
    )
  expect(await issueCertificate(site.db, { card, name: '' })).toMatchObject({ ok: true })
  const { number, code } = (await findCertificateOfCard(site.db, card))!
  const from = { headers: { 'X-Forwarded-For': '203.0.113.31' } }
  const statuses = async () =>
    Promise.all(
      ['pdf', 'png'].map(
        async (kind) => (await fetch(`${site.url}/t/${card}/certificate.${kind}`, from)).status,
      ),
    )
  const setVoid = (voided: boolean) =>
    site.db.query(`UPDATE walks_stamp SET voided = $2 WHERE card = $1 AND place = 'cp2'`, [card, voided])
  expect(await statuses()).toEqual([200, 200])
  await setVoid(true)
  expect(await statuses()).toEqual([410, 410])
  const check = await fetch(`${site.url}/en/check/walk/${number}/${code}`, from)
  expect([check.status, await check.text()], 'its check page says so').toEqual([
    200,
    expect.stringMatching(/withdrawn/i),
  ])
  await setVoid(false)
  expect(await statuses()).toEqual([200, 200])
  expect((await fetch(`${site.url}/t/${newCardId()}/certificate.pdf`, from)).status).toBe(404)
})

test('the phones of one pass send so many scans a minute together; those of another pass do not wait for them', async () => {
  const gate = async () => {
    const made = await site.db.transaction((tx) =>
      makePass(tx, theSoftware, {
        ...{ id: randomUUID(), role: 'checkpoint-volunteer', campaign: plan.campaign, label: '陈阿姨' },
        ...{ place: 'cp1', placeKey: 'place:cp1', validOn: shanghaiDay(new Date()) },
      }),
    )
    if (!made.ok) throw new Error(made.reason)
    const taken = await postForm(site, `/pass/${made.secret}`, {})
    const cookie = taken.headers.getSetCookie()[0]!.split(';')[0]!
    return (n: number, device = randomUUID()) =>
      post(
        {
          sentAt: Date.now(),
          device: { id: device, unsent: 0 },
          scans: Array.from({ length: n }, () => ({})),
        },
        { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
        '/pass/scans',
      )
  }
  const [first, second] = [await gate(), await gate()]
  const own = randomUUID()
  expect((await first(30, own)).status).toBe(200)
  expect((await first(20)).status, 'from another phone of the same pass').toBe(200)
  const refused = await first(1, own)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await second(50)).status).toBe(200)
  expect((await second(0)).status, 'an empty batch counts as one').toBe(429)
})
