import { randomUUID } from 'node:crypto'
import QRCode from 'qrcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newCardId, readCardId, ticketUrl } from '~/walks/card-id'
import { findTicket } from '~/walks/find-ticket.server'
import { renderTicket, renderTickets } from '~/walks/render-ticket.server'
import type { TicketPaper } from '~/walks/ticket'
import { readPaper, squeezed } from '../giving/paper'
import { databases, type TestDatabase } from '../setup/databases'
import { eventDay, organiseWalk, walkOf } from './organised-walk'
import { cutOut, drawPages, readQr } from './read-qr'

/** Forty characters. */
const publicUrl = 'https://healthwalk.charity.panyu.gov.org'
const ticket = (change: Partial<TicketPaper> = {}): TicketPaper => ({
  card: newCardId(),
  bib: 42,
  name: '梁锦华',
  level: { zh: '十公里', en: '10 km' },
  unit: '番禺区实验中学',
  campaign: { zh: '第十一届慈善健康行', en: '11th Charity Health Walk' },
  day: eventDay,
  place: { zh: '大夫山森林公园', en: 'Dafushan Forest Park' },
  ...change,
})
const options = { publicUrl, author: '广州市番禺区慈善会' }

test('the code of a ticket is small enough to read in the sun: at most 33 modules wide', () => {
  expect(publicUrl).toHaveLength(40)
  for (let n = 0; n < 200; n++) {
    const text = ticketUrl(publicUrl, newCardId())
    expect(QRCode.create(text, { errorCorrectionLevel: 'M' }).modules.size).toBeLessThanOrEqual(33)
  }
})

describe('a ticket on paper', () => {
  test('says in both languages whose it is and what for, and its code is the card and nothing else', async () => {
    const one = ticket()
    const pdf = await renderTicket(one, options)
    const { text, pages } = readPaper(pdf)
    expect(pages).toBe(1)
    const said = squeezed(text)
    for (const words of [
      '第十一届慈善健康行',
      '11thCharityHealthWalk',
      '0042',
      '梁锦华',
      '十公里·10km',
      '番禺区实验中学',
      '2027年1月9日·9Jan2027',
      '大夫山森林公园',
      '这个码就是你的集章卡',
      'Thiscodeisyourstampcard',
    ])
      expect(said).toContain(words)
    const [page] = drawPages(pdf, 110)
    expect(page!.width / page!.height).toBeCloseTo(Math.SQRT2, 1)
    const scanned = readQr(page!)
    expect(scanned).toBe(ticketUrl(publicUrl, one.card))
    expect(readCardId(scanned)).toBe(one.card)
  })

  test('the bib number is by far the largest thing on it', async () => {
    const { execFileSync } = await import('node:child_process')
    const html = execFileSync('pdftotext', ['-bbox', '-', '-'], {
      ...{ input: await renderTicket(ticket(), options), encoding: 'utf8' as const },
    })
    const heights = [...html.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</g)].map(
      ([, top, bottom, word]) => ({ word, height: Number(bottom) - Number(top) }),
    )
    const bib = heights.find(({ word }) => word === '0042')!.height
    for (const { word, height } of heights) if (word !== '0042') expect(bib, word).toBeGreaterThan(3 * height)
  })

  test('many come two to an A4 page, each with its own code, with names as long and as rare as people have them', async () => {
    const names = ['𠮷田', 'Maximiliana Konstantinopolitanskaja von und zu Hohenstein', '欧阳'.repeat(10)]
    const many = names.map((name, n) => ticket({ name, bib: n === 2 ? null : 1000 + n, unit: '' }))
    const pdf = await renderTickets(many, { ...options, size: 'a4' })
    const pages = drawPages(pdf, 110)
    expect(pages).toHaveLength(2)
    const half = (page: (typeof pages)[number], n: number) => {
      const height = Math.floor(page.height / 2)
      return cutOut(page, { x: 0, y: n * height, width: page.width, height })
    }
    const codes = [half(pages[0]!, 0), half(pages[0]!, 1), half(pages[1]!, 0)].map((part) =>
      readCardId(readQr(part)),
    )
    expect(codes).toEqual(many.map(({ card }) => card))
    const said = squeezed(readPaper(pdf).text)
    for (const words of [/(𠮷|\[U\+20BB7\])田/, /Hohenstein/, /候补中/]) expect(said).toMatch(words)
  })
})

describe('what a card opens', () => {
  let opened: TestDatabase
  const db = () => opened.db
  const [registered, visitor] = [newCardId(), newCardId()]
  beforeAll(async () => {
    opened = await databases[0]!.open()
    await organiseWalk(db())
    const party = randomUUID()
    await db().query(
      `INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, manage_hash)
       VALUES ($1, 'walk-11', '梁锦华', 'liang@example.org', '13800001111', '\\x00')`,
      [party],
    )
    await db().query(
      `INSERT INTO walks_walker (id, campaign, level, party_id, state, name, bib, waiver_version, waiver_at, card)
       VALUES ($1, 'walk-11', '10km', $2, 'registered', '梁锦华', 42, 1, now(), $3)`,
      [randomUUID(), party, registered],
    )
    await db().query(
      `INSERT INTO walks_card (id, campaign, stamps, started_at, last_place, last_at, levels)
       VALUES ($1, 'walk-11', 3, now(), 'cp3', now(), '{5km}')`,
      [visitor],
    )
  }, 60_000)
  afterAll(() => opened.drop())

  test('its bib, level, day and state, and nothing of the person', async () => {
    const found = await findTicket(db(), registered.toLowerCase())
    expect(found).toMatchObject({
      card: registered,
      campaign: { slug: 'walk-11', en: '11th Charity Health Walk' },
      day: eventDay,
      registration: { bib: 42, state: 'registered', level: { en: '10 km', km: 10 } },
      stamps: 0,
      checkpoints: 5,
      started: false,
      finished: false,
    })
    expect(JSON.stringify(found, (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toMatch(
      /梁锦华|liang|138/,
    )
  })

  test("a visitor's card has stamps and no registration; an unknown one, or none, is nothing", async () => {
    expect(await findTicket(db(), visitor)).toMatchObject({
      registration: null,
      stamps: 3,
      completed: [walkOf.levels[0]!.name],
      started: true,
    })
    for (const typed of [newCardId(), 'nothing', '', "' OR 1=1 --"])
      expect(await findTicket(db(), typed)).toBeNull()
  })

  test('a card of a campaign that is still a draft is nobody’s business', async () => {
    await db().query(`UPDATE campaigns_campaign SET state = 'draft' WHERE slug = 'walk-11'`)
    expect(await findTicket(db(), visitor)).toBeNull()
  })
})
