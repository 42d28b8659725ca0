import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createI18n } from '~/platform/create-i18n'
import type { Locale } from '~/platform/i18n'
import en from '~/platform/locales/en'
import zhCN from '~/platform/locales/zh-CN'
import { type Fields, postForm, valueIn, visibleText } from './donor'
import { bootMs } from './server'
import { openSite, type Site } from './site'

const languages = [
  { language: 'Chinese', locale: 'zh-CN' as Locale, prefix: '', texts: zhCN },
  { language: 'English', locale: 'en' as Locale, prefix: '/en', texts: en },
]
const amounts = { min: '¥1.00', max: '¥500,000.00' }

/** What else was typed: none of it may get lost when something is refused. */
const typed: Fields = {
  name: '梁 "锦" <华>',
  nameConsent: 'yes',
  message: '加油！\n一起走 & 一起捐 🌺',
  dedication: "外婆's",
  email: 'donor@example.org',
  coverFee: 'yes',
}

let site: Site
beforeAll(async () => {
  site = await openSite('postgres', { env: { GIVE_PER_ADDRESS: '100000' } })
}, bootMs)
afterAll(async () => {
  expect(await site.audit()).toContain(', 0 faults')
  await site.stop()
})
const gifts = async () => (await site.db.query<{ n: bigint }>('SELECT count(*) AS n FROM giving_gift'))[0]!.n

/** Sends the form and answers the page that refuses it: in the visitor's language, with all of `typed`, no gift written. */
async function refused(locale: Locale, path: string, fields: Fields, status = 422): Promise<string> {
  const before = await gifts()
  const sent: Fields = { formId: randomUUID(), target: 'default', ...typed, ...fields }
  const response = await postForm(site, path, sent)
  const html = await response.text()
  expect(response.status, visibleText(html)).toBe(status)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(html).toContain(`<html lang="${locale}">`)
  const { target, ...rest } = sent
  for (const [name, value] of Object.entries(rest)) {
    expect(valueIn(html, name), `${name} is kept`).toBe(value)
  }
  if (['default', 'split'].includes(target!)) expect(valueIn(html, 'target')).toBe(target)
  expect(await gifts()).toBe(before)
  return visibleText(html)
}

describe.each(languages)('what is refused, in $language', ({ locale, prefix, texts }) => {
  const t = createI18n(locale, texts).getFixedT(locale, 'giving')
  const path = `${prefix}/campaigns/walk-11`

  test.each([
    ['', 'empty'],
    ['-5', 'not-positive'],
    ['-0.01', 'not-positive'],
    ['0', 'not-positive'],
    ['0.00', 'not-positive'],
    ['0.001', 'fraction-of-fen'],
    ['66.666', 'fraction-of-fen'],
    ['1e3', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['12,34', 'not-a-number'],
    ['一百', 'not-a-number'],
    ['+5', 'not-a-number'],
    ["1' OR 1=1", 'not-a-number'],
    ['=1+1', 'not-a-number'],
    ['0.99', 'below-least'],
    ['500000.01', 'above-most'],
    ['99999999999999999999999999', 'too-large'],
  ] as const)('the amount %j: %s', async (amount, reason) => {
    expect(await refused(locale, path, { amount })).toContain(t(`error.amount.${reason}`, amounts))
  })

  test.each<[string, Fields, keyof typeof zhCN.giving.error.target]>([
    ['fund:nobody', {}, 'unknown-fund'],
    ['fund:payment-costs', {}, 'unknown-fund'],
    ['anything', {}, 'unknown-fund'],
    ['split', { 'percent:elders': '70', 'percent:children': '29.99' }, 'not-whole'],
    ['split', { 'percent:elders': '70', 'percent:children': '30.01' }, 'not-whole'],
    ['split', { 'percent:elders': '0', 'percent:children': '0' }, 'not-whole'],
    ['split', { 'percent:elders': '-10', 'percent:children': '110' }, 'percent-not-a-number'],
    ['split', { 'percent:elders': '33.333', 'percent:children': '66.667' }, 'percent-not-a-number'],
    ['split', { 'percent:elders': 'half', 'percent:children': '50' }, 'percent-not-a-number'],
    ['split', { 'percent:elders': '99.99', 'percent:children': '0.01' }, 'too-small-to-split'],
  ])('the target %s %j: %s', async (target, percents, reason) => {
    const fields = { amount: '1', target, ...percents }
    expect(await refused(locale, path, fields)).toContain(t(`error.target.${reason}`))
  })

  test('a split that names a fund of another campaign is refused, also beside whole shares', async () => {
    const sent = { formId: randomUUID(), amount: '10', target: 'split' }
    const response = await postForm(site, path, {
      ...sent,
      'percent:elders': '50',
      'percent:payment-costs': '50',
    })
    expect(response.status).toBe(422)
    expect(visibleText(await response.text())).toContain(t('error.target.unknown-fund'))
  })

  test('where the split is fixed, a chosen fund is not obeyed', async () => {
    const fixed = `${prefix}/campaigns/relief-day`
    const sent = await postForm(site, fixed, { formId: randomUUID(), amount: '10', target: 'fund:elders' })
    expect(sent.status).toBe(303)
    const rows = await site.db.query<{ fund: string; amount_fen: bigint }>(
      `SELECT a.fund, a.amount_fen FROM giving_allocation a JOIN giving_gift g ON g.id = a.gift_id
        WHERE g.campaign = 'relief-day' ORDER BY g.created_at DESC, a.fund LIMIT 2`,
    )
    expect(rows).toEqual([
      { fund: 'children', amount_fen: 300n },
      { fund: 'elders', amount_fen: 700n },
    ])
  })

  test.each([
    ['a name of 10,000 characters', { name: '长'.repeat(10_000) }, 'error.name.too-long'],
    ['a name of 61 emoji', { name: '🌺'.repeat(61) }, 'error.name.too-long'],
    ['a name to be shown that is empty', { name: '' }, 'error.name.needed-for-consent'],
    ['a message of 10,000 characters', { message: '行'.repeat(10_000) }, 'error.message.too-long'],
    ['a dedication of 61 characters', { dedication: 'd'.repeat(61) }, 'error.dedication.too-long'],
    ['an address without a dot', { email: 'a@b' }, 'error.email.not-an-address'],
    ['two addresses', { email: 'a@b.cn, c@d.cn' }, 'error.email.not-an-address'],
    ['an address with a name', { email: 'A <a@b.cn>' }, 'error.email.not-an-address'],
    ['an endless address', { email: `${'a'.repeat(300)}@b.cn` }, 'error.email.too-long'],
    ['a form without its id', { formId: 'x' }, 'error.formId.missing'],
  ] as const)('%s', async (_, fields, key) => {
    const { formId, ...rest } = { formId: randomUUID() as string, ...fields } as Fields
    const html = await refusedWith(formId!, rest)
    expect(html).toContain(t(key))
  })
  async function refusedWith(formId: string, fields: Fields) {
    if (formId !== 'x') return refused(locale, path, { formId, amount: '10', ...fields })
    const response = await postForm(site, path, { formId, amount: '10', ...typed })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(valueIn(html, 'formId')).toMatch(/^[0-9a-f-]{36}$/)
    expect(valueIn(html, 'message')).toBe(typed.message)
    return visibleText(html)
  }

  test('several faults at once are all said, each beside its field and above the form', async () => {
    const said = await refused(locale, path, { amount: '0', email: 'x', name: '' })
    expect(said).toContain(t('form.errors', { count: 3 }))
    for (const key of ['error.amount.not-positive', 'error.email.not-an-address'] as const) {
      expect(said.split(t(key))).toHaveLength(3)
    }
  })

  test('a campaign that is closed takes nothing, says so, and keeps what was typed', async () => {
    const said = await refused(locale, `${prefix}/campaigns/walk-10`, { amount: '10' }, 409)
    expect(said).toContain(t('error.form.campaign-closed'))
  })

  test('a draft and a campaign that does not exist are the same 404 page', async () => {
    for (const slug of ['walk-12', 'nobody']) {
      for (const response of [
        await postForm(site, `${prefix}/campaigns/${slug}`, { formId: randomUUID(), amount: '10' }),
        await fetch(`${site.url}${prefix}/campaigns/${slug}`),
      ]) {
        expect(response.status).toBe(404)
        expect(visibleText(await response.text())).toContain(texts.ui.error.notFoundTitle)
      }
    }
  })

  test('what is no form is refused with a sentence, not with a fault of ours', async () => {
    for (const [type, body] of [
      ['application/json', '{"amount":"10"}'],
      ['text/plain', 'amount=10'],
      ['application/octet-stream', 'amount=10'],
    ] as const) {
      const response = await postForm(site, path, body, { headers: { 'Content-Type': type } })
      expect(response.status, type).toBe(415)
      expect(visibleText(await response.text())).toContain(texts.ui.refused.notAForm)
    }
    const broken = await postForm(site, path, 'no parts at all', {
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    })
    expect(broken.status).toBe(400)
    expect(visibleText(await broken.text())).toContain(texts.ui.error.brokenText)
    expect(site.server.output()).not.toContain('request failed')
  })
})
