import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { renderPledgeLetter } from '~/giving/render-pledge-letter.server'
import { sendPledgeMail } from '~/giving/send-pledge-mail.server'
import { withdrawPledge } from '~/giving/withdraw-pledge.server'
import type { Mail } from '~/platform/mail.server'
import { databases, type TestDatabase } from '../setup/databases'
import { readPaper, readQr, squeezed } from './paper'
import { openPledging, pledged, typed } from './pledges'
import { walk } from './support'

const config = { PUBLIC_URL: 'https://give.example.org', SHANXING_DEMO: false }

describe.each(databases.slice(0, 1))('$name', ({ open }) => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await open()
    await openPledging(opened.db)
  })
  afterAll(() => opened.drop())
  const mailed = async (pledgeId: string, kind: 'made' | 'reminder' | 'last-reminder') => {
    const mails: Mail[] = []
    const mailer = { send: async (mail: Mail) => void mails.push(mail), close() {} }
    const outcome = await sendPledgeMail({ db: opened.db, mailer, config }, { pledgeId, kind })
    return { outcome, mail: mails[0] }
  }

  test('the letter by mail has reference, amount, account and the way to its page, on one A4', async () => {
    const pledge = await pledged(opened.db, {
      unitName: '𠮷村小学 Jí & Söhne',
      designation: 'region:hezhang',
    })
    const { outcome, mail } = await mailed(pledge.id, 'made')
    expect(outcome).toEqual({ ok: true })
    const link = `${config.PUBLIC_URL}/pledges/${pledge.secret}`
    for (const said of [pledge.reference, '¥15,000.00', '4400 0000 0000 0001', link, '何老师'])
      expect(mail!.text).toContain(said)
    expect(mail!.to).toBe('school@example.org')
    expect(mail!.subject).toContain(pledge.reference)
    const pdf = mail!.attachments![0]!.content as Buffer
    const { text, pages } = readPaper(pdf)
    expect(pages).toBe(1)
    for (const said of [
      ...[pledge.reference, '认捐书', '¥15,000.00', '壹万伍仟元整', '赫章', '广州市番禺区慈善会', '村小学'],
      ...['4400000000000001', '演示银行番禺支行', '第十一届慈善健康行', '2026年3月7日', '不是捐赠凭据'],
    ])
      expect(squeezed(text)).toContain(said)
    expect(readQr(pdf)).toBe(link)
  })

  test('in English, with the longest that may be typed, it stays on one page', async () => {
    const pledge = { ...(await pledged(opened.db, { amount: '99999999999.99' })), unitName: 'W'.repeat(80) }
    const setting = (await findPledgeSetting(opened.db, walk.slug))!
    const long = { accountName: '慈'.repeat(80), bankName: '行'.repeat(80), accountNumber: '1'.repeat(42) }
    const campaign = {
      zh: { ...walk, name: '活'.repeat(120) },
      en: { ...walk, name: 'C'.repeat(120) },
    } as never
    const url = `${config.PUBLIC_URL}/en/pledges/${pledge.secret}`
    const letter = { pledge, setting: { ...setting, ...long }, campaign, designation: 'D'.repeat(80), url }
    for (const locale of ['en', 'zh-CN'] as const) {
      const pdf = await renderPledgeLetter(letter, { locale, demo: true })
      const { text, pages } = readPaper(pdf)
      expect(pages).toBe(1)
      for (const said of ['W'.repeat(80), 'D'.repeat(80), '1'.repeat(42), '慈'.repeat(80)])
        expect(squeezed(text), said).toContain(said)
    }
  })

  test('a reminder says what is still to come, and stays out once it is here or withdrawn', async () => {
    const { db } = opened
    const pledge = await pledged(db, { amount: '300' })
    await db.query('UPDATE giving_pledge SET arrived_fen = 10050 WHERE id = $1::uuid', [pledge.id])
    const { mail } = await mailed(pledge.id, 'last-reminder')
    for (const said of ['¥300.00', '¥199.50', '2026年6月30日', pledge.reference])
      expect(mail!.text).toContain(said)
    await db.query(`UPDATE giving_pledge SET arrived_fen = 30000, state = 'arrived' WHERE id = $1::uuid`, [
      pledge.id,
    ])
    expect((await mailed(pledge.id, 'reminder')).outcome).toEqual({ ok: false, reason: 'overtaken' })
    const other = await pledged(db, typed())
    await withdrawPledge(db, { secret: other.secret })
    expect((await mailed(other.id, 'made')).outcome).toEqual({ ok: false, reason: 'overtaken' })
    await db.query(`UPDATE giving_pledge SET contact_email = '' WHERE id = $1::uuid`, [pledge.id])
    expect((await mailed(pledge.id, 'made')).outcome).toEqual({ ok: false, reason: 'no-address' })
  })
})
