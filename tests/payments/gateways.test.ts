import { describe, expect, it } from 'vitest'
import type { Gateway, Way } from '~/payments/gateway'
import { openGateways } from '~/payments/gateways'
import { isInWechat, payingDevice } from '~/payments/paying-device'
import { readPaying } from '~/payments/read-paying'
import { recordingGateway } from '../giving/support'

const gateway = (provider: string, ways: Way[], over: Partial<Gateway> = {}): Gateway => ({
  ...recordingGateway().gateway,
  provider,
  ways,
  ...over,
})
const all = gateway('stripe', ['card', 'alipay', 'wechat_pay'], { checkoutOrigins: ['https://a.test'] })
const wechat = gateway('wechat-pay', ['wechat_pay'], {
  checkoutOrigins: ['https://b.test', 'https://a.test'],
})
const alipay = gateway('alipay', ['alipay'], { listsNoBalance: true })
const asked = (agent: string, more: Record<string, string> = {}) =>
  new Request('http://x.test', { headers: { 'User-Agent': agent, ...more } })
const onPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'

describe('gateways', () => {
  it('with one there is nothing to choose: it is as it always was', () => {
    const one = openGateways([all])
    expect([one.ways, one.for('alipay'), one.for(), one.of('stripe'), one.of('alipay')]).toEqual([
      [],
      all,
      all,
      all,
      undefined,
    ])
  })

  it('a way goes to its own gateway before the one for all, and without a way to the main one', () => {
    const both = openGateways([all, wechat])
    expect(both.ways).toEqual(['wechat_pay', 'alipay', 'card'])
    expect([both.for('wechat_pay'), both.for('alipay'), both.for('card'), both.for()]).toEqual([
      wechat,
      all,
      all,
      all,
    ])
    expect(both.checkoutOrigins).toEqual(['https://a.test', 'https://b.test'])
  })

  it('without Stripe nobody is offered a card', () => {
    const wallets = openGateways([wechat, alipay])
    expect([wallets.ways, wallets.for(), wallets.unlisted]).toEqual([
      ['wechat_pay', 'alipay'],
      wechat,
      ['alipay'],
    ])
  })

  it('a way that is not on offer is none', () => {
    const request = asked(onPhone)
    const way = (offered: typeof all, chosen: unknown) =>
      readPaying(openGateways([offered, alipay]), { request, ip: '203.0.113.7', way: chosen }).way
    expect(way(wechat, 'card')).toBeUndefined()
    expect(way(all, 'card')).toBe('card')
    for (const odd of [null, undefined, '', 'other', '__proto__', new File([], 'x')])
      expect(way(all, odd)).toBeUndefined()
  })
})

describe('what a donor pays on', () => {
  it.each([
    [onPhone, {}, 'phone'],
    ['Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile Safari/537.36', {}, 'phone'],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140', { 'Sec-CH-UA-Mobile': '?1' }, 'phone'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140', { 'Sec-CH-UA-Mobile': '?0' }, 'desktop'],
    [`${onPhone} MicroMessenger/8.0.60`, {}, 'desktop'],
    ['', {}, 'desktop'],
  ])('%s %j is a %s', (agent, headers, kind) => {
    expect(payingDevice(asked(agent, headers as Record<string, string>), '::ffff:203.0.113.7')).toEqual({
      kind,
      address: '203.0.113.7',
    })
  })

  it('knows WeChat, in which no wallet opens', () => {
    expect([isInWechat(asked(onPhone)), isInWechat(asked(`${onPhone} MicroMessenger/8`))]).toEqual([
      false,
      true,
    ])
  })
})
