import { afterAll, beforeAll, expect, test } from 'vitest'
import { chargeOf, eventBody, signature } from '../payments/support'
import { type Smtp, startSmtp } from '../setup/smtp'
import { filledForm, give, postForm, press, unescaped } from './donor'
import { bootMs, secretKey, sessionSecret, until, webhookSecret } from './server'
import { openSite, type Site } from './site'

let smtp: Smtp
let site: Site
beforeAll(async () => {
  smtp = await startSmtp({ refuse: true })
  site = await openSite('postgres', {
    env: { LOG_LEVEL: 'debug', SMTP_URL: smtp.url, MAIL_FROM: 'house@give.example.org' },
  })
}, bootMs)
afterAll(async () => {
  await site.stop()
  await smtp.stop()
})

test('the log of a whole session at its most talkative holds no secret, no capability, nobody’s name or address', async () => {
  const secrets = new Set([secretKey, webhookSecret, sessionSecret])
  const person = {
    name: '绝密的名字',
    email: 'very.secret@donor.example',
    message: '绝密的留言',
    dedication: '绝密',
  }
  for (const text of Object.values(person)) secrets.add(text)

  // Gives, pays, looks at every page that only the holder of its address may see.
  const gift = await give(site, { amount: '10', nameConsent: 'yes', ...person })
  secrets.add(gift.giftId)
  secrets.add(gift.payUrl.split('/').at(-1)!)
  await press(gift.payUrl, 'pay')
  await until('it is sealed', async () => (await (await fetch(gift.giftUrl)).text()).includes('/check/SX-'))
  const html = await (await fetch(gift.giftUrl)).text()
  const checkPath = unescaped(/href="([^"]*\/check\/SX-[^"]+)"/.exec(html)![1]!)
  secrets.add(checkPath.split('/').at(-1)!)
  const pdfPath = unescaped(/href="([^"]*\.pdf)"/.exec(html)![1]!)
  for (const path of [checkPath, pdfPath]) await (await fetch(new URL(path, site.url))).arrayBuffer()
  await fetch(`${gift.giftUrl}.data`)
  await fetch(`${gift.giftUrl.replace('/gifts/', '/en/gifts/')}?cancelled=1&email=${person.email}`)
  await fetch(`${site.url}/check?number=${checkPath.split('/').at(-2)}&code=${checkPath.split('/').at(-1)}`)
  await until('the mail was refused', () => site.server.output().includes('a job failed'))

  // Is refused in every way there is.
  const refused = await postForm(
    site,
    '/campaigns/walk-11',
    await filledForm(site, '/campaigns/walk-11', { ...person, amount: '0' }),
  )
  const cookie = refused.headers.getSetCookie()[0]!.split(';')[0]!
  secrets.add(cookie.split('=')[1]!)
  await fetch(gift.giftUrl, { headers: { Cookie: cookie, Authorization: 'Bearer very-secret-token' } })
  secrets.add('very-secret-token')
  await postForm(site, `/gifts/${gift.giftId}`, { a: 'b' })
  await postForm(site, '/campaigns/walk-11', person, {
    headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  })
  const { body } = eventBody('charge.succeeded', chargeOf(gift.giftId))
  const forged = signature(body, 'whsec_of_somebody_else')
  secrets.add(forged)
  const webhook = (header: string, bytes = body) =>
    fetch(`${site.url}/webhooks/stripe`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { 'Stripe-Signature': header },
    })
  expect((await webhook(forged)).status).toBe(400)

  // Meets faults of ours: what the database says then names the gift, and the address does too.
  const other = await give(site, { amount: '66.66', ...person })
  secrets.add(other.giftId)
  await site.db.query(
    `SELECT ledger_post('gift', $1, 'gift', '2026-01-10', 'card', '', NULL, NULL,
       '{bank,donations}', '{elders,elders}', '{walk-11,walk-11}', '{1,-1}')::text`,
    [other.giftId],
  )
  const second = eventBody('charge.succeeded', chargeOf(other.giftId)).body
  const good = signature(second, webhookSecret)
  secrets.add(good)
  expect((await webhook(good, second)).status).toBe(503)
  await site.db.query('ALTER TABLE giving_allocation RENAME TO giving_allocation_away')
  const broken = await fetch(gift.giftUrl)
  const brokenPage = await broken.text()
  await site.db.query('ALTER TABLE giving_allocation_away RENAME TO giving_allocation')
  expect(broken.status).toBe(500)
  expect(brokenPage).toContain('页面没有打开')
  for (const inside of ['giving_allocation', 'node_modules', 'SELECT'])
    expect(brokenPage).not.toContain(inside)

  await site.server.stop()
  const log = site.server.output()
  expect(log).toContain('a webhook could not be settled')
  expect(log).toContain('request failed')
  expect(log.split('\n').length).toBeGreaterThan(20)
  for (const secret of secrets) expect(log.includes(secret), `${secret} is in the log`).toBe(false)
})
