import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { answerReminder } from '~/giving/answer-reminder.server'
import { askReminder } from '~/giving/ask-reminder.server'
import { eraseDonor } from '~/giving/erase-donor.server'
import { exportDonorMonthly } from '~/giving/export-donor-monthly.server'
import { findReminder } from '~/giving/find-reminder.server'
import { remindGivers } from '~/giving/remind-givers.server'
import { sendMonthlyMail } from '~/giving/send-monthly-mail.server'
import { sendReminderMail } from '~/giving/send-reminder-mail.server'
import { startMonthly } from '~/giving/start-monthly.server'
import { stopMonthly } from '~/giving/stop-monthly.server'
import type { Locale } from '~/platform/i18n'
import type { Mail } from '~/platform/mail.server'
import { person } from '../identity/support'
import { databases, type TestDatabase } from '../setup/databases'
import {
  type Billing,
  begin,
  chargesOf,
  expectCleanBooks,
  giftsOf,
  mailsOf,
  monthlyOf,
  openEveryday,
  startBilling,
} from './monthly-support'
import { draft, publicUrl } from './support'

describe.each(databases)('mails about giving each month on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  let campaign: Campaign
  let billing: Billing
  const sent: Mail[] = []
  const post = () => ({
    db,
    mailer: { send: async (mail: Mail) => void sent.push(mail), close: () => {} },
    config: { PUBLIC_URL: publicUrl, SHANXING_DEMO: false },
  })
  beforeAll(async () => {
    test = await open()
    db = test.db
    campaign = await openEveryday(db)
    billing = await startBilling(db)
  })
  afterEach(() => expectCleanBooks(db))
  afterAll(async () => {
    await billing.stop()
    await test.drop()
  })
  const mail = async (
    monthlyId: string,
    kind: 'begun' | 'failed' | 'card-ends' | 'ended',
    invoiceRef?: string,
  ) => {
    sent.length = 0
    const answer = await sendMonthlyMail(post(), { monthlyId, kind, invoiceRef })
    return answer.ok ? sent[0]! : answer.reason
  }

  it('the mail that it has begun opens its page; that of a failure says what to do, once for each failure', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign, { card: 'expires' })
    await billing.catchUp()
    const begun = (await mail(monthlyId, 'begun')) as Mail
    expect(begun.to).toBe('donor@example.org')
    expect(begun.text).toContain(`${publicUrl}/monthly/${secret}`)
    expect(begun.text).toContain('¥66.66')
    const ends = (await mail(monthlyId, 'card-ends')) as Mail
    expect(ends.text).toContain('尾号 0069')

    for (let i = 0; i < 3 && (await monthlyOf(db, secret)).state !== 'past_due'; i++)
      await billing.until((await monthlyOf(db, secret)).nextChargeAt!.toISOString())
    const invoice = (await chargesOf(db, secret)).at(-1)!.invoiceRef
    await billing.until(new Date(billing.now().getTime() + 4 * 86_400_000).toISOString()) // tried once more
    expect((await mailsOf(db, monthlyId)).filter((kind) => kind === 'failed')).toHaveLength(1)
    const failed = (await mail(monthlyId, 'failed', invoice)) as Mail
    expect(failed.text).toContain('支付渠道会在')

    await stopMonthly(db, billing.subscriptions, { secret })
    expect(await mail(monthlyId, 'failed', invoice)).toBe('overtaken')
    expect(((await mail(monthlyId, 'ended')) as Mail).text).toContain('按你的意思')
    expect(await mail(randomUUID(), 'ended')).toBe('unknown')
  })

  it('the same form sent twice is one monthly gift and one checkout; without an address it is none', async () => {
    const input = {
      ...{ formId: randomUUID(), draft, target: 'default', campaign, publicUrl },
      ...{ today: '2031-01-01', locale: 'en' as Locale },
    }
    const first = await startMonthly(db, billing.subscriptions, input)
    expect(await startMonthly(db, billing.subscriptions, input)).toEqual(first)
    const nobody = { ...input, draft: { ...draft, email: '' } }
    expect(await startMonthly(db, billing.subscriptions, nobody)).toEqual({
      ok: false,
      reason: 'email-needed',
    })
    const late = { ...input, formId: randomUUID(), today: '2039-12-15' }
    expect(await startMonthly(db, billing.subscriptions, late)).toEqual({
      ok: false,
      reason: 'campaign-closed',
    })
  })

  it('a reminder goes to a confirmed address only, once a month, and not after it was called off', async () => {
    const formId = randomUUID()
    const ask = () =>
      askReminder(db, {
        formId,
        draft,
        target: 'fund:elders',
        campaign: campaign.slug,
        locale: 'en',
        today: '2031-01-31',
      })
    await ask()
    await ask()
    const waiting = await db.query<{ payload: { reminderId: string; kind: 'confirm' } }>(
      `SELECT payload FROM platform_outbox WHERE topic = 'send-reminder-mail'`,
    )
    expect(waiting).toHaveLength(1)
    const { reminderId } = waiting[0]!.payload
    const { secret } = (await findReminder(db, { id: reminderId }))!
    sent.length = 0
    expect(await sendReminderMail(post(), waiting[0]!.payload)).toEqual({ ok: true })
    expect(sent[0]!.text).toContain(`${publicUrl}/en/reminders/${secret}`)
    expect(await sendReminderMail(post(), { reminderId, kind: 'due' })).toEqual({ ok: false, reason: 'off' })

    await db.query(`UPDATE giving_gift_reminder SET created_at = '2031-01-31T00:00:00Z'`)
    expect(await answerReminder(db, { secret, wants: true, today: '2031-01-31' })).toEqual({ ok: true })
    const days = ['2031-01-31', '2031-02-27', '2031-02-28', '2031-02-28', '2031-03-27', '2031-03-31']
    const reminded = []
    for (const day of days) reminded.push(await remindGivers(db, day))
    expect(reminded).toEqual([0, 0, 1, 0, 0, 1])
    sent.length = 0
    expect(await sendReminderMail(post(), { reminderId, kind: 'due' })).toEqual({ ok: true })
    expect(sent[0]!.text).toContain(`${publicUrl}/en/campaigns/walk-11?amount=66.66&for=fund%3Aelders#give`)

    expect(await answerReminder(db, { secret, wants: false, today: '2031-03-31' })).toEqual({ ok: true })
    expect(await remindGivers(db, '2031-04-30')).toBe(0)
    expect(await findReminder(db, { secret }), 'forgotten').toBeNull()
    expect(await answerReminder(db, { secret, wants: true, today: '2031-04-30' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })

  it('a donor who is erased is not charged any more, and their address is nowhere', async () => {
    const email = 'erased@example.org'
    const { monthlyId, secret } = await begin(db, billing, campaign, { draft: { email, name: '阿珍' } })
    await billing.catchUp()
    expect(await exportDonorMonthly(db, 'Erased@example.org')).toMatchObject({
      monthly: [{ contactEmail: email, donorName: '阿珍', amountFen: '6666', cardLast4: '4242' }],
    })
    expect(await eraseDonor(db, await person(db, email))).toMatchObject({ ok: true })
    expect(await exportDonorMonthly(db, email)).toEqual({ monthly: [], reminders: [] })
    const jobs = await db.query<{ payload: { monthlyId: string } }>(
      `SELECT payload FROM platform_outbox WHERE topic = 'stop-monthly'`,
    )
    expect(jobs.map(({ payload }) => payload.monthlyId)).toEqual([monthlyId])
    expect(await stopMonthly(db, billing.subscriptions, { id: monthlyId })).toEqual({ ok: true })
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'ended', donorName: '', contactEmail: '' })
    expect(await giftsOf(db, monthlyId)).toMatchObject([{ state: 'confirmed' }])
    expect(await mail(monthlyId, 'ended')).toBe('no-address')
  })
})
