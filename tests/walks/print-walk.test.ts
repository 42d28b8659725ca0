import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { listHistory } from '~/identity/list-history.server'
import { readCardId } from '~/walks/card-id'
import { codeChecker } from '~/walks/code-chain'
import { findWalkPlan } from '~/walks/find-walk-plan.server'
import { makePlacePass } from '~/walks/make-place-pass.server'
import { type PrintOrder, printWalk } from '~/walks/print-walk.server'
import { readStampCode } from '~/walks/stamp-code'
import type { WalkPlan } from '~/walks/walk-plan'
import { readPaper, squeezed } from '../giving/paper'
import { databases, type TestDatabase } from '../setup/databases'
import { eventDay, organiseWalk } from './organised-walk'
import { cutOut, drawPages, type GreyPage, readQr } from './read-qr'

/** Forty characters: as long as an origin may be for a ticket's code to stay small. */
const publicUrl = 'https://healthwalk.charity.panyu.gov.cn'
let opened: TestDatabase
let plan: WalkPlan
beforeAll(async () => {
  opened = await databases[0]!.open()
  await organiseWalk(opened.db)
  plan = (await findWalkPlan(opened.db, 'walk-11'))!
}, 60_000)
afterAll(() => opened.drop())

const print = async (order: PrintOrder, campaign = 'walk-11') => {
  const printed = await printWalk(opened.db, theSoftware, campaign, order, { locale: 'zh-CN', publicUrl })
  if (!printed.ok) throw new Error(printed.reason)
  return printed.pdf
}
/** What a phone says of the code on a page. */
const scan = (page: GreyPage) => {
  const text = readQr(page)
  expect(text.startsWith(`${publicUrl}/s/`)).toBe(true)
  const code = readStampCode(text)!
  return { code, checked: codeChecker(plan.chains)(code) }
}
/** How much of the page's width lies between the code's outermost dark points, on the middle of its height. */
function widthOfCode({ width, height, grey }: GreyPage): number {
  const dark = (x: number) => {
    for (let y = Math.round(height * 0.25); y < height * 0.6; y++) if (grey[y * width + x]! < 100) return true
    return false
  }
  let [left, right] = [0, width - 1]
  while (!dark(left)) left++
  while (!dark(right)) right--
  return (right - left) / width
}

describe.each(['a4', 'a3'] as const)('posters %s', (size) => {
  test('each page holds the code of its place, over more than 60 % of its width, good all day', async () => {
    const pdf = await print({ what: 'posters', size })
    const pages = drawPages(pdf, size === 'a4' ? 100 : 70)
    expect(pages).toHaveLength(7)
    const sides = pages[0]!
    expect(sides.height / sides.width).toBeCloseTo(Math.SQRT2, 2)
    for (const [n, page] of pages.entries()) {
      expect(scan(page).checked).toMatchObject({
        ok: true,
        chain: { kind: 'static', place: plan.places[n]!.key },
      })
      expect(widthOfCode(page)).toBeGreaterThan(0.6)
    }
  })
})

test('a poster says in both languages where it hangs, what the game is, and to scan without signal too', async () => {
  const { text } = readPaper(await print({ what: 'posters', size: 'a4' }))
  const page = squeezed(text.split('\f')[1]!)
  for (const words of [
    '打卡点1·Checkpoint1',
    '龙湖',
    'DragonLake',
    '和志愿者猜拳，赢了盖章；输了再来一次。',
    'Winaroundofrock,paper,scissors',
    '没有信号？照样扫',
    'Nosignal?Scanallthesame',
  ])
    expect(page).toContain(words)
})

test('a flip-book has a page for each half hour that the place is open, each with its own code', async () => {
  const pdf = await print({ what: 'flip-book', size: 'a4', place: 'cp1' })
  const pages = drawPages(pdf, 80)
  expect(pages, '08:30 to 14:30').toHaveLength(12)
  const scans = pages.map(scan)
  expect(scans.map(({ code }) => code.step)).toEqual(Array.from({ length: 12 }, (_, n) => 17 + n))
  for (const { checked } of scans)
    expect(checked).toMatchObject({ ok: true, chain: { kind: 'page', place: 'cp1' } })
  const { text } = readPaper(pdf)
  expect(squeezed(text.split('\f')[0]!)).toContain('08:30–09:00')
  expect(squeezed(text.split('\f')[11]!)).toContain('14:00–14:30')
})

test("a volunteer's card is there for each place, and names what the phone answers and whom to call", async () => {
  const pass = {
    ...{ id: randomUUID(), role: 'checkpoint-volunteer' as const, campaign: 'walk-11', place: '龙湖' },
    ...{ placeKey: 'place:cp1', label: 'Lin', validOn: eventDay, contact: '陈姐 138 0000 1111' },
  }
  const now = new Date('2026-12-20T10:00:00+08:00')
  await opened.db.transaction((tx) => makePlacePass(tx, theSoftware, pass, now))
  const { text, pages } = readPaper(await print({ what: 'volunteer-cards' }))
  expect(pages).toBe(4)
  expect(text.match(/要做的事/g)).toHaveLength(7)
  for (const words of [
    ...['已经盖过章', '不是今天', '已经取消', '还在候补', '还没有付款', '访客', '不是凭证'],
    ...['陈姐13800001111', '没有信号照样盖章'],
  ])
    expect(squeezed(text)).toContain(words)
})

test('stamp cards carry ids that differ, six to a page, as a ticket does', async () => {
  const pdf = await print({ what: 'stamp-cards', count: 8 })
  const pages = drawPages(pdf, 130)
  expect(pages).toHaveLength(2)
  const cells = (page: GreyPage, count: number) =>
    Array.from({ length: count }, (_, n) => {
      const [width, height] = [Math.floor(page.width / 2), Math.floor(page.height / 3)]
      return cutOut(page, { x: (n % 2) * width, y: Math.floor(n / 2) * height, width, height })
    })
  const texts = [...cells(pages[0]!, 6), ...cells(pages[1]!, 2)].map(readQr)
  for (const text of texts)
    expect(text).toMatch(/^https:\/\/healthwalk\.charity\.panyu\.gov\.cn\/t\/[a-z0-9]{16}$/)
  expect(new Set(texts.map(readCardId)).size).toBe(8)
  const paper = squeezed(readPaper(pdf).text).replace(/-/g, '')
  for (const text of texts) expect(paper).toContain(readCardId(text))
})

test('what cannot be printed is refused, and the trail keeps who took codes', async () => {
  const ask = (order: PrintOrder, campaign = 'walk-11') =>
    printWalk(opened.db, theSoftware, campaign, order, { locale: 'en', publicUrl })
  expect(await ask({ what: 'posters', size: 'a4' }, 'nothing')).toEqual({ ok: false, reason: 'unknown-walk' })
  expect(await ask({ what: 'flip-book', size: 'a4', place: 'cp9' })).toEqual({
    ok: false,
    reason: 'unknown-place',
  })
  for (const count of [0, 601, Number.NaN])
    expect(await ask({ what: 'stamp-cards', count })).toEqual({ ok: false, reason: 'invalid' })
  await ask({ what: 'flip-book', size: 'a4', place: 'cp2' })
  const [last] = (await listHistory(opened.db, { kind: 'walk', id: 'walk-11' })).acts
  expect(last).toMatchObject({ action: 'walk.print', after: { what: 'flip-book', place: 'cp2' } })
})
