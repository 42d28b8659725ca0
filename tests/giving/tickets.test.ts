import iconv from 'iconv-lite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { exportTickets } from '~/giving/export-tickets.server'
import { findAcknowledgement } from '~/giving/find-acknowledgement.server'
import { findGift } from '~/giving/find-gift.server'
import { findTicket } from '~/giving/find-ticket.server'
import { importTickets, ticketImportKind } from '~/giving/import-tickets.server'
import { countTickets, listTickets } from '~/giving/list-tickets.server'
import { planTicketImport } from '~/giving/plan-ticket-import.server'
import { readStatementYear } from '~/giving/read-statement-year.server'
import { renderAcknowledgement } from '~/giving/render-acknowledgement.server'
import { voidTicket } from '~/giving/void-ticket.server'
import type { Actor } from '~/identity/actor'
import { keepUpload } from '~/platform/keep-upload.server'
import { databases, type TestDatabase } from '../setup/databases'
import { readPaper, squeezed } from './paper'
import { actor } from './pledges'
import { confirmedGift, expectCleanBooks, openWalk, publicUrl, settle, startedGift } from './support'

const treasurer = actor('treasurer')
const today = '2026-04-01'
const header = '凭据编号,金额,票据代码,票据号码,校验码,开票日期'
const missing = { year: null, has: 'missing' as const }

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  beforeAll(async () => {
    opened = await open()
    campaign = await openWalk(opened.db)
  })
  afterEach(() => expectCleanBooks(opened.db))
  afterAll(() => opened.drop())

  const plan = (content: Uint8Array | string) => planTicketImport(opened.db, Buffer.from(content), today)
  async function bring(content: Uint8Array | string, by: Actor = treasurer) {
    const bytes = Buffer.from(content)
    const upload = { kind: ticketImportKind, madeBy: by.id, name: 'tickets.csv', content: bytes }
    return { uploadId: await keepUpload(opened.db, upload), planHash: (await plan(bytes)).hash, today }
  }
  const take = async (content: Uint8Array | string, by: Actor = treasurer) =>
    importTickets(opened.db, by, await bring(content, by))
  const numberOf = async (id: string) => (await findGift(opened.db, id))!.acknowledgement!.number
  const faults = async (rows: string[]) =>
    (await plan([header, ...rows].join('\n'))).shown.map((row) =>
      row.verdict === 'error' ? [row.column, row.reason] : row.verdict,
    )

  test('a ticket is recorded by acknowledgement or by gift, once, and stands on the papers', async () => {
    const [a, b] = [await confirmedGift(opened.db, campaign), await confirmedGift(opened.db, campaign)]
    const list = `${header}\n${await numberOf(a)},66.66,44010126,0000000001,ab12cd,2026年3月20日\n${b},￥67.06,44010126,0000000002,,2026/3/21\n`
    expect(await take(iconv.encode(list, 'gbk'))).toEqual({ ok: true, taken: 2 })
    expect(await findTicket(opened.db, a)).toEqual({
      ...{ code: '44010126', number: '0000000001', checkCode: 'ab12cd' },
      issuedOn: '2026-03-20',
    })
    const gift = (await findGift(opened.db, a))!
    const ack = (await findAcknowledgement(
      opened.db,
      gift.acknowledgement!.number,
      gift.acknowledgement!.code,
    ))!
    const paper = { locale: 'zh-CN' as const, publicUrl, demo: false }
    const said = squeezed(readPaper(await renderAcknowledgement(ack, paper)).text)
    expect(said).toContain('代码44010126·号码0000000001·校验码ab12cd·2026年3月20日开具')
    expect(said).not.toContain('开具后会另行告知')
    const bare = await renderAcknowledgement({ ...ack, ticket: null }, paper)
    expect(squeezed(readPaper(bare).text)).toContain('开具后会另行告知')
    const year = await readStatementYear(opened.db, 'donor@example.org', 2026)
    expect(year.gifts.map((g) => g.ticket?.number)).toEqual(['0000000001', '0000000002'])

    // The same file once more: nothing new, nothing wrong, nothing written.
    expect((await plan(list)).counts).toEqual({ new: 0, known: 2, error: 0 })
    expect(await take(list)).toEqual({ ok: false, reason: 'not-ready' })
    expect(await countTickets(opened.db, 2026)).toEqual({ recorded: 2, missing: 0 })
  })

  test('what does not fit is named row by row, and then nothing is taken', async () => {
    const [a, b, c, refunded] = [
      await confirmedGift(opened.db, campaign),
      await confirmedGift(opened.db, campaign),
      await confirmedGift(opened.db, campaign),
      await confirmedGift(opened.db, campaign),
    ]
    const back = { about: 'refund', ref: 're_all', paymentRef: `pi_${refunded}`, status: 'succeeded' }
    await settle(opened.db, {
      ...back,
      amountFen: '6706',
      currency: 'CNY',
      at: '2026-03-09T04:00:00Z',
    } as never)
    expect(await take(`${header}\n${a},66.66,1,100,,2026-03-20`)).toEqual({ ok: true, taken: 1 })
    const started = await startedGift(opened.db, campaign)
    const number = await numberOf(b)
    expect(
      await faults([
        `${b},66.67,1,101,,2026-03-20`,
        `${a},66.66,1,102,,2026-03-20`,
        `${c},66.66,1,100,,2026-03-20`,
        `${refunded},66.66,1,103,,2026-03-20`,
        `${started},66.66,1,104,,2026-03-20`,
        '00000000-0000-4000-8000-000000000000,66.66,1,105,,2026-03-20',
        `${number.replace(/\d$/, (d) => String((Number(d) + 1) % 10))},66.66,1,106,,2026-03-20`,
        `${number},66.66,1,107,,2026-04-02`,
        `${number},一百,1,108,,2026-03-20`,
        `${number},66.66,1,,,2026-03-20`,
        `${number},66.66,1,=1+1,,2026-03-20`,
        `${number},66.66,1,109,,2026-02-30`,
      ]),
    ).toEqual([
      ['amount', 'amount-differs'],
      ['gift', 'gift-has-other'],
      ['number', 'number-used'],
      ['gift', 'all-refunded'],
      ['gift', 'not-confirmed'],
      ['gift', 'unknown-gift'],
      ['gift', 'no-gift'],
      ['issuedOn', 'day-ahead'],
      ['amount', 'not-an-amount'],
      ['number', 'no-ticket'],
      ['number', 'not-a-ticket'],
      ['issuedOn', 'not-a-day'],
    ])
    expect(
      await faults([
        `${b},66.66,1,110,,2026-03-20`,
        `${number},66.66,1,111,,2026-03-20`,
        `${c},66.66,1,110,,2026-03-20`,
      ]),
    ).toEqual(['new', ['gift', 'gift-twice'], ['number', 'number-twice']])
    const before = await countTickets(opened.db, null)
    expect(await take(`${header}\n${b},66.66,1,110,,2026-03-20\n${c},1.00,1,112,,2026-03-20`)).toEqual({
      ok: false,
      reason: 'not-ready',
    })
    expect(await countTickets(opened.db, null)).toEqual(before)
    // The same number under another code is another ticket.
    expect(await faults([`${b},66.66,2,100,,2026-03-20`])).toEqual(['new'])
  })

  test('two people with the same list at once: it is recorded once', async () => {
    const id = await confirmedGift(opened.db, campaign)
    const list = `${header}\n${id},66.66,9,900,,2026-03-20`
    const administrator = actor('administrator')
    const told = [await bring(list), await bring(list, administrator)]
    const answers = await Promise.all([
      importTickets(opened.db, treasurer, told[0]!),
      importTickets(opened.db, administrator, told[1]!),
    ])
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    expect(answers.find((a) => !a.ok)).toMatchObject({ reason: 'plan-changed' })
  })

  test('what misses a ticket is taken away, filled in and brought back as it is', async () => {
    const list = await listTickets(opened.db, { filter: missing, limit: 500 })
    expect(list.rows.length).toBeGreaterThan(0)
    expect(list.rows.every((row) => row.ticket === null)).toBe(true)
    const outlet = { ready: async () => true }
    const response = await exportTickets(opened.db, treasurer, {
      filter: missing,
      format: 'csv',
      locale: 'zh-CN',
      outlet,
    })
    expect(response.status).toBe(200)
    const text = (await response.text()).replace(/^\ufeff/, '')
    const [head, ...rows] = text.trim().split(/\r?\n/)
    const columns = head!.split(',')
    const at = (name: string) => columns.findIndex((c) => c.replaceAll('"', '') === name)
    const filled = rows.map((row, n) => {
      const cells = row.split(',')
      cells[at('票据号码')] = `F${n}`
      cells[at('开票日期')] = '2026-03-25'
      return cells.join(',')
    })
    expect(await take([head, ...filled].join('\n'))).toEqual({ ok: true, taken: list.rows.length })
    expect((await countTickets(opened.db, null)).missing).toBe(0)
    const stranger = await exportTickets(opened.db, actor('organiser'), {
      filter: missing,
      format: 'csv',
      locale: 'zh-CN',
      outlet,
    })
    expect(stranger.status).toBe(404)
  })

  test('a ticket taken off needs a reason, stays kept, and its number is free again', async () => {
    const [a, b] = [await confirmedGift(opened.db, campaign), await confirmedGift(opened.db, campaign)]
    const list = (id: string) => `${header}\n${id},66.66,7,700,,2026-03-20`
    expect(await take(list(a))).toEqual({ ok: true, taken: 1 })
    expect(await voidTicket(opened.db, treasurer, { giftId: a, note: ' ' })).toMatchObject({
      reason: 'note-needed',
    })
    expect(await voidTicket(opened.db, actor('organiser'), { giftId: a, note: '重开' })).toMatchObject({
      reason: 'not-allowed',
    })
    expect(await voidTicket(opened.db, treasurer, { giftId: a, note: '登记错了' })).toEqual({ ok: true })
    expect(await voidTicket(opened.db, treasurer, { giftId: a, note: '登记错了' })).toMatchObject({
      reason: 'no-ticket',
    })
    expect(await findTicket(opened.db, a)).toBeNull()
    expect(await take(list(b))).toEqual({ ok: true, taken: 1 })
    const kept = await opened.db.query(
      'SELECT void_note AS note FROM giving_ticket WHERE gift_id = $1::uuid',
      [a],
    )
    expect(kept).toEqual([{ note: '登记错了' }])
  })

  test('who may not, may not; and another person’s upload is nobody’s', async () => {
    const id = await confirmedGift(opened.db, campaign)
    const list = `${header}\n${id},66.66,8,800,,2026-03-20`
    expect(await take(list, actor('organiser'))).toEqual({ ok: false, reason: 'not-allowed' })
    const told = await bring(list, actor('administrator'))
    expect(await importTickets(opened.db, treasurer, told)).toEqual({ ok: false, reason: 'upload-gone' })
  })
})
