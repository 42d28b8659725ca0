import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { startGift } from '~/giving/start-gift.server'
import { theSoftware } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import type { CardId } from '~/walks/card-id'
import { newCardId } from '~/walks/card-id'
import { eraseParty } from '~/walks/erase-party.server'
import { exportPages } from '~/walks/export-pages.server'
import { findCertificateOfCard } from '~/walks/find-certificate.server'
import { findPage, findPageOwner, viaShown } from '~/walks/find-page.server'
import { findParty } from '~/walks/find-party.server'
import { findUnit, listMembers } from '~/walks/find-unit.server'
import { pageOfVia, readPage, viaPage } from '~/walks/fundraising-page'
import type { PartyMail } from '~/walks/internal/ask-for-mail.server'
import { issueCertificate } from '~/walks/issue-certificate.server'
import { keepPage } from '~/walks/keep-page.server'
import { listLeadingTeams } from '~/walks/list-leading-teams.server'
import { listPages, type PageKey, readPageKey, spellPageKey } from '~/walks/list-pages.server'
import { moderatePage } from '~/walks/moderate-page.server'
import { nameCertificate } from '~/walks/name-certificate.server'
import { pageTotals } from '~/walks/page-projection.server'
import { registerUnit } from '~/walks/register-unit.server'
import { sendPartyMail } from '~/walks/send-party-mail.server'
import { draft, fact, publicUrl, recordingGateway, settle, today } from '../giving/support'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { deliver, secretsIn } from './deliver'
import { campaign, config, now, openRegistration, party, register, registered, walker } from './support'

let open: TestDatabase
let walk: Campaign
let secret: string
beforeEach(async () => {
  open = await databases[0]!.open()
  walk = await openRegistration(open.db)
  secret = await registered(open.db)
})
afterEach(() => open.drop())
const fields = { title: '为福利院走一圈', story: '我走十公里。', goal: '1000' }
const keep = (change: Partial<typeof fields> = {}) =>
  keepPage(open.db, { secret, fields: { ...fields, ...change } })

async function confirmedThrough(via: string): Promise<string> {
  const { gateway } = recordingGateway()
  const started = await startGift(open.db, gateway, {
    ...{ formId: randomUUID(), draft, campaign: walk, today, locale: 'zh-CN', publicUrl, via },
  })
  if (!started.ok) throw new Error(started.reason)
  await settle(open.db, fact(started.giftId))
  return started.giftId
}

test('a party has one page, which shows at once and is changed by its link alone', async () => {
  const made = await keep()
  if (!made.ok) throw new Error(made.reason)
  expect(await keep({ title: '改一改', goal: '' })).toEqual(made)
  expect(await findPage(open.db, made)).toMatchObject({ title: '改一改', goalFen: null, kind: 'personal' })
  expect(await findPage(open.db, { ...made, campaign: 'relief-day' })).toBeNull()
  expect(await keepPage(open.db, { secret: `${secret.slice(0, -1)}_`, fields })).toEqual({
    ok: false,
    reason: 'unknown',
  })
  expect(readPage({ title: ' ', story: 'x'.repeat(1_001), goal: 'much' })).toEqual({
    ok: false,
    errors: { title: 'missing', story: 'too-long', goal: 'not-an-amount' },
  })
  const hide = (state: 'shown' | 'hidden') =>
    moderatePage(open.db, theSoftware, { campaign, slug: made.slug, state, why: ' 请去掉电话号码。 ' })
  const silent = { campaign, slug: made.slug, state: 'hidden' as const }
  expect(await moderatePage(open.db, theSoftware, silent)).toEqual({ ok: false, reason: 'no-reason' })
  expect(await moderatePage(open.db, theSoftware, { ...silent, why: '字'.repeat(201) })).toEqual({
    ok: false,
    reason: 'too-long',
  })
  expect(await viaShown(open.db, campaign, viaPage(made.slug))).toBe(viaPage(made.slug))
  expect(await viaShown(open.db, 'relief-day', viaPage(made.slug)), "another campaign's gift").toBe('')
  expect(await hide('hidden')).toEqual({ ok: true })
  expect(await findPage(open.db, made)).toBeNull()
  expect(
    (await findPageOwner(open.db, secret))!.page,
    'its owner sees that it is hidden, and why',
  ).toMatchObject({
    state: 'hidden',
    hiddenWhy: '请去掉电话号码。',
  })
  expect(await viaShown(open.db, campaign, viaPage(made.slug)), 'a hidden page leads nobody').toBe('')
  await hide('shown')
  expect((await findPageOwner(open.db, secret))!.page).toMatchObject({ state: 'shown', hiddenWhy: '' })
  expect(await findPage(open.db, made)).not.toBeNull()
  expect(pageOfVia(viaPage(made.slug))).toBe(made.slug)
  for (const via of ['party:x', 'page:', 'page:../..', null]) expect(pageOfVia(via)).toBeNull()
})

test('what a page raised is what is sealed, and a refund takes it back', async () => {
  const made = await keep()
  if (!made.ok) throw new Error(made.reason)
  const giftId = await confirmedThrough(viaPage(made.slug))
  await confirmedThrough('')
  expect(await findPage(open.db, made), 'not before the seal').toMatchObject({ raisedFen: 0n, gifts: 0 })
  await sealEntries(open.db, [pageTotals])
  expect(await findPage(open.db, made)).toMatchObject({ raisedFen: 6666n, gifts: 1 })
  const prove = async () => (await auditBooks(open.db, { projections: [pageTotals] })).faults
  expect(await prove()).toEqual([])
  const [gift] = await open.db.query<{ entry: bigint }>(
    'SELECT entry_id AS entry FROM giving_gift WHERE id = $1::uuid',
    [giftId],
  )
  await reverse(gift!.entry)
  await sealEntries(open.db, [pageTotals])
  expect(await findPage(open.db, made)).toMatchObject({ raisedFen: 0n, gifts: 0 })
  expect(await prove()).toEqual([])
  await open.db.query('UPDATE walks_page SET raised_fen = 5')
  expect(await prove()).toMatchObject([{ what: 'fundraising page', row: made.slug }])
})

test("a team's page stands on the leaderboard by what arrived, and leaves it when hidden", async () => {
  const unit = await registerUnit(open.db, config, {
    ...{ formId: randomUUID(), campaign, locale: 'zh-CN', now },
    draft: {
      unitName: '沙湾镇',
      leaderName: '李',
      leaderEmail: 'li@example.org',
      leaderPhone: '13800138000',
    },
  })
  if (!unit.ok) throw new Error(unit.reason)
  const [secret] = (await deliver(open.db)).flatMap((mail) => secretsIn(mail, 'units'))
  const made = await keepPage(open.db, { secret: secret!, fields })
  if (!made.ok) throw new Error(made.reason)
  expect(await findPage(open.db, made)).toMatchObject({ kind: 'team' })
  expect(await listLeadingTeams(open.db, campaign)).toEqual([])
  await confirmedThrough(viaPage(made.slug))
  await sealEntries(open.db, [pageTotals])
  expect(await listLeadingTeams(open.db, campaign)).toMatchObject([
    { slug: made.slug, raisedFen: 6666n, gifts: 1 },
  ])
  await moderatePage(open.db, theSoftware, { campaign, slug: made.slug, state: 'hidden', why: '换一个标题' })
  expect(await listLeadingTeams(open.db, campaign)).toEqual([])
})

test.each(postgresOnly)(
  'gifts and their reversals while others seal: what moved is what a recount says',
  async (kind) => {
    const busy = await kind.open()
    const before = [open, walk, secret] as const
    try {
      open = busy
      walk = await openRegistration(open.db)
      secret = await registered(open.db)
      const made = await keep()
      if (!made.ok) throw new Error(made.reason)
      let writing = true
      const sealing = (async () => {
        while (writing) await sealEntries(open.db, [pageTotals])
      })()
      await Promise.all(
        Array.from({ length: 9 }, async (_, n) => {
          const giftId = await confirmedThrough(n % 3 === 2 ? '' : viaPage(made.slug))
          if (n % 3 !== 1) return
          const [gift] = await open.db.query<{ entry: bigint }>(
            'SELECT entry_id AS entry FROM giving_gift WHERE id = $1::uuid',
            [giftId],
          )
          await reverse(gift!.entry)
          await keep({ title: `改第 ${n} 次` })
        }),
      )
      writing = false
      await sealing
      await sealEntries(open.db, [pageTotals])
      expect(await findPage(open.db, made)).toMatchObject({ raisedFen: 3n * 6666n, gifts: 3 })
      expect((await auditBooks(open.db, { projections: [pageTotals] })).faults).toEqual([])
    } finally {
      await busy.drop()
      ;[open, walk, secret] = before
    }
  },
  60_000,
)

async function reverse(entryId: bigint) {
  const reversed = await reverseEntry(open.db, {
    entryId,
    occurredOn: today,
    memo: '',
  })
  if (!reversed.ok) throw new Error(reversed.reason)
}

test('who has walked, or does not any more, can be forgotten; figures stay', async () => {
  await keep()
  const said = () =>
    open.db.query<{ said: string }>(
      `SELECT to_jsonb(w)::text || to_jsonb(p)::text || coalesce(to_jsonb(g)::text, '') AS said
         FROM walks_walker w JOIN walks_party p ON p.id = w.party_id LEFT JOIN walks_page g ON g.party_id = p.id`,
    )
  // Whole numbers: three digits of one may stand in any hash.
  const theirs = ['何', 'example.org', '138 0013 8000', '139 0013 9000', '福利院']
  for (const word of theirs) expect((await said())[0]!.said, 'said before').toContain(word)
  expect(await eraseParty(open.db, { secret, now })).toEqual({ ok: false, reason: 'not-over-yet' })
  await cancelWalkers(open.db, { secret, walkers: 'all', now })
  expect(await eraseParty(open.db, { secret, now })).toEqual({ ok: true })
  expect(await findParty(open.db, secret)).toBeNull()
  const rows = await said()
  expect(rows).toHaveLength(1)
  for (const word of theirs) expect(rows[0]!.said, 'and nowhere now').not.toContain(word)
  expect(rows[0]!.said).toContain('"bib": 1')
  const other = await registered(open.db)
  expect(await eraseParty(open.db, { secret: other, now: new Date('2026-03-22T00:00:00+08:00') })).toEqual({
    ok: true,
  })
})

test('what is left of a party that was taken out: no mail goes out, no list, certificate or trail has a name', async () => {
  const unit = await registerUnit(open.db, config, {
    ...{ formId: randomUUID(), campaign, locale: 'zh-CN', now },
    draft: {
      unitName: '沙湾镇',
      leaderName: '李',
      leaderEmail: 'li@example.org',
      leaderPhone: '13800138000',
    },
  })
  if (!unit.ok) throw new Error(unit.reason)
  const [secret] = (await deliver(open.db)).flatMap((mail) => secretsIn(mail, 'units'))
  const { id: unitId } = (await findUnit(open.db, config, secret!))!
  const emergency = { emergencyName: '林大文', emergencyPhone: '137 0013 8000' }
  const draftOfMember = party([walker({ name: '林小禾', ...emergency })], {
    ...{ contactName: '林小禾', contactEmail: 'lin@example.org', contactPhone: '136 0013 9000' },
  })
  const member = await register(open.db, draftOfMember, { unitId })
  if (!member.ok) throw new Error(member.reason)
  const { id: partyId, walkers } = (await findParty(open.db, member.secret))!
  const [card, visitor] = [walkers[0]!.card, newCardId()]
  // A certificate, and another that was typed before the ticket was opened.
  await open.db.query(`INSERT INTO walks_card (id, campaign) VALUES ($1, $2)`, [visitor, campaign])
  await open.db.query(`INSERT INTO walks_carried (from_card, to_card, campaign) VALUES ($1, $2, $3)`, [
    ...[visitor, card, campaign],
  ])
  await open.db.query(
    `UPDATE walks_card SET levels = '{5km}', finished_at = now() WHERE id = ANY ($1::text[])`,
    [[card, visitor]],
  )
  for (const id of [card, visitor] as CardId[])
    expect(await issueCertificate(open.db, { card: id, name: '林小禾' })).toMatchObject({ ok: true })
  const walkerId = walkers[0]!.id
  expect(await nameCertificate(open.db, { secret: member.secret, walkerId, name: '林小禾' })).toEqual({
    ok: true,
  })
  await cancelWalkers(open.db, { secret: member.secret, walkers: 'all', now })

  expect(await eraseParty(open.db, { secret: member.secret, now })).toEqual({ ok: true })
  const mailer = { send: () => Promise.reject(new Error('nothing is to be sent')), close() {} }
  const house = { db: open.db, mailer, config: { ...config, SHANXING_DEMO: false } }
  const asked = await open.db.query<{ payload: PartyMail }>(
    `SELECT payload FROM platform_outbox WHERE topic = 'send-party-mail' AND payload ->> 'partyId' = $1`,
    [partyId],
  )
  expect(asked.length).toBeGreaterThan(1)
  for (const { payload } of asked)
    expect(await sendPartyMail(house, payload)).toEqual({ ok: false, reason: 'no-address' })
  const { members } = await listMembers(open.db, { unitId })
  expect(members).toMatchObject([{ name: '', state: 'cancelled' }])
  for (const id of [card, visitor] as CardId[])
    expect(await findCertificateOfCard(open.db, id)).toMatchObject({ name: '' })
  const rows = await open.db.query<{ said: string }>(
    `SELECT to_jsonb(x)::text AS said FROM identity_act x UNION ALL SELECT to_jsonb(x)::text FROM platform_outbox x
     UNION ALL SELECT to_jsonb(x)::text FROM walks_card x UNION ALL SELECT to_jsonb(x)::text FROM walks_walker x
     UNION ALL SELECT to_jsonb(x)::text FROM walks_party x`,
  )
  for (const { said } of rows) expect(said).not.toMatch(/林小禾|林大文|lin@example\.org|136 0013|137 0013/)
})

test('the desk’s pages come page by page, the newest first, none twice; the file holds all of them and no link', async () => {
  const titles: string[] = []
  for (let i = 0; i < 5; i++) {
    const own = await registered(open.db, party(undefined, { contactEmail: `page${i}@example.org` }))
    await keepPage(open.db, { secret: own, fields: { ...fields, title: `第${i}页` } })
    titles.unshift(`第${i}页`)
  }
  // Two of one moment, as an import would make them.
  await open.db.query(
    `UPDATE walks_page SET created_at = '2026-03-07T04:00:00Z' WHERE title IN ('第1页', '第2页')`,
  )
  const seen: string[] = []
  for (let after: PageKey | null = null; ; ) {
    const page = await listPages(open.db, campaign, { after, limit: 1 })
    seen.push(...page.pages.map(({ title }) => title))
    if (!page.next) break
    after = readPageKey(spellPageKey(page.next))
  }
  expect(seen.toSorted()).toEqual(titles.toSorted())
  expect(seen.slice(0, 3)).toEqual(['第4页', '第3页', '第0页'])
  expect(readPageKey('x')).toBeNull()
  const order = { format: 'csv', locale: 'zh-CN', outlet: { ready: async () => true } } as const
  const file = await (await exportPages(open.db, theSoftware, { campaign, ...order })).text()
  for (const title of titles) expect(file).toContain(title)
  expect(file).not.toContain(secret)
  const acts = await open.db.query(`SELECT action FROM identity_act WHERE action LIKE 'page.%' ORDER BY id`)
  expect(acts).toEqual([{ action: 'page.export' }, { action: 'page.export-end' }])
})
