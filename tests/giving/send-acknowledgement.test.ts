import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { findGift } from '~/giving/find-gift.server'
import { sendAcknowledgement } from '~/giving/send-acknowledgement.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { type Mailer, openMailer } from '~/platform/mail.server'
import { databases, type TestDatabase } from '../setup/databases'
import { type Smtp, startSmtp } from '../setup/smtp'
import { readPaper, readQr, squeezed } from './paper'
import { confirmedGift, expectCleanBooks, openWalk, publicUrl, startedGift } from './support'

/** Header lines unfolded, and the decoded parts of a MIME message; enough for what this house sends. */
function opened(raw: string) {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1]
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`).slice(1, -1)
  const decoded = parts.map((part) => {
    const [about = '', body = ''] = [
      part.slice(0, part.indexOf('\r\n\r\n')),
      part.slice(part.indexOf('\r\n\r\n') + 4),
    ]
    const plain = /quoted-printable/i.test(about)
      ? Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, h: string) => String.fromCharCode(Number.parseInt(h, 16))),
          'latin1',
        )
      : /base64/i.test(about)
        ? Buffer.from(body, 'base64')
        : Buffer.from(body)
    return { about, bytes: plain }
  })
  return { head: head.replace(/\r\n[ \t]+/g, ' '), parts: decoded }
}

describe.each(databases)('$name', ({ open }) => {
  let database: TestDatabase
  let campaign: Campaign
  let smtp: Smtp
  let mailer: Mailer
  const send = (id: string, change: { SHANXING_DEMO?: boolean; sealWaitMs?: number } = {}) =>
    sendAcknowledgement(
      {
        db: database.db,
        mailer,
        config: { PUBLIC_URL: publicUrl, SHANXING_DEMO: change.SHANXING_DEMO ?? false },
        sealWaitMs: change.sealWaitMs,
      },
      id,
    )

  beforeAll(async () => {
    database = await open()
    campaign = await openWalk(database.db)
  })
  beforeEach(async () => {
    smtp = await startSmtp()
    mailer = openMailer({
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Shanxing <noreply@give.example.org>',
      DATA_DIR: '',
      SHANXING_DEMO: false,
    })!
  })
  afterEach(async () => {
    mailer.close()
    await smtp.stop()
    await expectCleanBooks(database.db)
  })
  afterAll(() => database.drop())

  test('the donor gets number, amount, funds and links, and the paper that says the same', async () => {
    const id = await confirmedGift(database.db, campaign)
    await sealEntries(database.db, [])
    expect(await send(id)).toEqual({ ok: true, sent: true })
    const { number, code } = (await findGift(database.db, id))!.acknowledgement!
    expect(smtp.taken).toHaveLength(1)
    expect(smtp.taken[0]!.to).toEqual(['donor@example.org'])
    const { head, parts } = opened(smtp.taken[0]!.raw)
    expect(head).not.toContain(id)
    expect(parts).toHaveLength(2)
    const text = parts[0]!.bytes.toString('utf8')
    for (const words of [
      '梁锦华，你好：',
      '第十一届慈善健康行',
      '¥66.66',
      '长者关爱基金：¥46.66',
      '困境儿童基金：¥20.00',
      '¥0.40',
      `编号 ${number}`,
      `${publicUrl}/check/${number}/${code}`,
      `${publicUrl}/gifts/${id}`,
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toMatch(/演示|⟦|\{\{/)
    expect(parts[1]!.about).toContain('application/pdf')
    const paper = readPaper(parts[1]!.bytes)
    for (const words of [number, '¥66.66', '长者关爱基金', '困境儿童基金', '¥46.66', '¥20.00', '条·盐值']) {
      expect(squeezed(paper.text)).toContain(words)
    }
    expect(readQr(parts[1]!.bytes)).toBe(`${publicUrl}/check/${number}/${code}`)
  })

  test('it is written in the language the gift was made in, and marked in the demonstration', async () => {
    const id = await confirmedGift(database.db, campaign, { name: '' }, 'en')
    await sealEntries(database.db, [])
    await send(id, { SHANXING_DEMO: true })
    const { head, parts } = opened(smtp.taken[0]!.raw)
    const text = parts[0]!.bytes.toString('utf8')
    expect(text).toMatch(/^This mail comes from a demonstration\. No real money was moved\.\r?\n\r?\nHello,/)
    expect(text).toContain('Elders Fund: ¥46.66')
    expect(text).toContain(`${publicUrl}/en/gifts/${id}`)
    expect(head).toMatch(/Subject: .*Demonstration/)
    expect(readPaper(parts[1]!.bytes).text).toContain('no real money')
  })

  test('sent again after a crash it has the same Message-ID, and another gift has another', async () => {
    const ids = [
      await confirmedGift(database.db, campaign),
      await confirmedGift(database.db, campaign),
    ] as const
    await sealEntries(database.db, [])
    for (const id of [ids[0], ids[0], ids[1]]) await send(id)
    const names = smtp.taken.map(
      (m) => /^Message-ID: (<gift-[0-9a-f]{32}@give\.example\.org>)$/im.exec(opened(m.raw).head)?.[1],
    )
    expect(names[0]).toBeDefined()
    expect(names[1]).toBe(names[0])
    expect(names[2]).not.toBe(names[0])
  })

  test('it waits for the seal, so that the paper names its place in the log, but not for ever', async () => {
    const early = await confirmedGift(database.db, campaign)
    const sending = send(early, { sealWaitMs: 30_000 })
    await sealEntries(database.db, [])
    await sending
    expect(readPaper(opened(smtp.taken[0]!.raw).parts[1]!.bytes).text).toMatch(/公开账本第 \d+ 条/)
    const stuck = await confirmedGift(database.db, campaign)
    expect(await send(stuck, { sealWaitMs: 0 })).toEqual({ ok: true, sent: true })
    expect(readPaper(opened(smtp.taken[1]!.raw).parts[1]!.bytes).text).toContain('正在写入公开账本')
  })

  test('nothing is mailed for no gift, a gift not confirmed, or a donor who left no address', async () => {
    expect(await send(randomUUID())).toEqual({ ok: false, reason: 'unknown-gift' })
    expect(await send('x')).toEqual({ ok: false, reason: 'unknown-gift' })
    expect(await send(await startedGift(database.db, campaign))).toEqual({
      ok: false,
      reason: 'not-confirmed',
    })
    expect(await send(await confirmedGift(database.db, campaign, { email: '' }))).toEqual({
      ok: false,
      reason: 'no-address',
    })
    expect(smtp.taken).toEqual([])
  })

  test('a mail server that refuses rejects, so that the outbox tries again', async () => {
    const id = await confirmedGift(database.db, campaign)
    await smtp.stop()
    await expect(send(id, { sealWaitMs: 0 })).rejects.toThrow()
    smtp = await startSmtp()
    mailer.close()
    mailer = openMailer({
      SMTP_URL: smtp.url,
      MAIL_FROM: 'noreply@give.example.org',
      DATA_DIR: '',
      SHANXING_DEMO: false,
    })!
    expect(await send(id, { sealWaitMs: 0 })).toEqual({ ok: true, sent: true })
    expect(smtp.taken).toHaveLength(1)
  })
})
