import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { eraseDonor } from '~/giving/erase-donor.server'
import { readWords } from '~/giving/letter-words'
import { type LetterRun, listLetterRuns } from '~/giving/list-letter-runs.server'
import { lookAtLetters } from '~/giving/look-at-letters.server'
import { askForLetterTest, sendLetterTest } from '~/giving/send-letter-test.server'
import { sendLetters } from '~/giving/send-letters.server'
import { type LetterBatch, startLetters } from '~/giving/start-letters.server'
import { stopLetters } from '~/giving/stop-letters.server'
import { findLetter, wantNoLetters } from '~/giving/want-no-letters.server'
import { type Mail, type Mailer, openMailer } from '~/platform/mail.server'
import { person, withPassword } from '../identity/support'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { startSmtp } from '../setup/smtp'
import { actor } from './pledges'
import { confirmedGift, expectCleanBooks, openWalk, publicUrl, settle } from './support'

const treasurer = actor('treasurer')
const organiser = actor('organiser')
const config = { PUBLIC_URL: publicUrl, SHANXING_DEMO: false }
const statements: LetterBatch = { kind: 'statement', year: 2026 }
const words = {
  'zh-CN': { subject: '谢谢支持{campaign}', text: '{name}，你好：\n{ amount } 已经用上。' },
  en: { subject: 'Thank you: {campaign}', text: 'Dear {name}, {amount} is at work.' },
}
const thanks = (change: object = {}, said = words): LetterBatch => ({
  kind: 'thanks',
  choice: { campaign: 'walk-11', fund: null, fromOn: '2026-03-01', toOn: '2026-03-31', ...change },
  words: said,
})

/** A mail server that writes down what it took; `before` may refuse, or never answer as one that is killed. */
function taking(before: (mail: Mail) => Promise<void> = async () => {}) {
  const taken: Mail[] = []
  const mailer: Mailer = {
    async send(mail) {
      await before(mail)
      taken.push(mail)
    },
    close() {},
  }
  return { mailer, taken, to: () => taken.map((m) => m.to).toSorted() }
}

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let campaign: Campaign
  beforeAll(async () => {
    opened = await open()
    campaign = await openWalk(opened.db)
  })
  beforeEach(async () => {
    await opened.db.query(`DELETE FROM giving_letter`)
    await opened.db.query(`DELETE FROM giving_letter_run`)
    await opened.db.query(`DELETE FROM giving_letter_stop`)
    await opened.db.query(`UPDATE giving_gift SET contact_email = ''`)
  })
  afterEach(() => expectCleanBooks(opened.db))
  afterAll(() => opened.drop())

  const give = (email: string, lettersConsent = true, locale: 'zh-CN' | 'en' = 'zh-CN') =>
    confirmedGift(opened.db, campaign, { email, lettersConsent }, locale)
  const start = async (
    batch: LetterBatch = statements,
    by = batch.kind === 'statement' ? treasurer : organiser,
  ) => {
    const looked = await lookAtLetters(opened.db, by, batch)
    return startLetters(opened.db, by, batch, looked.ok ? looked.count : 0)
  }
  const send = (mailer: Mailer) => sendLetters({ db: opened.db, mailer, config, budgetMs: 20_000 })
  const run = async (kind: LetterRun['kind'] = 'statement') => (await listLetterRuns(opened.db, kind))[0]!
  /** As if the five minutes had passed for which a letter is one worker's. */
  const timePasses = () =>
    opened.db.query(
      `UPDATE giving_letter SET claimed_at = claimed_at - interval '6 minutes' WHERE state = 'waiting'`,
    )

  test('every donor of the year is told once, with a link to sign in and neither file nor sum', async () => {
    await give('a@example.org', false)
    await give('A@example.org', false)
    await give('b@example.org', false, 'en')
    await give('', false)
    const looked = await lookAtLetters(opened.db, treasurer, statements)
    expect(looked).toMatchObject({ count: 2, byLocale: { 'zh-CN': 1, en: 1 } })
    expect(await start()).toMatchObject({ ok: true, receivers: 2 })
    const { mailer, taken, to } = taking()
    expect(await send(mailer)).toBe(2)
    expect(to().map((t) => t.toLowerCase())).toEqual(['a@example.org', 'b@example.org'])
    for (const mail of taken) {
      expect(mail.attachments ?? []).toEqual([])
      expect(mail.text).not.toContain('¥')
      expect(mail.text).toContain(`/account/gifts#years`)
      expect(mail.unsubscribe).toMatch(/^https:\/\/give\.example\.org(\/en)?\/letters\/[0-9a-f-]{36}$/)
    }
    expect(taken.find((m) => m.to === 'b@example.org')!.subject).toBe(
      'Your annual giving statement 2026 is ready',
    )
    expect(await run()).toMatchObject({ state: 'done', sent: 2, waiting: 0 })
    // Once more: everybody has had it. Somebody new has not.
    expect(await start()).toEqual({ ok: false, reason: 'nobody' })
    await give('new@example.org', false)
    expect(await start()).toMatchObject({ ok: true, receivers: 1 })
    expect(await send(mailer)).toBe(1)
    expect(taken).toHaveLength(3)
  })

  test('a worker that is killed with a letter in hand: each goes out once, that one later', async () => {
    const all = Array.from({ length: 8 }, (_, n) => `k${n}@example.org`)
    for (const email of all) await give(email)
    await start()
    // Killed before the fourth is taken: it never answers, and nobody waits for it.
    let n = 0
    const first = taking(() => (++n === 4 ? new Promise(() => {}) : Promise.resolve()))
    void sendLetters({ db: opened.db, mailer: first.mailer, config })
    await expect.poll(() => n, { timeout: 15_000 }).toBe(4)
    expect(first.taken).toHaveLength(3)
    const second = taking()
    expect(await send(second.mailer)).toBe(4)
    expect(await run()).toMatchObject({ state: 'running', sent: 7, waiting: 1 })
    await timePasses()
    expect(await send(second.mailer)).toBe(1)
    expect([...first.to(), ...second.to()].toSorted()).toEqual(all)
    expect(await run()).toMatchObject({ state: 'done', sent: 8 })
    expect(await send(second.mailer)).toBe(0)
  })

  test('killed between the mail server’s answer and the mark: the same Message-ID, so that it is folded', async () => {
    await give('id@example.org')
    await start()
    const first = taking()
    await send(first.mailer)
    await opened.db.query(`UPDATE giving_letter SET state = 'waiting'`)
    await opened.db.query(`UPDATE giving_letter_run SET state = 'running'`)
    await timePasses()
    const second = taking()
    expect(await send(second.mailer)).toBe(1)
    expect(second.taken[0]!.id).toMatch(/^letter-[0-9a-f]{32}$/)
    expect(second.taken[0]!.id).toBe(first.taken[0]!.id)
  })

  test('a mail server that is away costs nobody their letter; a dead address does not hold up the others', async () => {
    for (const email of ['x1@example.org', 'x2@example.org', 'x3@example.org', 'x4@example.org'])
      await give(email)
    await start()
    for (let round = 0; round < 4; round++) {
      const away = taking(() =>
        Promise.reject(Object.assign(new Error('no route'), { code: 'ECONNREFUSED' })),
      )
      expect(await send(away.mailer)).toBe(0)
      await timePasses()
    }
    expect(await run()).toMatchObject({ state: 'running', waiting: 4, failed: 0 })
    const picky = taking(async (mail) => {
      if (mail.to === 'x2@example.org') throw Object.assign(new Error('no such user'), { responseCode: 550 })
    })
    await send(picky.mailer)
    await timePasses()
    await send(picky.mailer)
    expect(picky.to()).toEqual(['x1@example.org', 'x3@example.org', 'x4@example.org'])
    expect(await run()).toMatchObject({ state: 'done', sent: 3, failed: 1 })
  })

  test('stopped, the rest stays in; started again it goes only to them', async () => {
    for (let n = 0; n < 5; n++) await give(`s${n}@example.org`)
    const started = await start()
    if (!started.ok) throw new Error(started.reason)
    expect(await start()).toEqual({ ok: false, reason: 'nobody' })
    let n = 0
    const first = taking(async () => {
      if (++n === 2) expect(await stopLetters(opened.db, treasurer, started.runId)).toEqual({ ok: true })
    })
    expect(await send(first.mailer)).toBe(2)
    expect(await run()).toMatchObject({ state: 'stopped', sent: 2, waiting: 3, stoppedName: 'treasurer' })
    expect(await stopLetters(opened.db, treasurer, started.runId)).toEqual({
      ok: false,
      reason: 'not-running',
    })
    expect(await start()).toMatchObject({ ok: true, receivers: 3 })
    const second = taking()
    expect(await send(second.mailer)).toBe(3)
    expect(new Set([...first.to(), ...second.to()]).size).toBe(5)
  })

  test('thanks go to those who asked for them only, each with their own words', async () => {
    const refunded = await give('back@example.org')
    const back = { about: 'refund', ref: `re_${refunded}`, paymentRef: `pi_${refunded}`, status: 'succeeded' }
    await settle(opened.db, {
      ...back,
      amountFen: '6706',
      currency: 'CNY',
      at: '2026-03-09T04:00:00Z',
    } as never)
    await give('yes@example.org')
    await give('yes@example.org')
    await give('silent@example.org', false)
    await give('english@example.org', true, 'en')
    const looked = await lookAtLetters(opened.db, organiser, thanks())
    expect(looked).toMatchObject({ count: 2, byLocale: { 'zh-CN': 1, en: 1 } })
    if (!looked.ok) throw new Error(looked.reason)
    expect(looked.examples).toContainEqual({
      ...{ locale: 'zh-CN', subject: '谢谢支持第十一届慈善健康行' },
      text: '梁锦华，你好：\n¥133.32 已经用上。',
    })
    expect(await start(thanks())).toMatchObject({ ok: true, receivers: 2 })
    const { mailer, taken, to } = taking()
    await send(mailer)
    expect(to()).toEqual(['english@example.org', 'yes@example.org'])
    const english = taken.find((m) => m.to === 'english@example.org')!
    expect(english.subject).toBe('Thank you: 11th Charity Health Walk')
    expect(english.text).toContain('Dear 梁锦华, ¥66.66 is at work.')
    // The same letter again: nobody is left. Other words are another letter.
    expect(await start(thanks())).toEqual({ ok: false, reason: 'nobody' })
    const other = { ...words, en: { subject: 'Again', text: 'Again' } }
    expect(await start(thanks({}, other))).toMatchObject({ ok: true, receivers: 2 })
    // Other days, another campaign or fund: other donors.
    expect(
      await lookAtLetters(opened.db, organiser, thanks({ fromOn: '2026-04-01', toOn: '2026-04-30' })),
    ).toMatchObject({ count: 0 })
    expect(
      await lookAtLetters(opened.db, organiser, thanks({ campaign: null, fund: 'elders' })),
    ).toMatchObject({ count: 2 })
    expect(await lookAtLetters(opened.db, organiser, thanks({ campaign: 'nothing' }))).toMatchObject({
      reason: 'unknown',
    })
  })

  test('unsubscribed and erased donors are left out, also when it happens while the batch runs', async () => {
    const own = await withPassword(opened.db, 'erased@example.org', 'kapok in early spring')
    for (const email of ['erased@example.org', 'leaves@example.org', 'stays@example.org']) await give(email)
    await start()
    const letters = await opened.db.query<{ id: string; to: string }>(
      `SELECT l.id::text AS id, g.contact_email AS "to" FROM giving_letter l JOIN giving_gift g ON g.id = l.gift_id`,
    )
    const leaving = letters.find((l) => l.to === 'leaves@example.org')!.id
    const erased = letters.find((l) => l.to === 'erased@example.org')!.id
    expect(await findLetter(opened.db, leaving)).toBe('writes')
    await wantNoLetters(opened.db, leaving, true)
    await wantNoLetters(opened.db, leaving, true)
    expect(await findLetter(opened.db, leaving)).toBe('stopped')
    expect(await eraseDonor(opened.db, own)).toMatchObject({ ok: true })
    expect(await findLetter(opened.db, erased)).toBe('erased')
    const { mailer, to } = taking()
    await send(mailer)
    expect(to()).toEqual(['stays@example.org'])
    expect(await run()).toMatchObject({ state: 'done', sent: 1, leftOut: 2 })
    expect(await start(thanks())).toMatchObject({ ok: true, receivers: 1 })
    await wantNoLetters(opened.db, leaving, false)
    expect(await lookAtLetters(opened.db, treasurer, statements)).toMatchObject({ count: 1 })
    expect(await findLetter(opened.db, 'nothing')).toBeNull()
    const rows = await opened.db.query('SELECT * FROM giving_letter_stop')
    expect(JSON.stringify(rows)).not.toContain('example.org')
  })

  test('who may not, may not; and what was shown is what goes out', async () => {
    await give('one@example.org')
    expect(await startLetters(opened.db, organiser, statements, 1)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await startLetters(opened.db, treasurer, thanks(), 1)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await lookAtLetters(opened.db, organiser, statements)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const elsewhere = actor('organiser', 'walk-10')
    expect(await startLetters(opened.db, elsewhere, thanks(), 1)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const here = actor('organiser', 'walk-11')
    expect(await startLetters(opened.db, here, thanks({ campaign: null, fund: 'elders' }), 1)).toMatchObject({
      reason: 'not-allowed',
    })
    expect(await startLetters(opened.db, here, thanks(), 2)).toEqual({ ok: false, reason: 'changed' })
    expect(await listLetterRuns(opened.db, 'thanks')).toEqual([])
    const started = await startLetters(opened.db, here, thanks(), 1)
    expect(started).toMatchObject({ ok: true, receivers: 1 })
    if (started.ok)
      expect(await stopLetters(opened.db, treasurer, started.runId)).toMatchObject({ reason: 'not-allowed' })
  })

  test('a test goes to oneself in both languages, with nobody’s gift in it', async () => {
    const { actor: me } = await person(opened.db, `me-${Date.now()}@example.org`)
    const by = { ...me, grants: organiser.grants }
    const batch = thanks()
    if (batch.kind !== 'thanks') throw new Error('thanks')
    await opened.db.query('DELETE FROM platform_outbox')
    expect(await askForLetterTest(opened.db, treasurer, batch)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await askForLetterTest(opened.db, by, batch)).toEqual({ ok: true })
    const [row] = await opened.db.query<{ payload: never }>(
      `SELECT payload FROM platform_outbox WHERE topic = 'send-letter-test'`,
    )
    const { mailer, taken } = taking()
    await sendLetterTest({ db: opened.db, mailer, config }, row!.payload)
    expect(taken.map((m) => m.subject)).toEqual([
      '谢谢支持第十一届慈善健康行',
      'Thank you: 11th Charity Health Walk',
    ])
    expect(new Set(taken.map((m) => m.to)).size).toBe(1)
    expect(taken[0]!.text).toContain('¥100.00')
    expect(taken[0]!.unsubscribe).toBeUndefined()
  })

  test('a real mail server gets the head that lets a reader stop', async () => {
    await give('head@example.org')
    await start()
    const smtp = await startSmtp()
    const mailer = openMailer({
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Shanxing <noreply@give.example.org>',
      DATA_DIR: '',
      SHANXING_DEMO: false,
    })!
    expect(await send(mailer)).toBe(1)
    mailer.close()
    await smtp.stop()
    expect(smtp.taken[0]!.raw.replace(/\r\n[ \t]+/g, ' ')).toMatch(
      /List-Unsubscribe: <https:\/\/give\.example\.org\/letters\/[0-9a-f-]{36}>/,
    )
  })
})

describe.each(postgresOnly)('$name', ({ open }) => {
  test('four workers at once send each letter once; the same batch started twice at once starts once', async () => {
    const opened = await open()
    const campaign = await openWalk(opened.db)
    const all = Array.from({ length: 40 }, (_, n) => `w${String(n).padStart(2, '0')}@example.org`)
    for (const email of all) await confirmedGift(opened.db, campaign, { email })
    const answers = await Promise.all([1, 2, 3].map(() => startLetters(opened.db, treasurer, statements, 40)))
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    const { mailer, to } = taking()
    await Promise.all(
      [1, 2, 3, 4].map(() => sendLetters({ db: opened.db, mailer, config, budgetMs: 20_000 })),
    )
    expect(to()).toEqual(all)
    await expectCleanBooks(opened.db)
    await opened.drop()
  })
})

test('only what is known may stand in braces, and both languages are needed', () => {
  const form = new FormData()
  form.set('subject-zh-CN', '谢谢 {name}')
  form.set('text-zh-CN', '{amount}{ campaign }')
  form.set('subject-en', 'Thanks {email}')
  form.set('text-en', '{name')
  expect(readWords(form).errors).toEqual({ 'subject-en': 'unknown-field', 'text-en': 'unknown-field' })
  form.set('subject-en', '')
  form.set('text-en', 'x'.repeat(2_001))
  expect(readWords(form).errors).toEqual({ 'subject-en': 'missing', 'text-en': 'too-long' })
})
