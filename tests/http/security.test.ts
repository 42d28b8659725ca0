import http from 'node:http'
import net from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import en from '~/platform/locales/en'
import zhCN from '~/platform/locales/zh-CN'
import { filledForm, give, page, postForm, visibleText } from './donor'
import { bootMs, until } from './server'
import { openSite, type Site } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', { env: { GIVE_PER_ADDRESS: '100000', CHECK_PER_ADDRESS: '100000' } })
}, bootMs)
afterAll(async () => {
  await site.stop()
})
const path = '/campaigns/walk-11'

const pages = [
  '/',
  '/en',
  '/campaigns/walk-11',
  '/en/campaigns/walk-10',
  '/funds',
  '/en/funds/elders',
  '/ledger',
  '/check',
  '/en/check/SX-2026-00000001-0/0000000000',
  '/nowhere',
  '/en/nowhere',
]

describe('every page', () => {
  test.each(pages)('%s carries a fresh nonce on each script and forbids all others', async (at) => {
    const nonces = new Set<string>()
    for (let n = 0; n < 2; n++) {
      const response = await fetch(site.url + at)
      const policy = response.headers.get('content-security-policy')!
      const directives = new Map(
        policy.split(';').map((d) => {
          const [name, ...sources] = d.trim().split(/\s+/)
          return [name!, sources]
        }),
      )
      const nonce = /^'nonce-([A-Za-z0-9+/=]{22,})'$/.exec(directives.get('script-src')!.at(-1)!)![1]!
      nonces.add(nonce)
      expect(directives.get('script-src')).toEqual(["'self'", `'nonce-${nonce}'`])
      expect(directives.get('default-src')).toEqual(["'none'"])
      expect(directives.get('base-uri')).toEqual(["'none'"])
      expect(directives.get('frame-ancestors')).toEqual(["'none'"])
      expect(directives.get('object-src') ?? directives.get('default-src')).toEqual(["'none'"])
      expect(directives.get('form-action')).toEqual(
        expect.arrayContaining(["'self'", new URL(site.sandbox.url).origin]),
      )
      expect(policy).not.toContain('unsafe-eval')
      expect(directives.get('style-src')).not.toContain("'unsafe-inline'")
      const html = await response.text()
      const scripts = html.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
      for (const style of html.match(/<style\b[^>]*>/g) ?? []) expect(style).toContain(`nonce="${nonce}"`)
      expect(html).not.toMatch(/\son(click|error|load|submit)=/i)
    }
    expect(nonces.size).toBe(2)
  })

  test.each(pages)('%s comes with the headers that browsers obey', async (at) => {
    const { headers } = await fetch(site.url + at)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('server')).toBeNull()
    expect(headers.get('set-cookie')).toBeNull()
  })

  test.each([
    '/styleguide',
    '/en/styleguide',
    '/demo/mailbox',
    '/en/demo/mailbox',
    '/demo/mailbox/x',
    '/sandbox',
    '/sandbox/',
  ])('%s is not there outside the demonstration', async (at) => {
    expect((await fetch(site.url + at)).status).toBe(404)
  })

  test('an address that is hostile or broken is answered without a fault of ours', async () => {
    for (const at of [
      '/%00',
      '/campaigns/%00',
      '/gifts/%00',
      '/check/%00/%00',
      '/%ED%A0%80',
      '/campaigns/%E0%A4%A',
      '/..%2f..%2fetc%2fpasswd',
      '/assets/..%2f..%2fpackage.json',
      "/campaigns/' OR 1=1",
      `/campaigns/${'x'.repeat(5000)}`,
      '//evil.example/',
      '/en/en/en',
      '/fr/campaigns/walk-11',
    ]) {
      const { status } = await fetch(site.url + at, { redirect: 'manual' })
      expect([at, status]).toEqual([at, expect.toSatisfy((s: number) => s >= 300 && s < 500)])
    }
    expect(site.server.output()).toBe(site.server.output().replace(/"level":50/, ''))
  })
})

describe('cookies', () => {
  test('the one cookie comes with the first form, and no script and no other site can use it', async () => {
    const sent = await postForm(site, path, await filledForm(site, path, { amount: '0' }))
    const [cookie, ...more] = sent.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^shanxing=[^;]+; /)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).toMatch(/; Path=\//)
    const again = await postForm(site, path, await filledForm(site, path, { amount: '0' }), {
      cookie: cookie!.split(';')[0]!,
    })
    expect(again.headers.getSetCookie()[0]!.split(';')[0]).toBe(cookie!.split(';')[0])
  })

  test('a cookie that we did not sign is not taken', async () => {
    const forged = `shanxing=${Buffer.from('"11111111-1111-4111-8111-111111111111"').toString('base64')}.AAAA`
    const sent = await postForm(site, path, await filledForm(site, path, { amount: '0' }), { cookie: forged })
    expect(sent.headers.getSetCookie()[0]).not.toContain(forged.slice(0, 60))
  })
})

describe('forms from other places', () => {
  const forms = () => filledForm(site, path, { amount: '10' })
  const started = async () =>
    (await site.db.query<{ n: bigint }>('SELECT count(*) AS n FROM giving_gift'))[0]!.n

  test.each([
    ['another site, as browsers say it', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['another site that hides its origin', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://other.127.0.0.1' }],
    ['another site, older browser', { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' }],
    ['a frame without an origin, older browser', { 'Sec-Fetch-Site': '', Origin: 'null' }],
    ['another port of this host', { 'Sec-Fetch-Site': '', Origin: 'http://127.0.0.1:1' }],
    [
      'another site, by its Referer only',
      { 'Sec-Fetch-Site': '', Origin: '', Referer: 'https://evil.example/x' },
    ],
    ['another site that says it was typed', { 'Sec-Fetch-Site': 'none', Origin: 'https://evil.example' }],
    ['a name that only begins like ours', { 'Sec-Fetch-Site': '', Origin: 'http://127.0.0.1.evil.example' }],
  ])('%s: 403 with a sentence, and nothing is started', async (_, headers) => {
    const before = await started()
    for (const [prefix, texts] of [
      ['', zhCN],
      ['/en', en],
    ] as const) {
      const answer = await rawPost(`${prefix}${path}`, await forms(), headers)
      expect(answer.status).toBe(403)
      expect(visibleText(answer.body)).toContain(texts.ui.refused.foreignForm)
    }
    expect(await started()).toBe(before)
  })

  test.each([
    ['our own page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'ours' }],
    ['our own page, older browser', { Origin: 'ours' }],
    ['our own page, by its Referer only', { Referer: 'ours' }],
    ['a program that is no browser', {}],
  ])('%s is let through', async (_, headers) => {
    const own = Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, v === 'ours' ? site.url : v]))
    expect((await rawPost(path, await forms(), own)).status).toBe(303)
  })

  /** With exactly these headers: fetch would add its own. An empty one is left out. */
  function rawPost(at: string, fields: Record<string, string>, headers: Record<string, string>) {
    const body = new URLSearchParams(fields).toString()
    const given = Object.fromEntries(Object.entries(headers).filter(([, v]) => v !== ''))
    return new Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders }>(
      (resolve, reject) => {
        http
          .request(
            site.url + at,
            {
              method: 'POST',
              headers: {
                'Content-Type': 'application/x-www-form-urlencoded',
                'Content-Length': Buffer.byteLength(body),
                ...given,
              },
            },
            async (res) => {
              let text = ''
              for await (const part of res) text += part
              resolve({ status: res.statusCode!, body: text, headers: res.headers })
            },
          )
          .on('error', reject)
          .end(body)
      },
    )
  }
})

describe('bodies that are too large', () => {
  test.each([300 * 1024, 3 * 1024 * 1024])(
    'a form of %d bytes is 413 with a sentence that arrives',
    async (size) => {
      for (const [prefix, texts] of [
        ['', zhCN],
        ['/en', en],
      ] as const) {
        const answer = await postForm(site, prefix + path, `amount=10&message=${'x'.repeat(size)}`)
        expect(answer.status).toBe(413)
        expect(visibleText(await answer.text())).toContain(texts.ui.refused.tooLarge)
      }
    },
  )

  test('a form that does not say how long it is is refused with a sentence', async () => {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('amount=10'))
        controller.close()
      },
    })
    const answer = await fetch(site.url + path, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: site.url },
    } as RequestInit)
    expect(answer.status).toBe(411)
    expect(visibleText(await answer.text())).toContain(zhCN.ui.refused.notAForm)
  })

  test.each(['/campaigns/walk-11', '/desk/campaigns/walk-11/coverage'])(
    'a body that does not say how long it is and never ends is answered at once at %s, and its connection closed',
    async (to) => {
      const { port } = site.server
      const socket = net.connect(port, '127.0.0.1')
      let answer = ''
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      socket.on('data', (part) => {
        answer += part
      })
      socket.on('error', () => {})
      socket.write(
        `POST ${to} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${site.url}\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n`,
      )
      const trickle = setInterval(() => socket.write('1\r\nx\r\n'), 200)
      await gone
      clearInterval(trickle)
      expect(answer).toMatch(/^HTTP\/1\.1 411 /)
      expect(answer).toMatch(/^connection: close$/im)
      expect(visibleText(answer)).toContain(zhCN.ui.refused.notAForm)
    },
    20_000,
  )

  test('headers without end are refused, and the server goes on', async () => {
    const answer = await fetch(site.url, { headers: { 'X-Long': 'x'.repeat(100_000) } })
    expect(answer.status).toBe(431)
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
  })
})

test('a gift’s page and an acknowledgement are kept by no cache and listed by no search engine', async () => {
  const gift = await give(site, { amount: '10' })
  const response = await fetch(gift.giftUrl)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(await response.text()).toMatch(/<meta name="robots" content="noindex[^"]*"/)
  expect((await fetch(`${gift.giftUrl}.data`)).headers.get('cache-control')).toBe('private, no-store')
  await until('it still says that nothing arrived', async () =>
    (await page(gift.giftUrl)).includes('还没有收到这笔支付'),
  )
})
