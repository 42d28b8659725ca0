import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Totals } from '~/live/totals'
import { filledForm, giftUrlOn, give, page, postForm, press, unescaped, visibleText } from './donor'
import { bootMs, until } from './server'
import { kinds, openSite, type Site } from './site'

describe.each(kinds)('a gift over plain HTTP, without scripts, $name', ({ kind }) => {
  let site: Site
  beforeAll(async () => {
    site = await openSite(kind)
  }, bootMs)
  afterAll(async () => {
    expect(await site.audit()).toContain(', 0 faults')
    await site.stop()
  })

  const difference = (before: Totals, after: Totals) => ({
    confirmed: BigInt(after.confirmedFen) - BigInt(before.confirmedFen),
    pending: BigInt(after.pendingFen) - BigInt(before.pendingFen),
    gifts: after.gifts - before.gifts,
  })
  const fund = async (slug: string) =>
    BigInt((await (await fetch(`${site.url}/api/v1/funds/${slug}`)).json()).receivedFen)
  const sealed = (giftUrl: string, words: string) =>
    until('the gift page says so', async () => (await page(giftUrl)).includes(words))

  test.each([
    { language: 'Chinese', prefix: '', words: '到账了，谢谢你', entry: /账本第 \d+ 条/, lang: 'zh-CN' },
    {
      language: 'English',
      prefix: '/en',
      words: 'It has arrived. Thank you',
      entry: /Ledger entry \d+/,
      lang: 'en',
    },
  ])(
    '$language: form, provider’s page, webhook, the gift’s page, totals by exactly ¥66.66 split 70/30',
    async (on) => {
      const [before, elders, children] = [await site.totals(), await fund('elders'), await fund('children')]
      const path = `${on.prefix}/campaigns/walk-11`
      const fields = { target: 'split', 'percent:elders': '70', 'percent:children': '30', amount: '66.66' }
      const sent = await postForm(site, path, await filledForm(site, path, fields))
      expect(sent.status).toBe(303)
      const payUrl = sent.headers.get('location')!
      expect(payUrl.startsWith(`${site.sandbox.url}/pay/`)).toBe(true)
      const giftUrl = await giftUrlOn(payUrl)
      expect(giftUrl.startsWith(`${site.url}${on.prefix}/gifts/`)).toBe(true)

      // Coming back without having paid changes nothing, whatever the address claims.
      expect(await page(`${giftUrl}?paid=1`)).not.toContain(on.words)
      expect(difference(before, await site.totals())).toEqual({ confirmed: 0n, pending: 0n, gifts: 0 })

      const paid = await press(payUrl, 'pay', 'wechat_pay')
      expect([paid.status, paid.headers.get('location')]).toEqual([303, giftUrl])
      await sealed(giftUrl, on.words)
      await until('it is sealed', async () => on.entry.test(await page(giftUrl)))
      const html = await (await fetch(giftUrl)).text()
      expect(html).toContain(`<html lang="${on.lang}">`)
      expect(visibleText(html)).toContain('¥66.66')
      expect(difference(before, await site.totals())).toEqual({ confirmed: 6666n, pending: 0n, gifts: 1 })
      expect([(await fund('elders')) - elders, (await fund('children')) - children]).toEqual([4666n, 2000n])
    },
  )

  test('a covered fee is charged, booked on its own and never counted in the total', async () => {
    const [before, costs] = [await site.totals(), await fund('payment-costs')]
    const gift = await give(site, { amount: '100', coverFee: 'yes' })
    expect(await page(gift.payUrl)).toContain('¥100.60')
    await press(gift.payUrl, 'pay')
    await sealed(gift.giftUrl, '到账了')
    await until('totals moved', async () => difference(before, await site.totals()).gifts === 1)
    expect(difference(before, await site.totals())).toMatchObject({ confirmed: 10_000n })
    expect((await fund('payment-costs')) - costs).toBe(60n)
  })

  test('a preset counts when no amount is typed, and what is typed counts before a preset', async () => {
    const preset = await give(site, { preset: '200', amount: '' })
    expect(await page(preset.payUrl)).toContain('¥200.00')
    const both = await give(site, { preset: '200', amount: '1.01' })
    expect(await page(both.payUrl)).toContain('¥1.01')
  })

  test.each([
    ['¥1,234.50', '¥1,234.50'],
    ['６６．６６', '¥66.66'],
    [' 88 元 ', '¥88.00'],
    ['500000', '¥500,000.00'],
    ['1', '¥1.00'],
  ])('an amount as people write it, %s, is read as %s', async (typed, read) => {
    const gift = await give(site, { amount: typed })
    expect(await page(gift.payUrl)).toContain(read)
  })

  test('a declined payment, a later one that fails and a closed page leave the total alone; a later one that arrives moves it', async () => {
    const before = await site.totals()
    const declined = await give(site, { amount: '11' })
    await press(declined.payUrl, 'decline', 'card')
    const fails = await give(site, { amount: '12' })
    await press(fails.payUrl, 'later')
    const arrives = await give(site, { amount: '13' })
    await press(arrives.payUrl, 'later')
    const left = await give(site, { amount: '14' })
    await press(left.payUrl, 'abandon')
    await until('both are under way', async () => difference(before, await site.totals()).pending === 2500n)
    expect(difference(before, await site.totals())).toEqual({ confirmed: 0n, pending: 2500n, gifts: 0 })
    expect(await page(arrives.giftUrl)).toContain('支付渠道正在处理')
    await press(fails.payUrl, 'fails')
    await press(arrives.payUrl, 'arrives')
    await until('both have ended', async () => difference(before, await site.totals()).pending === 0n)
    await until('one is sealed', async () => difference(before, await site.totals()).gifts === 1)
    expect(difference(before, await site.totals())).toEqual({ confirmed: 1300n, pending: 0n, gifts: 1 })
    expect(await page(declined.giftUrl)).toContain('还没有收到这笔支付')
    expect(await page(fails.giftUrl)).toContain('支付没有成功')
    await until('the provider said so', async () => (await page(left.giftUrl)).includes('支付已过期'))
  })

  test('the same form sent twice is one gift and one checkout, one after the other and both at once', async () => {
    for (const atOnce of [false, true]) {
      const before = await site.totals()
      const fields = await filledForm(site, '/campaigns/walk-11', { amount: '21', name: '双击' })
      const send = () => postForm(site, '/campaigns/walk-11', fields)
      const answers = atOnce ? await Promise.all([send(), send(), send()]) : [await send(), await send()]
      expect(answers.map((a) => a.status)).toEqual(answers.map(() => 303))
      const places = new Set(answers.map((a) => a.headers.get('location')))
      expect(places.size).toBe(1)
      const [payUrl] = places
      await press(payUrl!, 'pay')
      await until('it is sealed', async () => difference(before, await site.totals()).gifts === 1)
      expect(difference(before, await site.totals()).confirmed).toBe(2100n)
      // Sent once more after it was paid, the form leads to the gift's page: nobody pays twice by going back.
      expect((await send()).headers.get('location')).toBe(await giftUrlOfPaid(answers[0]!))
    }
  })
  const giftUrlOfPaid = async (answer: Response) =>
    (await press(answer.headers.get('location')!, 'pay')).headers.get('location')

  test('the same form with another amount is another gift', async () => {
    const fields = await filledForm(site, '/campaigns/walk-11', { amount: '5' })
    const first = await postForm(site, '/campaigns/walk-11', fields)
    const second = await postForm(site, '/campaigns/walk-11', { ...fields, amount: '6' })
    expect(second.status).toBe(303)
    expect(second.headers.get('location')).not.toBe(first.headers.get('location'))
  })

  test('the acknowledgement of a confirmed gift opens, and its check page confirms number, amount and funds', async () => {
    const gift = await give(site, { amount: '66.66', name: '不公开的名字' })
    await press(gift.payUrl, 'pay')
    await sealed(gift.giftUrl, '到账了')
    const html = await (await fetch(gift.giftUrl)).text()
    const pdf = unescaped(/href="([^"]*\.pdf)"/.exec(html)![1]!)
    const paper = await fetch(new URL(pdf, site.url))
    expect(paper.status).toBe(200)
    expect(paper.headers.get('content-type')).toBe('application/pdf')
    expect(paper.headers.get('cache-control')).toBe('private, no-store')
    expect(
      Buffer.from(await paper.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const checkUrl = unescaped(/href="([^"]*\/check\/SX-[^"]+)"/.exec(html)![1]!)
    const check = await fetch(new URL(checkUrl, site.url))
    expect(check.headers.get('cache-control')).toBe('private, no-store')
    const said = visibleText(await check.text())
    for (const words of ['这份凭据是真的', '66.66', '46.66', '20.00', '长者关爱基金'])
      expect(said).toContain(words)
    expect(said).not.toContain('不公开的名字')
    const wrong = await fetch(
      new URL(
        checkUrl.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
        site.url,
      ),
    )
    expect(wrong.status).toBe(404)
    expect(visibleText(await wrong.text())).toContain('没有找到这份凭据')
  })
})
