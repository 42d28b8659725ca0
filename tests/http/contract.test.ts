import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { recentGiftShape } from '~/giving/recent-gift-shape'
import { fundShape } from '~/ledger/fund-shape'
import { campaignRowShape } from '~/live/campaign-row-shape'
import { totalsShape } from '~/live/totals'
import { publishedOld } from '../disclosures/old'
import { layCount, layProject, published } from '../disclosures/support'
import { give, press } from './donor'
import { openFeed } from './feed'
import { bootMs, until } from './server'
import { kinds, openSite, type Site } from './site'

const cacheable = 'public, max-age=0, s-maxage=1, stale-while-revalidate=10'

describe.each(kinds)('the fixed public contract, $name', ({ kind }) => {
  let site: Site
  beforeAll(async () => {
    site = await openSite(kind, {
      // The log's first two leaves are statements, a computed and an old one; the gift comes after them.
      async prepare(db) {
        await layProject(db, 'training', '特教训练成长项目')
        await layCount(db, 'training', 'classes', 55, '2024-02-01')
        await published(db, 'training')
        await publishedOld(db)
      },
    })
    const gift = await give(site, { amount: '66.66', coverFee: 'yes', name: '木棉', nameConsent: 'yes' })
    await press(gift.payUrl, 'pay', 'alipay')
    await until('the gift is sealed', async () => (await site.totals()).gifts === 1)
  }, bootMs)
  afterAll(() => site.stop())
  const get = (path: string, headers: Record<string, string> = {}) => fetch(site.url + path, { headers })

  test('campaigns: every public one with state, names in both languages and its totals; no draft', async () => {
    const response = await get('/api/v1/campaigns')
    expect(response.status).toBe(200)
    const rows = z.array(campaignRowShape.strict()).parse(await response.json())
    expect(rows.map((r) => [r.slug, r.state]).sort()).toEqual([
      ['relief-day', 'open'],
      ['walk-10', 'closed'],
      ['walk-11', 'open'],
    ])
    expect(rows.at(-1)!.slug).toBe('walk-10')
    const walk = rows.find((r) => r.slug === 'walk-11')!
    expect(walk).toMatchObject({ name: { 'zh-CN': '第十一届慈善健康行' }, filingNumber: 'TEST-0001' })
    expect(walk.totals).toEqual(await site.totals())
  })

  test('totals: fen as text, confirmed without the covered fee, by channel, at a tree size', async () => {
    const body = totalsShape.strict().parse(await site.totals())
    expect(body).toMatchObject({
      campaign: 'walk-11',
      currency: 'CNY',
      confirmedFen: '6666',
      pendingFen: '0',
      pendingCashFen: '0',
      refundedFen: '0',
      gifts: 1,
      pendingGifts: 0,
      byChannel: { alipay: { confirmedFen: '6666', gifts: 1 } },
      treeSize: 3,
    })
    expect(new Date(body.asOf).toISOString()).toBe(body.asOf)
    expect(await site.totals('relief-day')).toMatchObject({ confirmedFen: '0', gifts: 0, treeSize: 0 })
  })

  test.each([
    '/api/v1/campaigns',
    '/api/v1/campaigns/walk-11/totals',
    '/api/v1/funds',
    '/api/v1/openapi.json',
  ])('%s is cacheable: ETag, s-maxage, 304 for whoever has it, open to every origin', async (path) => {
    const first = await get(path)
    const etag = first.headers.get('etag')!
    expect(etag).toMatch(/^"[^"]+"$/)
    expect(first.headers.get('cache-control')).toBe(cacheable)
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    expect(first.headers.get('set-cookie')).toBeNull()
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await get(path, { 'If-None-Match': known })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('etag')).toBe(etag)
    }
    expect((await get(path, { 'If-None-Match': '"other"' })).status).toBe(200)
  })

  test('feed: an event stream of totals whose id is the tree size, the newest first', async () => {
    const feed = await openFeed(`${site.url}/api/v1/campaigns/walk-11/feed`)
    expect(feed.status).toBe(200)
    expect(feed.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(feed.headers.get('cache-control')).toBe('no-store')
    expect(feed.headers.get('content-encoding')).toBeNull()
    const { id, event, data } = await feed.nth(1)
    feed.close()
    const totals = totalsShape.strict().parse(JSON.parse(data))
    expect({ id, event }).toEqual({ id: String(totals.treeSize), event: 'totals' })
    expect(totals).toEqual(await site.totals())
    expect(feed.raw()).toMatch(/^retry: \d+\n\n/)
  })

  test('feed: asked for its head only, it answers and ends', async () => {
    const response = await fetch(`${site.url}/api/v1/campaigns/walk-11/feed`, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  })

  test('funds and fund: what came in and what is left, per fund, the covered fee on its own', async () => {
    const rows = z.array(fundShape.strict()).parse(await (await get('/api/v1/funds')).json())
    const received = Object.fromEntries(rows.map((f) => [f.slug, f.receivedFen]))
    expect(received).toEqual({ elders: '4666', children: '2000', 'payment-costs': '40', suspense: '0' })
    const one = fundShape.strict().parse(await (await get('/api/v1/funds/elders')).json())
    expect(one).toEqual(rows.find((f) => f.slug === 'elders'))
    expect(one).toMatchObject({ balanceFen: '4666', disbursedFen: '0', name: { en: 'Elders Fund' } })
  })

  test('recent gifts: a name by consent, amounts as text', async () => {
    const rows = z
      .array(recentGiftShape.strict())
      .parse(await (await get('/api/v1/campaigns/walk-11/recent')).json())
    expect(rows).toMatchObject([{ name: '木棉', amountFen: '6666', message: null, index: '2' }])
  })

  test('healthz and readyz say ok, and are never cached where it matters', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ ok: true })
    const ready = await get('/readyz')
    expect(ready.status).toBe(200)
    expect(ready.headers.get('cache-control')).toBe('no-store')
    expect(await ready.json()).toMatchObject({ ok: true, database: 'up', sealer: { waiting: '0' } })
  })

  test.each([
    ['/api/v1/campaigns/nobody/totals', 'unknown-campaign'],
    ['/api/v1/campaigns/walk-12/totals', 'unknown-campaign'],
    ['/api/v1/campaigns/nobody/feed', 'unknown-campaign'],
    ['/api/v1/campaigns/walk-12/feed', 'unknown-campaign'],
    ['/api/v1/campaigns/nobody/recent', 'unknown-campaign'],
    ['/api/v1/campaigns/%00/totals', 'unknown-campaign'],
    ['/api/v1/campaigns/%E5%96%84/totals', 'unknown-campaign'],
    ['/api/v1/funds/nobody', 'unknown-fund'],
    ['/api/v1/funds/%00', 'unknown-fund'],
    ["/api/v1/funds/'%3B%20drop%20table%20x", 'unknown-fund'],
    ['/api/v1/nothing', 'unknown-address'],
  ])('%s is 404 in JSON: %s', async (path, error) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ error, detail: expect.any(String) })
  })

  test('a cursor that is none is refused, a good one leads on', async () => {
    expect((await get('/api/v1/funds?after=x')).status).toBe(400)
    const rest = await (await get('/api/v1/funds?after=0,children')).json()
    expect(rest.map((f: { slug: string }) => f.slug)).toEqual(['elders', 'payment-costs', 'suspense'])
  })

  test('openapi.json describes OpenAPI 3.1, every path in it answers, and every answer is as described', async () => {
    const doc = z
      .object({
        openapi: z.literal('3.1.0'),
        info: z.object({ title: z.string().min(1), version: z.string().min(1) }),
        servers: z.array(z.object({ url: z.literal(site.url) })),
        paths: z.record(
          z.string().startsWith('/'),
          z.partialRecord(
            z.enum(['get', 'post']),
            z
              .object({
                summary: z.string(),
                parameters: z
                  .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']) }).loose())
                  .optional(),
                responses: z.record(
                  z.string().regex(/^[1-5]\d\d$/),
                  z.object({
                    description: z.string().min(1),
                    content: z.record(z.string(), z.object({ schema: z.json() })).optional(),
                  }),
                ),
              })
              .loose(),
          ),
        ),
      })
      .parse(await (await get('/api/v1/openapi.json')).json())

    const examples: Record<string, string> = {
      '/api/v1/funds/{slug}': '/api/v1/funds/elders',
      '/api/v1/projects/{key}': '/api/v1/projects/training',
      '/api/v1/projects/{key}/disclosures/{period}': '/api/v1/projects/training/disclosures/2024-Q1',
      '/api/v1/projects/{key}/old-disclosures/{period}': '/api/v1/projects/training/old-disclosures/2021-Q3',
      '/api/v1/log/entries': '/api/v1/log/entries?start=0&end=1',
      '/api/v1/log/proof': '/api/v1/log/proof?index=0&size=1',
    }
    const asked: string[] = []
    for (const [path, { get: described }] of Object.entries(doc.paths)) {
      // Walks need one that is laid: tests/http/scans.test.ts tries them.
      if (!described || path.startsWith('/api/v1/walks/')) continue
      asked.push(path)
      const names = path.match(/(?<=\{)\w+(?=\})/g) ?? []
      const inPath = (described.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name)
      expect(inPath).toEqual(names)
      await asDescribed(examples[path] ?? path.replace('{slug}', 'walk-11'), 200, described.responses)
      if (names.length > 0) await asDescribed(path.replace(/\{\w+\}/g, 'nobody'), 404, described.responses)
    }
    expect(asked.length).toBeGreaterThan(10)
    expect(Object.keys(doc.paths['/webhooks/stripe']!.post!.responses)).toEqual(
      expect.arrayContaining(['200', '400', '413', '503']),
    )
  })

  async function asDescribed(
    path: string,
    status: number,
    responses: Record<string, { content?: Record<string, { schema: unknown }> | undefined }>,
  ) {
    const ended = new AbortController()
    const response = await fetch(site.url + path, { signal: ended.signal })
    expect(response.status, path).toBe(status)
    const type = response.headers.get('content-type')!.split(';')[0]!
    const { schema } = responses[status]?.content?.[type] ?? {}
    expect(schema, `${path} ${status} ${type} is described`).toBeDefined()
    if (type === 'application/json') z.fromJSONSchema(schema as never).parse(await response.json())
    ended.abort()
  }
})
