import { describe, expect, test } from 'vitest'
import { donorCommitment } from '~/giving/donor-commitment.server'
import type { Acknowledgement } from '~/giving/find-acknowledgement.server'
import { renderAcknowledgement } from '~/giving/render-acknowledgement.server'
import { readPaper, readQr, squeezed, wordBoxes } from './paper'

const salt = Buffer.alloc(16, 7)
const two = [
  { fund: 'elders', nameZh: '长者关爱基金', nameEn: 'Elders Fund', amountFen: 4666n },
  { fund: 'children', nameZh: '困境儿童基金', nameEn: 'Children Fund', amountFen: 2000n },
]
const many = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    fund: `f${i}`,
    nameZh: `番禺区第${i + 1}社区慈善基金（石碁镇、沙湾街道、南村镇长者关爱与困境儿童帮扶）`,
    nameEn: `Community fund no. ${i + 1} for elders and children in Shiqi, Shawan and Nancun`,
    amountFen: BigInt(1_234_567 * (i + 1)),
  }))
function ackWith(
  change: Partial<Acknowledgement['gift']> = {},
  leafIndex: bigint | null = 1234n,
): Acknowledgement {
  const gift: Acknowledgement['gift'] = {
    id: '5f0c7d1e-0000-4000-8000-000000000000',
    campaign: 'walk-11',
    state: 'confirmed',
    amountFen: 6666n,
    feeCoverFen: 40n,
    currency: 'CNY',
    locale: 'zh-CN',
    donorName: '梁锦华',
    nameConsent: false,
    nameHidden: false,
    contactEmail: 'donor@example.org',
    message: '加油',
    dedication: '祝外婆八十大寿',
    checkoutRef: null,
    checkoutUrl: null,
    channel: 'alipay',
    acknowledgement: { number: 'SX-2026-00000012-3', code: '7KQ2MZ9XA4' },
    entryId: 1n,
    paidOn: '2026-03-07',
    createdAt: new Date('2026-03-07T04:00:00Z'),
    refunded: false,
    refundedFen: 0n,
    shares: two,
    ...change,
  }
  const campaign = { zh: '第十一届慈善健康行', en: '11th Charity Health Walk' }
  return { gift, campaign, leafIndex, salt, commitment: donorCommitment(salt, gift.donorName) }
}
const options = { locale: 'zh-CN' as const, publicUrl: 'https://give.example.org', demo: false }
const render = (ack = ackWith(), change: Partial<Parameters<typeof renderAcknowledgement>[1]> = {}) =>
  renderAcknowledgement(ack, { ...options, ...change })

describe('the paper', () => {
  test('says in selectable Chinese what was given, by whom, for what, and what it is not', async () => {
    const paper = readPaper(await render())
    for (const words of [
      '捐赠凭据',
      '广州市番禺区慈善会',
      'SX-2026-00000012-3',
      '2026年3月7日',
      '梁锦华',
      '¥66.66',
      '人民币陆拾陆元陆角陆分',
      '第十一届慈善健康行',
      '祝外婆八十大寿',
      '长者关爱基金',
      '¥46.66',
      '困境儿童基金',
      '¥20.00',
      '¥0.40',
      '7KQ2MZ9XA4',
      '第1234条',
      salt.toString('hex'),
      donorCommitment(salt, '梁锦华').toString('hex'),
      '不是财政部门监制的公益事业捐赠统一票据',
    ]) {
      expect(squeezed(paper.text)).toContain(squeezed(words))
    }
    expect(paper.text).not.toMatch(/演示|已退款|⟦|加油|donor@example/)
    expect(paper.pages).toBe(1)
  })

  test('says the same in English', async () => {
    const paper = readPaper(await render(ackWith(), { locale: 'en' }))
    for (const words of [
      'Gift acknowledgement',
      '7 Mar 2026',
      '¥66.66',
      'Elders Fund',
      'Children Fund',
      '11th Charity Health Walk',
      '公益事业捐赠统一票据',
    ]) {
      expect(squeezed(paper.text)).toContain(squeezed(words))
    }
    expect(paper.text).not.toMatch(/人民币|⟦/)
  })

  test('its QR code leads to the check page, in the paper’s language', async () => {
    expect(readQr(await render())).toBe('https://give.example.org/check/SX-2026-00000012-3/7KQ2MZ9XA4')
    expect(readQr(await render(ackWith(), { locale: 'en' }))).toBe(
      'https://give.example.org/en/check/SX-2026-00000012-3/7KQ2MZ9XA4',
    )
  })

  test('is marked in the demonstration, and when the money went back', async () => {
    expect(readPaper(await render(ackWith(), { demo: true })).text).toContain('没有真实款项')
    expect(readPaper(await render(ackWith(), { demo: true, locale: 'en' })).text).toContain('no real money')
    expect(readPaper(await render(ackWith({ refunded: true }))).text).toContain('已退款')
  })

  test('a donor who gave no name is 爱心人士; no fee and no dedication leave no empty rows', async () => {
    const { text } = readPaper(await render(ackWith({ donorName: '', feeCoverFen: 0n, dedication: '' })))
    expect(text).toContain('爱心人士')
    expect(text).not.toMatch(/手续费|寄语/)
  })

  test('before the seal it says so instead of naming a place in the log', async () => {
    const { text } = readPaper(await render(ackWith({}, null)))
    expect(text).toContain('正在写入公开账本')
    expect(text).not.toMatch(/第 \d+ 条/)
  })

  test('same gift, same bytes', async () => {
    expect((await render()).equals(await render())).toBe(true)
  })
})

describe('names of any kind', () => {
  test('a character that no font has comes out as its code point; a joiner is silent', async () => {
    const { text } = readPaper(await render(ackWith({ donorName: '梁🎉محمد\u200d' })))
    expect(squeezed(text)).toContain('梁[U+1F389][U+0645][U+062D][U+0645][U+062F]')
    expect(text).not.toContain('200D')
  })

  test('a rare character is written, or comes out as its code point where the system has no font for it', async () => {
    const { text } = readPaper(await render(ackWith({ donorName: '𠮷田𣎴' })))
    expect(squeezed(text)).toMatch(/(𠮷|\[U\+20BB7\])田(𣎴|\[U\+233B4\])/u)
  })

  test('what looks like code is only text', async () => {
    const name = '<b>=1+1</b>(\\)%PDF endstream'
    expect(squeezed(readPaper(await render(ackWith({ donorName: name }))).text)).toContain(squeezed(name))
  })

  test('Latin words keep their quotes narrow and whole', async () => {
    expect(
      readPaper(await render(ackWith({ donorName: 'Mary O’Brien “Mei”' }), { locale: 'en' })).text,
    ).toContain('Mary O’Brien “Mei”')
  })
})

describe('nothing overflows', () => {
  const longest = '善'.repeat(59)
  test.each([
    [
      'the longest texts and twelve funds',
      { donorName: `${longest}甲`, dedication: `${longest}乙`, shares: many(12), amountFen: 50_000_000n },
    ],
    ['fifty funds', { donorName: `${longest}甲`, dedication: `${longest}乙`, shares: many(50) }],
    ['one word of sixty letters', { donorName: 'W'.repeat(60), dedication: 'W'.repeat(60) }],
    ['sixty emoji', { donorName: '🎉'.repeat(60), dedication: '🎉'.repeat(60) }],
    ['one fund and one fen', { amountFen: 1n, shares: [{ ...two[0]!, amountFen: 1n }] }],
    ['the largest amount there is', { amountFen: 10n ** 13n }],
  ])('%s: one page, everything inside the border, everything said', async (_, change) => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const ack = ackWith(change)
      const pdf = await render(ack, { locale, demo: true })
      const { text, pages } = readPaper(pdf)
      expect(pages).toBe(1)
      for (const box of wordBoxes(pdf)) {
        expect(box.left, box.word).toBeGreaterThan(52)
        expect(box.right, box.word).toBeLessThan(543)
        expect(box.bottom, box.word).toBeLessThan(790)
      }
      const all = squeezed(text)
      for (const share of ack.gift.shares)
        expect(all).toContain(`${Number(share.amountFen / 100n).toLocaleString('en-US')}.`)
      for (const words of [ack.gift.donorName, ack.gift.dedication]) {
        for (const c of new Set(words)) expect(all.includes(c) || all.includes('[U+1F389]')).toBe(true)
      }
      expect(all.match(/甲/g) ?? []).toHaveLength(ack.gift.donorName.endsWith('甲') ? 1 : 0)
      expect(all.match(/乙/g) ?? []).toHaveLength(ack.gift.dedication.endsWith('乙') ? 1 : 0)
    }
  })
})
