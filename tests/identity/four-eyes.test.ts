import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { makeOldStatement, type OldOffer } from '~/disclosures/old/make-old-statement.server'
import { offerKey } from '~/disclosures/old/offer-old-statement.server'
import { canonical, sha256 } from '~/disclosures/statement/canonical.server'
import { countWaiting } from '~/giving/count-waiting.server'
import { draftPot } from '~/giving/draft-pot.server'
import { actionNames, actions, type TwoPersonAction } from '~/identity/actions'
import { theSoftware } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { listProposals } from '~/identity/list-proposals.server'
import { propose } from '~/identity/propose.server'
import type { AccountRole, Subject } from '~/identity/role'
import { proposeClosing } from '~/ledger/propose-closing.server'
import { readPeriod } from '~/ledger/read-period.server'
import type { Sql } from '~/platform/db.server'
import { payAssistance } from '~/stewardship/assistance/pay-assistance.server'
import { executors, periodChecks } from '~/wiring.server'
import { oldForm, oldSource, readToItsEnd } from '../disclosures/old'
import { agreedTo, layCount, layProject, written } from '../disclosures/support'
import { countedBatch } from '../giving/batches'
import { fundPot, potFields } from '../giving/pots'
import { confirmedGift, prepare, walk } from '../giving/support'
import { keepLines, openAccount } from '../payments/bank-desk'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { approved, pay, small } from '../stewardship/plans'
import { fundWith } from '../stewardship/support'
import { openPeople, type People, readProviderNow, type Someone } from './two-people'

const config = {
  PUBLIC_URL: 'http://localhost:3000',
  SESSION_SECRET: 'a secret of these tests, long enough',
}

/** Statements that wait, by number. */
const disclosures = new Map<number, string>()
const offers = new Map<number, OldOffer & { hash: string }>()

/** One kind of proposal: who may propose and decide it, how it is asked for, and whether it was done. */
interface Kind {
  action: TwoPersonAction
  role: AccountRole
  /** Another role that may decide it. */
  other: AccountRole
  reach: Subject
  /** Asks in a world where nothing stands in the way; `n` makes each one another. */
  ask(tx: Sql, by: Parameters<typeof propose>[1], n: number): ReturnType<typeof propose>
  prepare?(at: TestDatabase, n: number): Promise<void>
  done(at: TestDatabase, n: number): Promise<boolean>
}

const slug = (n: number) => `walk-${n}`
async function draftWalk(at: TestDatabase, n: number) {
  const campaign = { ...walk, slug: slug(n), edition: n }
  expect(await draftCampaign(at.db, theSoftware, campaign)).toMatchObject({ ok: true })
}
const state = async (at: TestDatabase, n: number) => (await findCampaign(at.db, slug(n)))!.state
/** Ends of months long ago: each test closes a later one. */
const monthEnd = (n: number) => new Date(Date.UTC(2000, n, 0)).toISOString().slice(0, 10)

const countId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const batches = new Map<number, { id: string; lines: string[] }>()
const kinds: Kind[] = [
  {
    action: 'campaign.open',
    role: 'organiser',
    other: 'reviewer',
    reach: {},
    prepare: draftWalk,
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'campaign.open',
        subject: { kind: 'campaign', id: slug(n) },
        reach: { campaign: slug(n) },
        payload: { slug: slug(n), version: 1, routingVersion: 1 },
      }),
    done: async (at, n) => (await state(at, n)) === 'open',
  },
  {
    action: 'campaign.settle',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.transaction((tx) => openCampaign(tx, theSoftware, slug(n)))
      expect(await closeCampaign(at.db, theSoftware, slug(n))).toMatchObject({ ok: true })
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'campaign.settle',
        subject: { kind: 'campaign', id: slug(n) },
        reach: { campaign: slug(n) },
        payload: { slug: slug(n) },
      }),
    done: async (at, n) => (await state(at, n)) === 'settled',
  },
  {
    action: 'period.close',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    ask: (tx, by, n) =>
      proposeClosing(tx, by, { through: monthEnd(n) }, periodChecks) as ReturnType<typeof propose>,
    done: async (at, n) => ((await readPeriod(at.db)).closedThrough ?? '') >= monthEnd(n),
  },
  {
    action: 'cash.count',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.query(
        `INSERT INTO market_stall (campaign, key, number, name_zh, name_en, organisation, fund)
         VALUES ($1, 's1', 1, '一号摊位', 'Stall 1', '', 'elders')`,
        [slug(n)],
      )
    },
    async ask(tx, by, n) {
      await tx.query(
        `INSERT INTO market_count (id, campaign, stall, through, expected_fen, counted_fen, counted_by)
         VALUES ($1::uuid, $2, 's1', '{}', 0, 0, $3)`,
        [countId(n), slug(n), by.id],
      )
      return propose(tx, by, {
        action: 'cash.count',
        subject: { kind: 'stall', id: `${slug(n)}/s1` },
        reach: { campaign: slug(n) },
        payload: { countId: countId(n) },
      })
    },
    async done(at, n) {
      const agreed = 'SELECT id FROM market_count WHERE id = $1::uuid AND agreed_at IS NOT NULL'
      return (await at.db.query(agreed, [countId(n)])).length === 1
    },
  },
  {
    action: 'gift.refund',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.transaction((tx) => openCampaign(tx, theSoftware, slug(n)))
      gifts.set(n, await confirmedGift(at.db, (await findCampaign(at.db, slug(n)))!))
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'gift.refund',
        subject: { kind: 'gift', id: gifts.get(n)! },
        reach: { campaign: slug(n) },
        payload: {
          ...{ refundId: countId(n), giftId: gifts.get(n)!, amountFen: '6666', reason: 'donor-asked' },
          ...{ askedBy: by.id, askedName: by.name },
        },
      }),
    async done(at, n) {
      const written = 'SELECT id FROM giving_refund WHERE id = $1::uuid'
      return (await at.db.query(written, [countId(n)])).length === 1
    },
  },
  {
    action: 'matching.manage',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.transaction((tx) => openCampaign(tx, theSoftware, slug(n)))
      await fundPot(at.db, 5_000n)
      const fields = { ...potFields(5_000n), formId: countId(n) }
      expect(await draftPot(at.db, theSoftware, { campaign: slug(n), fields })).toMatchObject({ ok: true })
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'matching.manage',
        subject: { kind: 'match-pot', id: countId(n) },
        reach: { campaign: slug(n) },
        payload: { potId: countId(n) },
      }),
    async done(at, n) {
      const open = `SELECT id FROM giving_match_pot WHERE id = $1::uuid AND state = 'open'`
      return (await at.db.query(open, [countId(n)])).length === 1
    },
  },
  {
    action: 'sponsor.manage',
    role: 'organiser',
    other: 'treasurer',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.query(
        `INSERT INTO giving_sponsor (id, campaign, name_zh, name_en, level, cash_fen, fund, created_by)
         VALUES ($1, $2, 'x', 'x', 'x', 1, 'elders', '')`,
        [countId(n), slug(n)],
      )
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'sponsor.manage',
        subject: { kind: 'sponsor', id: countId(n) },
        reach: { campaign: slug(n) },
        payload: { sponsorId: countId(n), step: 'agree', version: 1 },
      }),
    async done(at, n) {
      const agreed = `SELECT id FROM giving_sponsor WHERE id = $1::uuid AND state = 'agreed'`
      return (await at.db.query(agreed, [countId(n)])).length === 1
    },
  },
  {
    action: 'offline.count',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.transaction((tx) => openCampaign(tx, theSoftware, slug(n)))
    },
    async ask(tx, by, n) {
      await tx.query(
        `INSERT INTO giving_batch (id, campaign, place, kind, received_on, entered_by, entered_name)
         VALUES ($1::uuid, $2, '服务台', 'cash', '2026-03-07', $3, '')`,
        [countId(n), slug(n), by.id],
      )
      await tx.query(
        `INSERT INTO giving_batch_line (id, batch_id, amount_fen, entered_by) VALUES ($1::uuid, $1::uuid, 100, $2)`,
        [countId(n), by.id],
      )
      // What the second has counted stands here already: here it is about who may agree.
      await tx.query(
        `INSERT INTO giving_batch_count (batch_id, round, nth, counted_fen, counted_by, counted_name)
         VALUES ($1::uuid, 1, 1, 100, $2, ''), ($1::uuid, 1, 2, 100, 'the second', '')`,
        [countId(n), by.id],
      )
      return propose(tx, by, {
        action: 'offline.count',
        subject: { kind: 'batch', id: countId(n) },
        reach: { campaign: slug(n) },
        payload: { batchId: countId(n) },
      })
    },
    async done(at, n) {
      const agreed = `SELECT id FROM giving_batch WHERE id = $1::uuid AND state = 'agreed'`
      return (await at.db.query(agreed, [countId(n)])).length === 1
    },
  },
  {
    action: 'goods.enter',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.query(
        `WITH g AS (INSERT INTO giving_goods (id, campaign, fund, received_on, entered_by, entered_name)
                    VALUES ($1::uuid, $2, 'elders', '2026-03-07', 'somebody', ''))
         INSERT INTO giving_goods_line (id, goods_id, description, quantity, unit, unit_value_fen, valuation, valued_by, evidence, evidence_type,
                                        evidence_name) VALUES ($1::uuid, $1::uuid, '大米', 3, '袋', 100, 'invoice', 'x', 'x', 'x', 'x')`,
        [countId(n), slug(n)],
      )
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'goods.enter',
        subject: { kind: 'goods', id: countId(n) },
        reach: { campaign: slug(n), fund: 'elders' },
        payload: { goodsId: countId(n) },
      }),
    async done(at, n) {
      const booked = `SELECT id FROM giving_goods WHERE id = $1::uuid AND state = 'confirmed'`
      return (await at.db.query(booked, [countId(n)])).length === 1
    },
  },
  {
    action: 'disclosure.publish',
    role: 'organiser',
    other: 'reviewer',
    reach: {},
    async prepare(at, n) {
      const project = `training-${n}`
      await layProject(at.db, project, `特教训练成长项目 ${n}`)
      await layCount(at.db, project, 'classes', 55, '2024-02-01')
      disclosures.set(n, await written(at.db, project))
      await at.db.query(
        `UPDATE disclosures_disclosure SET state = 'submitted', agreed = $2, figures_hash = sha256(convert_to($2, 'UTF8')) WHERE id = $1::uuid`,
        [disclosures.get(n), await agreedTo(at.db, project)],
      )
    },
    ask: async (tx, by, n) => {
      const id = disclosures.get(n)!
      const [row] = await tx.query<{ hash: string }>(
        `SELECT encode(figures_hash, 'hex') AS hash FROM disclosures_disclosure WHERE id = $1::uuid`,
        [id],
      )
      const subject = { kind: 'disclosure', id }
      const payload = { disclosureId: id, hash: row!.hash }
      return propose(tx, by, { action: 'disclosure.publish', subject, reach: {}, payload })
    },
    async done(at, n) {
      const published = `SELECT id FROM disclosures_disclosure WHERE id = $1::uuid AND state = 'published'`
      return (await at.db.query(published, [disclosures.get(n)])).length === 1
    },
  },
  {
    action: 'disclosure.publish-old',
    role: 'organiser',
    other: 'reviewer',
    reach: {},
    async prepare(at, n) {
      await layProject(at.db, `old-${n}`, `旧项目 ${n}`)
      const bundle = await readToItsEnd(at.db, oldForm({ doing: `本季度上课${n}课时。` }))
      const offer = { bundle, n: 0, project: `old-${n}`, source: oldSource }
      const made = await makeOldStatement(at.db, offer, '2026-01-05')
      if (!made.ok) throw new Error(made.reason)
      offers.set(n, { ...offer, hash: sha256(canonical(made.agreed)).toString('hex') })
    },
    ask: (tx, by, n) => {
      const offer = offers.get(n)!
      const subject = { kind: 'disclosure', id: offerKey(offer.bundle, 0) } as const
      return propose(tx, by, { action: 'disclosure.publish-old', subject, reach: {}, payload: offer })
    },
    async done(at, n) {
      const published = 'SELECT id FROM disclosures_old WHERE project = $1'
      return (await at.db.query(published, [`old-${n}`])).length === 1
    },
  },
  {
    action: 'payout.accept',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      const [known] = await at.db.query<{ id: string }>('SELECT id::text FROM payments_bank_account')
      const account = known?.id ?? (await openAccount(at.db))
      await keepLines(at.db, account, [{ day: '2026-01-05', yuan: `${n + 1}.01`, who: '支付渠道' }])
      await at.db.query(
        `INSERT INTO payments_payout (provider, id, amount_fen, currency, status, created_at, arrives_on) VALUES ('stripe', $1, $2, 'CNY', 'paid', now(), '2026-01-05')`,
        [`po_${n}`, (n + 1) * 100 + 1],
      )
      const of = 'SELECT id::text FROM payments_bank_line WHERE amount_fen = $1'
      lines.set(n, (await at.db.query<{ id: string }>(of, [(n + 1) * 100 + 1]))[0]!.id)
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'payout.accept',
        subject: { kind: 'payout', id: `po_${n}` },
        reach: {},
        payload: { lineId: lines.get(n)!, payoutId: `po_${n}`, why: '查不清' },
      }),
    async done(at, n) {
      const booked = 'SELECT id FROM payments_payout WHERE id = $1 AND accepted_fen IS NOT NULL'
      return (await at.db.query(booked, [`po_${n}`])).length === 1
    },
  },
  {
    action: 'offline.reverse',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await draftWalk(at, n)
      await at.db.transaction((tx) => openCampaign(tx, theSoftware, slug(n)))
      batches.set(n, await countedBatch(at.db, ['10'], { to: slug(n) }))
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'offline.reverse',
        subject: { kind: 'batch-line', id: batches.get(n)!.lines[0]! },
        reach: { campaign: slug(n) },
        payload: { batchId: batches.get(n)!.id, lineId: batches.get(n)!.lines[0]! },
      }),
    async done(at, n) {
      const reversed = `SELECT id FROM giving_batch_line WHERE id = $1::uuid AND state = 'reversed'`
      return (await at.db.query(reversed, [batches.get(n)!.lines[0]!])).length === 1
    },
  },
  {
    action: 'plan.reverse',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      for (const fund of ['pool-2022', 'pool-2023']) await fundWith(at.db, fund, 1_000n)
      const planId = await approved(at.db, small('10'))
      expect(await pay(at.db, planId, { part1Amount: '10' }, { id: countId(n) })).toMatchObject({ ok: true })
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'plan.reverse',
        subject: { kind: 'disbursement', id: countId(n) },
        reach: {},
        payload: { disbursementId: countId(n), why: '付错了' },
      }),
    async done(at, n) {
      const reversed =
        'SELECT id FROM stewardship_disbursement WHERE id = $1::uuid AND reversed_on IS NOT NULL'
      return (await at.db.query(reversed, [countId(n)])).length === 1
    },
  },
  {
    action: 'assistance.enter',
    role: 'treasurer',
    other: 'reviewer',
    reach: {},
    prepare: enterBatch,
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'assistance.enter',
        subject: { kind: 'assistance', id: countId(n) },
        reach: { fund: 'relief' },
        payload: { batchId: countId(n), cases: 1, amountFen: '100' },
      }),
    async done(at, n) {
      const paid = `SELECT id FROM stewardship_assistance_batch WHERE id = $1::uuid AND state = 'paid'`
      return (await at.db.query(paid, [countId(n)])).length === 1
    },
  },
  {
    action: 'assistance.reverse',
    role: 'treasurer',
    other: 'administrator',
    reach: {},
    async prepare(at, n) {
      await enterBatch(at, n)
      const paid = await at.db.transaction((tx) => payAssistance(tx, theSoftware, { batchId: countId(n) }))
      expect(paid).toMatchObject({ ok: true })
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'assistance.reverse',
        subject: { kind: 'assistance', id: countId(n) },
        reach: { fund: 'relief' },
        payload: { batchId: countId(n), note: '付错了' },
      }),
    async done(at, n) {
      const back =
        'SELECT id FROM stewardship_assistance_batch WHERE id = $1::uuid AND reversed_on IS NOT NULL'
      return (await at.db.query(back, [countId(n)])).length === 1
    },
  },
  {
    action: 'fund.purpose',
    role: 'treasurer',
    other: 'reviewer',
    reach: {},
    async prepare(at, n) {
      await fundWith(at.db, `fund-${n}`, 1_000n)
      await at.db.query(
        `INSERT INTO ledger_fund_purpose (id, fund, before_zh, before_en, after_zh, after_en, reason_zh, basis, filing_number, basis_on,
                                          file, file_type, file_name, fund_version, asked_by)
         SELECT $1::uuid, slug, purpose_zh, purpose_en, '新的用途', 'Something else', '原来的已经办好', 'filing', '备 1', '2026-03-01',
                'f', 'application/pdf', 'x.pdf', version, 'somebody' FROM ledger_fund WHERE slug = $2`,
        [countId(n), `fund-${n}`],
      )
    },
    ask: (tx, by, n) =>
      propose(tx, by, {
        action: 'fund.purpose',
        subject: { kind: 'fund', id: `fund-${n}` },
        reach: { fund: `fund-${n}` },
        payload: { changeId: countId(n), slug: `fund-${n}` },
      }),
    async done(at, n) {
      const changed = `SELECT slug FROM ledger_fund WHERE slug = $1 AND purpose_zh = '新的用途'`
      return (await at.db.query(changed, [`fund-${n}`])).length === 1
    },
  },
]
/** A batch of one person who was helped, handed in by nobody yet. */
async function enterBatch(at: TestDatabase, n: number) {
  await fundWith(at.db, 'relief', 1_000n)
  await at.db.query(
    `INSERT INTO stewardship_assistance_batch (id, project, fund, title, paid_on, entered_by)
     VALUES ($1::uuid, 'assistance', 'relief', 'x', '2026-03-07', 'somebody')`,
    [countId(n)],
  )
  await at.db.query(
    `INSERT INTO stewardship_assistance_case (id, batch, category, amount_fen, person) VALUES ($1::uuid, $1::uuid, 'living', 100, '')`,
    [countId(n)],
  )
}
/** Lines of the bank that these payouts came with. */
const lines = new Map<number, string>()
/** What each of these may go back of. */
const gifts = new Map<number, string>()

/** Decided where they are talked about, without a proposal: tests/stewardship/plan-verbs.test.ts. */
const onTheirPage = ['plan.approve', 'plan.approve-large'] as const

test('every action that needs two people is tried here', () => {
  expect([...kinds.map(({ action }) => action), ...onTheirPage].sort()).toEqual(
    actionNames.filter((action) => 'decidedBy' in actions[action]).sort(),
  )
})

let counted = 100

describe.each(databases)('$name', ({ open }) => {
  let at: TestDatabase
  let people: People
  beforeAll(async () => {
    at = await open()
    await prepare(at.db)
    await readProviderNow(at.db)
    people = openPeople(at.db, config)
  })
  afterAll(() => at.drop())

  describe.each(kinds)('$action', (kind) => {
    async function proposed(by: Someone) {
      const n = ++counted
      await kind.prepare?.(at, n)
      const actor = await people.actor(by)
      const made = await at.db.transaction((tx) => kind.ask(tx, actor, n))
      if (!made.ok) throw new Error(made.reason)
      return { id: made.proposalId, n }
    }
    async function decide(by: Someone, id: string, decision: 'approved' | 'rejected' | 'withdrawn') {
      return decideProposal(at.db, await people.actor(by), { id, decision }, executors)
    }
    /** It is refused, nothing is done, the list offers no button, and nothing is counted as waiting for this person. */
    async function mayNot(by: Someone, { id, n }: { id: string; n: number }) {
      const actor = await people.actor(by)
      expect(await decide(by, id, 'approved')).toEqual({ ok: false, reason: 'not-allowed' })
      expect(await kind.done(at, n)).toBe(false)
      const listed = (await listProposals(at.db, actor, { limit: 200 })).proposals.find((p) => p.id === id)
      expect(listed?.mayDecide ?? false).toBe(false)
      const [row] = await at.db.query<{ state: string }>(
        'SELECT state FROM identity_proposal WHERE id = $1::uuid',
        [id],
      )
      expect(row).toEqual({ state: 'waiting' })
    }

    test('another person with the right agrees, and it is done by them', async () => {
      const [one, two] = [await people.someone(kind.role), await people.someone(kind.role)]
      const it = await proposed(one)
      await mayNot(one, it)
      expect((await countWaiting(at.db, await people.actor(two))).proposals).toBeGreaterThan(0)
      expect(await decide(two, it.id, 'approved')).toEqual({ ok: true, action: kind.action })
      expect(await kind.done(at, it.n)).toBe(true)
      const acts = await at.db.query(
        `SELECT action, actor_id AS who FROM identity_act WHERE action LIKE $1 ORDER BY id DESC LIMIT 3`,
        [`${kind.action}%`],
      )
      expect(acts).toEqual([
        { action: `${kind.action}.approved`, who: two.id },
        { action: kind.action, who: two.id },
        { action: `${kind.action}.propose`, who: one.id },
      ])
      expect(await decide(two, it.id, 'approved')).toEqual({ ok: false, reason: 'not-waiting' })
    })

    test('the proposer agrees in nobody’s name: not as a stand-in, not with a second role, not by writing to the table', async () => {
      const [proposer, chief] = [await people.someone(kind.role), await people.someone(kind.other)]
      const it = await proposed(proposer)
      await people.standIn(proposer.id, kind.other, chief.id)
      await mayNot(proposer, it)
      await people.give(proposer.id, kind.other)
      await people.give(proposer.id, 'administrator')
      await mayNot(proposer, it)
      await expect(
        at.db.query(
          `UPDATE identity_proposal SET state = 'approved', decided_by = proposed_by, decided_at = now() WHERE id = $1::uuid`,
          [it.id],
        ),
      ).rejects.toThrow('identity_proposal_second_person')
      expect(await decide(proposer, it.id, 'withdrawn')).toMatchObject({ ok: true })
    })

    test('the proposer’s own stand-in is the proposer’s hand', async () => {
      const [proposer, deputy] = [await people.someone(kind.role), await people.someone()]
      await people.standIn(deputy.id, kind.role, proposer.id)
      const it = await proposed(proposer)
      await mayNot(deputy, it)
      // With a right of their own they are another person.
      await people.give(deputy.id, kind.role)
      expect(await decide(deputy, it.id, 'approved')).toMatchObject({ ok: true })
    })

    test('what a stand-in proposes is not for the one they stand in for, also when the stand-in has ended meanwhile', async () => {
      const [chief, deputy] = [await people.someone(kind.role), await people.someone()]
      await people.standIn(deputy.id, kind.role, chief.id)
      const it = await proposed(deputy)
      await mayNot(chief, it)
      await people.endStandIn(deputy.id)
      await mayNot(chief, it)
      const third = await people.someone(kind.other)
      expect(await decide(third, it.id, 'approved')).toMatchObject({ ok: true })
    })

    test('two who stand in for the same person are not two', async () => {
      const chief = await people.someone(kind.role)
      const [one, two] = [await people.someone(), await people.someone()]
      for (const deputy of [one, two]) await people.standIn(deputy.id, kind.role, chief.id)
      await mayNot(two, await proposed(one))
    })

    test('a right that was taken away is gone: who proposed with it cannot withdraw, who would agree cannot agree', async () => {
      const [proposer, second] = [await people.someone(kind.role), await people.someone(kind.role)]
      const it = await proposed(proposer)
      const revoke = 'UPDATE identity_grant SET revoked_at = now() WHERE user_id = $1'
      await at.db.query(revoke, [second.id])
      expect((await decide(second, it.id, 'approved')).ok).toBe(false)
      expect(await kind.done(at, it.n)).toBe(false)
      await at.db.query(revoke, [proposer.id])
      expect(await decide(proposer, it.id, 'withdrawn')).toEqual({ ok: false, reason: 'not-allowed' })
    })
  })
})

describe.each(postgresOnly)('at once: $name', ({ open }) => {
  test('two who agree at the same moment do it once', async () => {
    const at = await open()
    await readProviderNow(at.db)
    const people = openPeople(at.db, config)
    const proposer = await people.someone('treasurer')
    const by = await people.actor(proposer)
    const made = await at.db.transaction((tx) =>
      proposeClosing(tx, by, { through: '2020-06-30' }, periodChecks),
    )
    const id = made.ok ? made.proposalId : ''
    const seconds = await Promise.all([1, 2, 3, 4].map(() => people.someone('treasurer')))
    const decided = await Promise.all(
      seconds.map(async (one) =>
        decideProposal(at.db, await people.actor(one), { id, decision: 'approved' }, executors),
      ),
    )
    expect(decided.filter((one) => one.ok)).toHaveLength(1)
    expect(decided.filter((one) => !one.ok).map((one) => !one.ok && one.reason)).toEqual([
      'not-waiting',
      'not-waiting',
      'not-waiting',
    ])
    expect(await at.db.query('SELECT closed_through::text AS day FROM ledger_period_close')).toEqual([
      { day: '2020-06-30' },
    ])
    await at.drop()
  })
})
