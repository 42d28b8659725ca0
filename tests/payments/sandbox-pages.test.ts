import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsSince, openCheckout, startReceiver, startTill } from './support'

let door: Awaited<ReturnType<typeof startReceiver>>
let till: Awaited<ReturnType<typeof startTill>>
beforeAll(async () => {
  door = await startReceiver()
  till = await startTill(door.url)
})
afterAll(async () => {
  await till.sandbox.stop()
  await door.stop()
})
const pageOf = async (ref: string, query = '') => {
  const response = await fetch(`${till.sandbox.url}/pay/${ref}${query}`)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('the hosted page', () => {
  it('shows amount, description and methods in the language of the session, and that no money moves in both', async () => {
    const zh = await pageOf((await openCheckout(till.gateway, { amountFen: 123_450n })).ref)
    expect(zh.text).toContain('<html lang="zh-CN">')
    for (const text of ['¥1,234.50', '健康行善', '支付宝', '微信支付', '银行卡', '立即支付'])
      expect(zh.text).toContain(text)
    const en = await pageOf((await openCheckout(till.gateway, { locale: 'en' })).ref)
    expect(en.text).toContain('<html lang="en">')
    for (const text of ['¥66.66', 'Alipay', 'WeChat Pay', 'Card', 'Pay now']) expect(en.text).toContain(text)
    const desk = await fetch(till.sandbox.url).then((r) => r.text())
    const lost = await pageOf('cs_test_none')
    expect(lost.status).toBe(404)
    for (const text of [zh.text, en.text, desk, lost.text]) {
      expect(text).toContain('演示：不会真的扣款')
      expect(text).toContain('Demonstration: no real money')
      expect(text).not.toMatch(/<script| on[a-z]+=|javascript:/i)
    }
  })

  it('allows no script at all, and a form only to itself and to where the donor came from', async () => {
    const { headers } = await pageOf((await openCheckout(till.gateway)).ref)
    const csp = headers.get('content-security-policy')
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("form-action 'self' http://shop.test;")
    expect(csp).toContain("frame-ancestors 'none'")
    expect(csp).not.toContain('unsafe')
  })

  it('shows hostile descriptions as text', async () => {
    const description = '<img src=x onerror=alert(1)>"\'&'
    const { text } = await pageOf((await openCheckout(till.gateway, { description })).ref)
    expect(text).not.toContain('<img')
    expect(text).toContain('&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#38;')
  })

  it('pays and sends the donor back, also when the button is pressed twice', async () => {
    const { ref } = await openCheckout(till.gateway, {
      returnUrl: 'http://shop.test/return?session={CHECKOUT_SESSION_ID}',
    })
    for (let n = 0; n < 2; n++) {
      const response = await till.press(ref, 'pay', 'alipay')
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(`http://shop.test/return?session=${ref}`)
    }
    const mine = (await eventsSince(till.gateway, null)).filter((e) => e.payload.includes(ref))
    expect(mine.map((e) => e.type)).toEqual(['checkout.session.completed'])
  })

  it('declines, says so, and can be paid after all', async () => {
    const { ref } = await openCheckout(till.gateway)
    const declined = await till.press(ref, 'decline')
    expect(declined.headers.get('location')).toBe(`/pay/${ref}?declined=1`)
    expect((await pageOf(ref, '?declined=1')).text).toContain('付款没有成功')
    expect((await till.press(ref, 'pay')).headers.get('location')).toBe('http://shop.test/give/return')
  })

  it('keeps the donor when the window is closed after paying', async () => {
    const { ref } = await openCheckout(till.gateway)
    expect((await till.press(ref, 'close')).headers.get('location')).toBe(`/pay/${ref}`)
    const { text } = await pageOf(ref)
    expect(text).toContain('已付款')
    expect(text).not.toContain('shop.test')
  })

  it('lets a late payment arrive or fail by its buttons', async () => {
    const { ref } = await openCheckout(till.gateway)
    expect((await till.press(ref, 'later')).headers.get('location')).toBe('http://shop.test/give/return')
    expect((await pageOf(ref)).text).toContain('让它现在到账')
    await till.press(ref, 'arrives')
    expect((await pageOf(ref)).text).toContain('已付款')
    const other = await openCheckout(till.gateway)
    await till.press(other.ref, 'later')
    await till.press(other.ref, 'fails')
    expect((await pageOf(other.ref)).text).toContain('付款失败')
  })

  it('takes no money for an abandoned page', async () => {
    const { ref } = await openCheckout(till.gateway)
    await till.press(ref, 'abandon')
    expect((await pageOf(ref)).text).toContain('页面已过期')
    expect((await till.press(ref, 'pay')).headers.get('location')).toBe(`/pay/${ref}`)
    expect(await till.gateway.fetchPayment(ref)).toMatchObject({ fact: { status: 'expired' } })
  })

  it('refuses unknown actions and methods, and presses from other sites', async () => {
    const { ref, url } = await openCheckout(till.gateway)
    expect((await till.press(ref, 'steal')).status).toBe(400)
    expect((await till.press(ref, 'pay', 'cheque')).status).toBe(400)
    const foreign = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ action: 'pay', method: 'card' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.status).toBe(403)
    expect(await till.gateway.fetchPayment(ref)).toMatchObject({ fact: null })
  })

  it('follows the path another server mounts it under', async () => {
    const mounted = await startTill(door.url, { publicBase: 'http://shop.test/sandbox' })
    const site = express().use('/sandbox', mounted.sandbox.app).listen(0, '127.0.0.1')
    try {
      const { ref, url } = await openCheckout(mounted.gateway)
      expect(url).toBe(`http://shop.test/sandbox/pay/${ref}`)
      const { port } = site.address() as { port: number }
      const text = await fetch(`http://127.0.0.1:${port}/sandbox/pay/${ref}`).then((r) => r.text())
      expect(text).toContain(`action="/sandbox/pay/${ref}"`)
      const desk = await fetch(`http://127.0.0.1:${port}/sandbox/`).then((r) => r.text())
      expect(desk).toContain(`href="/sandbox/pay/${ref}"`)
    } finally {
      site.close()
      await mounted.sandbox.stop()
    }
  })
})
