import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { openCards } from '~/live/cards.server'
import { drawCard } from '~/live/draw-card.server'
import type { LiveTotals } from '~/live/live-totals.server'
import type { Totals } from '~/live/totals'
import { outlineOf, widthOf, wrap } from '~/platform/outline-text.server'

const campaign = (change: object = {}) =>
  ({
    zh: { name: '第十一届健步行' },
    en: { name: '11th health walk' },
    goalFen: 100_000_00n,
    filingNumber: '53440113MJK9800000A25001',
    membersOnly: false,
    madeUp: false,
    ...change,
  }) as unknown as Campaign
const totals = (confirmedFen = '1234500') =>
  ({ campaign: 'walk-11', confirmedFen, gifts: 12, asOf: '2026-03-07T01:23:00Z' }) as unknown as Totals

/** How many pixels of one part of a card are dark: something is written there. */
async function darkIn(png: Buffer, left: number, top: number, width: number, height: number) {
  const { data } = await sharp(png)
    .extract({ left, top, width, height })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return data.filter((value) => value < 110).length
}

test('a card is a PNG of 1200 × 630 on which name, total and filing number can be seen, in each language its own', async () => {
  const [zh, en] = [await drawCard(campaign(), totals(), 'zh-CN'), await drawCard(campaign(), totals(), 'en')]
  for (const png of [zh, en]) {
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(await darkIn(png, 72, 150, 1056, 100), 'name').toBeGreaterThan(2_000)
    expect(await darkIn(png, 150, 290, 700, 90), 'total').toBeGreaterThan(2_000)
    expect(await darkIn(png, 72, 560, 700, 40), 'filing number').toBeGreaterThan(500)
    expect(png.length).toBeLessThan(100_000)
  }
  expect(zh.equals(en)).toBe(false)
})

test('letters are outlines: a machine without fonts draws the same', () => {
  expect(outlineOf('善行 ¥1', 'bold', 50, 0, 0)).toMatch(/^M[-\d. MLQCZ,]+$/i)
  expect(widthOf('善行', 'bold', 50)).toBe(100)
})

test.each([
  [
    'a long Chinese name',
    '“善行番禺，情暖万家”第十一届慈善健步行暨二〇二六年度困难家庭学生助学金筹款活动公开募捐',
  ],
  [
    'a long English name',
    'A name that goes on and on for the whole width of the card and then further still',
  ],
  ['one long word', 'x'.repeat(300)],
  ['markup', '<script>alert(1)</script>&"\''],
])('%s stays within its two lines', async (_, name) => {
  const lines = wrap(name, 'bold', 52, 1056, 2)
  expect(lines.length).toBeLessThanOrEqual(2)
  for (const line of lines) {
    expect(widthOf(line, 'bold', 52)).toBeLessThanOrEqual(1056)
    expect(line).not.toMatch(/^[，。、；：？！”’）》】]/)
  }
  const png = await drawCard(campaign({ zh: { name } }), totals(), 'zh-CN')
  expect(await darkIn(png, 1130, 130, 70, 140), 'nothing reaches the edge').toBe(0)
})

test('a card is drawn once for a total, again when money has moved, and not more often than every ten seconds', async () => {
  let now = 0
  let newest = { totals: totals('100'), etag: '"1"' }
  let asked = 0
  const live = { find: async (slug: string) => (slug === 'walk-11' ? newest : null) } as unknown as LiveTotals
  const row = { ...campaign(), slug: 'walk-11' }
  const find = async () => {
    asked += 1
    return row as Campaign
  }
  const cards = openCards(find, live, () => now)
  expect(await cards.find('nothing', 'en')).toBeNull()
  const [first, same] = await Promise.all([cards.find('walk-11', 'en'), cards.find('walk-11', 'en')])
  expect(same).toBe(first)
  now += 60_000
  expect(await cards.find('walk-11', 'en'), 'nothing has moved').toBe(first)
  expect((await cards.find('walk-11', 'zh-CN'))!.etag).not.toBe(first!.etag)
  newest = { totals: totals('200'), etag: '"2"' }
  const moved = await cards.find('walk-11', 'en')
  expect(moved!.etag).not.toBe(first!.etag)
  newest = { totals: totals('300'), etag: '"3"' }
  expect(await cards.find('walk-11', 'en'), 'a moment later').toBe(moved)
  now += 10_000
  expect((await cards.find('walk-11', 'en'))!.etag).not.toBe(moved!.etag)
  expect(asked).toBe(4)
})
