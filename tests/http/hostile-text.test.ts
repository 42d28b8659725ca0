import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moderateMessage } from '~/giving/moderate-message.server'
import { theSoftware } from '~/identity/actor'
import { type Fields, filledForm, give, postForm, press, unescaped, valueIn, visibleText } from './donor'
import { bootMs, until } from './server'
import { openSite, type Site } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', { env: { GIVE_PER_ADDRESS: '100000', CHECK_PER_ADDRESS: '100000' } })
}, bootMs)
afterAll(async () => {
  expect(await site.audit()).toContain(', 0 faults')
  await site.stop()
})

/** Gives with these texts, pays, lets the message be shown; answers what donor and public then see. */
async function published(fields: Fields) {
  const gift = await give(site, { amount: '10', nameConsent: 'yes', ...fields })
  await press(gift.payUrl, 'pay')
  const recent = async () => (await fetch(`${site.url}/api/v1/campaigns/walk-11/recent`)).text()
  const before = await site.totals()
  await until('it is sealed', async () => {
    const [row] = await site.db.query(
      'SELECT FROM giving_gift g JOIN ledger_leaf l ON l.entry_id = g.entry_id WHERE g.id = $1::uuid',
      [gift.giftId],
    )
    return row !== undefined
  })
  expect(before.campaign).toBe('walk-11')
  await moderateMessage(site.db, theSoftware, { giftId: gift.giftId, decision: 'approved' })
  const giftPage = await (await fetch(gift.giftUrl)).text()
  const checkPath = unescaped(/href="([^"]*\/check\/SX-[^"]+)"/.exec(giftPage)![1]!)
  const pdfPath = unescaped(/href="([^"]*\.pdf)"/.exec(giftPage)![1]!)
  return {
    gift,
    giftPage,
    campaignPage: await (await fetch(`${site.url}/campaigns/walk-11`)).text(),
    checkPage: await (await fetch(new URL(checkPath, site.url))).text(),
    recent: JSON.parse(await recent()) as { name: string | null; message: string | null }[],
    pdf: await fetch(new URL(pdfPath, site.url)),
    row: (
      await site.db.query<{ donor_name: string; message: string; dedication: string }>(
        'SELECT donor_name, message, dedication FROM giving_gift WHERE id = $1::uuid',
        [gift.giftId],
      )
    )[0]!,
  }
}

test('HTML in a name, a message and a dedication is text everywhere: pages, JSON, paper', async () => {
  const name = '<img src=x onerror=alert(1)>'
  const message = '</script><script>alert("2")</script>'
  const dedication = '"><svg onload=alert(3)>'
  const seen = await published({ name, message, dedication })
  for (const html of [seen.campaignPage, seen.checkPage, seen.giftPage]) {
    for (const live of ['<img src=x', '<script>alert', '<svg onload']) expect(html).not.toContain(live)
  }
  expect(visibleText(seen.campaignPage)).toContain(name)
  expect(visibleText(seen.campaignPage)).toContain(message)
  expect(visibleText(seen.checkPage)).toContain(name)
  expect(seen.recent[0]).toMatchObject({ name, message })
  expect(seen.pdf.status).toBe(200)
})

test('HTML in a refused form comes back as text in its fields', async () => {
  const fields = { name: '"><script>alert(1)</script>', message: '</textarea><script>alert(2)</script>' }
  const response = await postForm(site, '/campaigns/walk-11', {
    formId: randomUUID(),
    amount: '0',
    ...fields,
  })
  const html = await response.text()
  expect(response.status).toBe(422)
  expect(html).not.toContain('<script>alert')
  for (const [field, value] of Object.entries(fields)) expect(valueIn(html, field)).toBe(value)
})

test('text that a spreadsheet would take for a formula stays the text it is', async () => {
  const seen = await published({ name: '=HYPERLINK("http://x","y")', message: "=cmd|' /C calc'!A0" })
  expect(seen.recent[0]).toMatchObject({
    name: '=HYPERLINK("http://x","y")',
    message: "=cmd|' /C calc'!A0",
  })
})

test('control characters, NUL and direction overrides are taken out, what a person can see is kept', async () => {
  const seen = await published({
    name: 'a\u0000b\u0007c\u202ed\u200ee\ufeff',
    message: 'x\u0000\ty\r\nz\u001b[31m',
    dedication: '\u2066q\u2069',
  })
  expect(seen.row).toEqual({ donor_name: 'abcde', message: 'x\ty\nz[31m', dedication: 'q' })
  expect(seen.pdf.status).toBe(200)
})

test('emoji, families and rare characters come through whole, on the page and on paper', async () => {
  const name = '𠮷野👨‍👩‍👧‍👦🇨🇳🌺'
  const seen = await published({ name, message: '🎉'.repeat(200) })
  expect(seen.recent[0]).toMatchObject({ name, message: '🎉'.repeat(200) })
  expect(visibleText(seen.checkPage)).toContain(name)
  expect(seen.pdf.status).toBe(200)
})

test('a lone surrogate and bytes that are no UTF-8 become the replacement character, not a fault', async () => {
  const form = await filledForm(site, '/campaigns/walk-11', { amount: '10' })
  const body = `${new URLSearchParams(form)}&name=a%ED%A0%80b%FFc&message=%C0%80`
  const sent = await postForm(site, '/campaigns/walk-11', body)
  expect(sent.status).toBe(303)
  const [row] = await site.db.query<{ donor_name: string }>(
    'SELECT donor_name FROM giving_gift ORDER BY created_at DESC LIMIT 1',
  )
  expect(row!.donor_name).toMatch(/^a\ufffd+b\ufffdc$/)
})

test('a name that was not to be shown is shown nowhere but to its donor', async () => {
  const secret = '绝不公开的名字'
  const gift = await give(site, { amount: '10', name: secret })
  await press(gift.payUrl, 'pay')
  await until('it is sealed', async () => (await (await fetch(gift.giftUrl)).text()).includes('/check/SX-'))
  const giftPage = await (await fetch(gift.giftUrl)).text()
  const checkPath = unescaped(/href="([^"]*\/check\/SX-[^"]+)"/.exec(giftPage)![1]!)
  for (const url of [
    new URL(checkPath, site.url).href,
    `${site.url}/campaigns/walk-11`,
    `${site.url}/api/v1/campaigns/walk-11/recent`,
  ]) {
    expect(await (await fetch(url)).text(), url).not.toContain(secret)
  }
})

test('a form sent several times per field, or with names of the language itself, breaks nothing', async () => {
  const form = await filledForm(site, '/campaigns/walk-11', { amount: '10' })
  const odd =
    '&amount=99&__proto__=x&constructor=y&percent%3A__proto__=50&percent%3A=50&percent%3Aconstructor=1'
  const sent = await postForm(site, '/campaigns/walk-11', new URLSearchParams(form).toString() + odd)
  expect(sent.status).toBe(303)
  expect(await (await fetch(sent.headers.get('location')!)).text()).toContain('¥10.00')
})
