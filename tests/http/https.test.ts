import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootMs } from './server'
import { openSite, type Site } from './site'

/** The site behind a proxy that speaks https with the world and http with us, under its public name. */
let site: Site
beforeAll(async () => {
  site = await openSite('postgres', { env: { PUBLIC_URL: 'https://give.example.org', TRUST_PROXY: '1' } })
}, bootMs)
afterAll(() => site.stop())

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}
function ask(path: string, headers: Record<string, string>, form?: Record<string, string>): Promise<Answer> {
  const body = form && new URLSearchParams(form).toString()
  return new Promise((resolve, reject) => {
    http
      .request(
        site.url + path,
        {
          method: form ? 'POST' : 'GET',
          headers: {
            'X-Forwarded-Proto': 'https',
            ...headers,
            ...(body && {
              'Content-Type': 'application/x-www-form-urlencoded',
              'Content-Length': Buffer.byteLength(body),
            }),
          },
        },
        async (res) => {
          let text = ''
          for await (const part of res) text += part
          resolve({ status: res.statusCode!, headers: res.headers, body: text })
        },
      )
      .on('error', reject)
      .end(body)
  })
}
const form = () => ({ formId: randomUUID(), amount: '10', target: 'default' })
const origin = { Origin: 'https://give.example.org', 'Sec-Fetch-Site': 'same-origin' }

test.each([
  ['keeps the public name', 'give.example.org'],
  ['puts its own name for us', 'internal:3000'],
])('a form goes through a proxy that %s', async (_, host) => {
  const sent = await ask('/campaigns/walk-11', { Host: host, ...origin }, form())
  expect(sent.status).toBe(303)
  const older = await ask('/campaigns/walk-11', { Host: host, Origin: origin.Origin }, form())
  expect(older.status).toBe(303)
  const foreign = await ask('/campaigns/walk-11', { Host: host, Origin: 'https://evil.example' }, form())
  expect(foreign.status).toBe(403)
})

test('over https the cookie is Secure and bound to this host, and browsers are told to stay with https', async () => {
  const sent = await ask('/campaigns/walk-11', { Host: 'give.example.org', ...origin }, form())
  const [cookie] = sent.headers['set-cookie']!
  expect(cookie).toMatch(/^__Host-shanxing=/)
  for (const part of ['; Secure', '; HttpOnly', '; SameSite=Lax', '; Path=/']) expect(cookie).toContain(part)
  expect(cookie).not.toContain('Domain=')
  expect(sent.headers['strict-transport-security']).toMatch(/^max-age=\d{8,}/)
})

test('the way back from the provider and the links to the other language carry the public address', async () => {
  const sent = await ask('/campaigns/walk-11', { Host: 'internal:3000', ...origin }, form())
  const payPage = await (await fetch(sent.headers.location!)).text()
  expect(payPage).toContain('href="https://give.example.org/gifts/')
  const { body } = await ask('/campaigns/walk-11', { Host: 'internal:3000' })
  expect(body).toContain('href="https://give.example.org/en/campaigns/walk-11"')
  expect(body).not.toContain('internal:3000')
})
