import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { eraseDonor } from '~/giving/erase-donor.server'
import { exportDonorGifts } from '~/giving/export-donor-gifts.server'
import { findAcknowledgement } from '~/giving/find-acknowledgement.server'
import { findGift } from '~/giving/find-gift.server'
import { type DonorGiftKey, listDonorGifts } from '~/giving/list-donor-gifts.server'
import { theSoftware } from '~/identity/actor'
import { askForCode } from '~/identity/ask-for-code.server'
import { exportAccount } from '~/identity/export-account.server'
import { findInvitation } from '~/identity/find-invitation.server'
import { grantRole } from '~/identity/grant-role.server'
import { openIdentity } from '~/identity/identity.server'
import { invitePerson } from '~/identity/invite-person.server'
import { openSession } from '~/identity/open-session.server'
import { signInWithCode } from '~/identity/sign-in-with-code.server'
import { settleEvent } from '~/payments/internal/settle-event.server'
import { codeMails, config, cookieOf, from, person, requestWith, withPassword } from '../identity/support'
import { databases, type TestDatabase } from '../setup/databases'
import { confirmedGift, expectCleanBooks, fact, openWalk, settle, startedGift } from './support'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let walk: Campaign
  beforeAll(async () => {
    opened = await open()
    walk = await openWalk(opened.db)
  })
  afterAll(() => opened.drop())

  test('a donor finds and exports the gifts that left their address, in any capitals, page by page, and nobody else’s', async () => {
    const email = 'pages@example.org'
    const own = [
      await confirmedGift(opened.db, walk, { email }),
      await confirmedGift(opened.db, walk, { email: 'Pages@Example.org' }),
      await startedGift(opened.db, walk, { email }),
    ]
    await confirmedGift(opened.db, walk, { email: 'other@example.org' })
    await confirmedGift(opened.db, walk, { email: '' })
    const seen: string[] = []
    let after: DonorGiftKey | null | undefined
    while (after !== null) {
      const page = await listDonorGifts(opened.db, email, { after: after ?? undefined, limit: 2 })
      seen.push(...page.gifts.map((gift) => gift.id))
      after = page.next
    }
    expect(seen.toSorted()).toEqual(own.toSorted())
    expect((await listDonorGifts(opened.db, '', { limit: 5 })).gifts).toEqual([])
    let text = ''
    for await (const piece of exportDonorGifts(opened.db, email)) text += piece
    const exported = JSON.parse(text)
    expect(exported).toHaveLength(3)
    expect(exported[2]).toMatchObject({ amountFen: '6666', donorName: '梁锦华', message: '加油' })
    let none = ''
    for await (const piece of exportDonorGifts(opened.db, 'nobody@example.org')) none += piece
    expect(JSON.parse(none)).toEqual([])
  })

  test('erasing takes every word of the donor everywhere, at once, and the books stay proven', async () => {
    const email = 'gone@example.org'
    const inviting = { email, role: 'auditor' as const }
    const invited = await opened.db.transaction((tx) => invitePerson(tx, theSoftware, inviting, config))
    if (!invited.ok) throw new Error(invited.reason)
    const own = await withPassword(opened.db, email, 'kapok in early spring')
    await opened.db.query(`UPDATE identity_user SET name = '欧阳清源' WHERE id = $1`, [own.actor.id])
    own.actor.name = '欧阳清源'
    const identity = openIdentity(opened.db, config)
    const cookie = cookieOf((await openSession(identity, own.actor.id))!)
    expect(await identity.signedIn(requestWith(cookie), from)).toMatchObject({ email })
    expect(JSON.stringify(await exportAccount(opened.db, own))).toContain(email)

    const id = await confirmedGift(opened.db, walk, { email: 'Gone@example.org', name: '欧阳清源' })
    const pending = await startedGift(opened.db, walk, { email, name: '欧阳清源' })
    const kept = await confirmedGift(opened.db, walk, { email: 'stays@example.org' })
    const before = (await findGift(opened.db, id))!
    const payer = { email, name: '欧阳清源' }
    /** What the provider says, of a gift or of no gift that we know, before the erasure and after it. */
    const hear = (type: string, object: object) =>
      settleEvent(
        opened.db,
        { sql: 'giving_settle' },
        {
          provider: 'test',
          id: randomUUID(),
          type,
          createdAt: new Date().toISOString(),
          fact: null,
          payload: JSON.stringify({ type, data: { object } }),
          notice:
            type === 'charge.refunded'
              ? { kind: 'refund-not-booked', subject: id, detail: { type } as never }
              : null,
        },
        'webhook',
      )
    await hear('checkout.session.completed', { id: 'cs_1', customer_details: payer, customer_email: email })
    await hear('charge.refunded', { id: 'ch_1', billing_details: payer, receipt_email: email })
    await hear('charge.dispute.created', {
      charge: { billing_details: payer },
      evidence: { customer: payer },
    })
    await opened.db.query(`SELECT platform_alert('job-failed', 'send-code 1', $1::jsonb)`, [
      JSON.stringify({ topic: 'send-code', why: `550 <${email}> no such user` }),
    ])
    const asked = await askForCode(opened.db, identity, { email, locale: 'zh-CN', address: from })
    const mail = (await codeMails(opened.db)).at(-1)!

    expect(await eraseDonor(opened.db, own)).toEqual({ ok: true, gifts: 2 })

    expect(await findGift(opened.db, id)).toEqual({
      ...before,
      donorName: '',
      nameConsent: false,
      contactEmail: '',
      message: '',
      dedication: '',
      checkoutUrl: null,
    })
    const { number, code } = before.acknowledgement!
    const paper = await findAcknowledgement(opened.db, number, code)
    expect(paper).toMatchObject({ gift: { amountFen: 6666n, paidOn: before.paidOn, shares: before.shares } })
    expect(paper!.salt).toHaveLength(0)
    await expectCleanBooks(opened.db)

    expect(await identity.signedIn(requestWith(cookie), from), 'their sessions are dead at once').toBeNull()
    expect(await openSession(identity, own.actor.id), 'and none is opened any more').toBeNull()
    const used = await signInWithCode(opened.db, identity, {
      ticket: asked.ok ? asked.ticket : '',
      code: mail.kind === 'code' ? mail.code : '',
      locale: 'zh-CN',
    })
    expect(used, 'a code that was under way is dead').toEqual({ ok: false, reason: 'wrong' })
    const { invitationSecret } = await import('~/identity/internal/one-time-secret.server')
    const secret = invitationSecret(config.SESSION_SECRET, invited.invitationId)
    expect(await findInvitation(opened.db, secret), 'an invitation that waited').toBeNull()

    await hear('payment_intent.succeeded', { charges: { data: [{ shipping: payer }] } })
    const tables = await opened.db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    )
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const rows = await opened.db.query<{ text: string }>(
        `SELECT t::text AS text FROM "${name}" t WHERE t::text ILIKE '%gone@%' OR t::text LIKE '%欧阳清源%'`,
      )
      expect([name, rows]).toEqual([name, []])
    }
    const acts = await opened.db.query(
      `SELECT action, actor_name AS name, from_address AS "from" FROM identity_act WHERE actor_id = $1 ORDER BY id`,
      [own.actor.id],
    )
    expect(acts, 'the trail says what was done, by an id only').toEqual([
      { action: 'account.closed', name: '', from: '' },
      { action: 'gift.erase-donor', name: '', from: '' },
    ])

    expect((await findGift(opened.db, kept))!.donorName, 'somebody else’s').toBe('梁锦华')
    expect(await settle(opened.db, fact(pending)), 'money that arrives later').toMatchObject({
      outcome: 'confirmed',
    })
    expect((await findGift(opened.db, pending))!).toMatchObject({ state: 'confirmed', donorName: '' })
    await expectCleanBooks(opened.db)
  })

  test('of two erasures at once one is done, and the same address begins anew', async () => {
    const email = 'twice@example.org'
    const own = await person(opened.db, email)
    await confirmedGift(opened.db, walk, { email })
    const answers = await Promise.all([eraseDonor(opened.db, own), eraseDonor(opened.db, own)])
    expect(answers).toContainEqual({ ok: true, gifts: 1 })
    expect(answers).toContainEqual({ ok: false, reason: 'unknown-person' })
    const anew = await person(opened.db, email)
    expect(anew.actor.id).not.toBe(own.actor.id)
    expect((await listDonorGifts(opened.db, email, { limit: 5 })).gifts).toEqual([])
  })

  test('whoever holds a role erases nothing; one that has run out keeps nobody', async () => {
    const email = 'works@example.org'
    const own = await person(opened.db, email)
    const gift = await confirmedGift(opened.db, walk, { email })
    await opened.db.transaction((tx) =>
      grantRole(tx, theSoftware, { personId: own.actor.id, role: 'organiser' }),
    )
    expect(await eraseDonor(opened.db, own)).toEqual({ ok: false, reason: 'has-role' })
    expect((await findGift(opened.db, gift))!.contactEmail).toBe(email)
    await opened.db.query(
      `UPDATE identity_grant SET valid_until = now() - interval '1 day' WHERE user_id = $1`,
      [own.actor.id],
    )
    expect(await eraseDonor(opened.db, own)).toEqual({ ok: true, gifts: 1 })
  })

  test('an address that nobody has shown to be theirs opens and erases no gifts', async () => {
    const email = 'unproved@example.org'
    const own = await person(opened.db, email, { verifiedEmail: null })
    const gift = await confirmedGift(opened.db, walk, { email })
    expect(await eraseDonor(opened.db, own)).toEqual({ ok: true, gifts: 0 })
    expect((await findGift(opened.db, gift))!.contactEmail).toBe(email)
  })
})
