import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { grantRole } from '~/identity/grant-role.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { findFund } from '~/ledger/find-fund.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { askPaymentReversal } from '~/stewardship/plans/ask-payment-reversal.server'
import { closePlan } from '~/stewardship/plans/close-plan.server'
import { commentPlan } from '~/stewardship/plans/comment-plan.server'
import { draftPlan } from '~/stewardship/plans/draft-plan.server'
import { editPlan } from '~/stewardship/plans/edit-plan.server'
import { findPlan } from '~/stewardship/plans/find-plan.server'
import { findPublicPlan } from '~/stewardship/plans/find-public-plan.server'
import { listPlans, listWaitingPlans } from '~/stewardship/plans/list-plans.server'
import { listPublicPlans } from '~/stewardship/plans/list-public-plans.server'
import { driftOf } from '~/stewardship/plans/plan'
import { planBooks } from '~/stewardship/plans/plan-books.server'
import { returnPlan } from '~/stewardship/plans/return-plan.server'
import { sendPlanMail } from '~/stewardship/plans/send-plan-mail.server'
import { submitPlan } from '~/stewardship/plans/submit-plan.server'
import { withdrawPlan } from '~/stewardship/plans/withdraw-plan.server'
import { executors } from '~/wiring.server'
import { databases, type TestDatabase } from '../setup/databases'
import {
  ada,
  approve,
  approved,
  chen,
  drafted,
  evidence,
  expectBooks,
  lin,
  pay,
  person,
  promised,
  rui,
  small,
  submitted,
  tao,
  today,
  typed,
  versionOf,
  works,
} from './plans'
import { fundWith, pour } from './support'

const all = { q: '', state: null, fund: null, project: null }

describe('usage plans', () => {
  let at: TestDatabase
  let db: Database
  beforeEach(async () => {
    at = await databases[0]!.open()
    db = at.db
    await fundWith(db, 'pool-2022', 20_000_000n)
    await fundWith(db, 'pool-2023', 5_000_000n)
  })
  afterEach(async () => {
    await expectBooks(db)
    await at.drop()
  })

  test('the whole life over two pools: returned, mended, approved by two, paid in parts, closed; what is left is free again', async () => {
    const planId = await drafted(db, works)
    expect((await findPlan(db, lin, planId))!.plan).toMatchObject({ number: 'SY2024-0001', state: 'draft' })
    expect(await submitPlan(db, lin, { planId, version: 1 })).toEqual({ ok: true })
    expect((await listWaitingPlans(db, rui)).map((p) => p.id)).toEqual([planId])
    expect(await listWaitingPlans(db, tao)).toEqual([])
    const back = { planId, version: 2, as: 'return' as const }
    expect(await returnPlan(db, rui, { ...back, text: ' ' })).toEqual({ ok: false, reason: 'text-needed' })
    expect(await returnPlan(db, rui, { ...back, text: '请分开写人工。' })).toEqual({ ok: true })
    expect((await listWaitingPlans(db, lin)).map((p) => p.state)).toEqual(['returned'])
    const more = { ...works, line2Title: '地面（含人工）' }
    expect(await editPlan(db, lin, { planId, version: 3, text: typed(more) })).toEqual({
      ok: true,
      version: 4,
    })
    expect(await submitPlan(db, lin, { planId, version: 4 })).toEqual({ ok: true })
    expect(await approve(db, rui, planId)).toEqual({ ok: true, state: 'half-approved' })
    expect(await promised(db, 'pool-2022'), 'half is nothing yet').toBe(0n)
    expect((await listWaitingPlans(db, tao)).map((p) => p.id)).toEqual([planId])
    expect(await approve(db, tao, planId)).toEqual({ ok: true, state: 'approved' })
    expect([await promised(db, 'pool-2022'), await promised(db, 'pool-2023')]).toEqual([
      13_930_000n,
      1_890_000n,
    ])
    const first = { part1Amount: '100000', part2Fund: 'pool-2023', part2Line: '2', part2Amount: '8900' }
    expect(await pay(db, planId, first)).toEqual({ ok: true, amountFen: 10_890_000n, created: true })
    expect(await pay(db, planId, { part1Amount: '30000', part1Line: '2' })).toMatchObject({ ok: true })
    expect([await promised(db, 'pool-2022'), await promised(db, 'pool-2023')]).toEqual([930_000n, 1_000_000n])
    const found = (await findPlan(db, lin, planId))!
    expect(found.draft.lines.map((line) => [line.paidFen, driftOf(line)])).toEqual([
      [10_000_000n, null],
      [3_890_000n, null],
    ])
    expect(found.reviews.map((r) => r.kind)).toEqual([
      ...['submit', 'return', 'submit', 'approve', 'approve'],
    ])
    const version = await versionOf(db, planId)
    const close = { planId, version, on: '2024-03-31' }
    expect(await closePlan(db, lin, close)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await closePlan(db, tao, { ...close, version: 1 })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    })
    expect(await closePlan(db, tao, close)).toEqual({ ok: true, returnedFen: 1_930_000n })
    expect([await promised(db, 'pool-2022'), await promised(db, 'pool-2023')]).toEqual([0n, 0n])
    await sealEntries(db, [])
    expect(await findFund(db, 'pool-2022')).toMatchObject({
      fund: { balanceFen: 7_000_000n, disbursedFen: 13_000_000n },
    })
    expect(await pay(db, planId, { part1Amount: '1' })).toEqual({ ok: false, reason: 'not-approved' })
    expect(await findPublicPlan(db, 'SY2024-0001')).toMatchObject({
      state: 'closed',
      payments: [{ amountFen: 10_890_000n, payee: '某某建筑公司' }, { amountFen: 3_000_000n }],
      sources: [{ fund: 'pool-2022', returnedFen: 930_000n }, { fund: 'pool-2023' }],
    })
  })

  test('a plan above the balance is not approved, and says of which fund how much there is', async () => {
    await fundWith(db, 'third', 1n)
    const planId = await submitted(db, { ...small('50000'), source1Amount: '50000' })
    await pour(db, 'pool-2022', -15_000_001n)
    expect(await approve(db, rui, planId)).toEqual({
      ...{ ok: false, reason: 'not-enough', fund: 'pool-2022', availableFen: 4_999_999n },
    })
    await pour(db, 'pool-2022', 1n)
    expect(await approve(db, rui, planId)).toEqual({ ok: true, state: 'approved' })
    const next = await submitted(db, small('0.01'))
    expect(await approve(db, rui, next), 'all of it is promised').toMatchObject({
      ...{ reason: 'not-enough', availableFen: 0n },
    })
  })

  test('what a plan lacks is said by its field; what is handed in stays as it is', async () => {
    const bare = { ...works, purposeZh: '', beneficiaries: '', line2Amount: '58199.99' }
    const made = await draftPlan(db, lin, { id: randomUUID(), text: typed(bare), today })
    const planId = made.ok ? made.id : ''
    expect(await submitPlan(db, lin, { planId, version: 1 })).toEqual({
      ok: false,
      reason: 'incomplete',
      errors: {
        ...{ purposeZh: 'missing', beneficiaries: 'missing', sums: 'sums-differ', file: 'file-needed' },
      },
    })
    const wrong = { ...works, titleZh: '', category: 'x', toOn: '2023-12-31', source2Fund: 'pool-2022' }
    const more = { line1Amount: '1.001', line2Title: '', beneficiaries: '一些' }
    const text = typed({ ...wrong, ...more })
    expect(await editPlan(db, lin, { planId, version: 1, text })).toMatchObject({
      reason: 'invalid',
      errors: {
        ...{ titleZh: 'missing', category: 'missing', toOn: 'ends-before', source2Fund: 'twice' },
        ...{ line1Amount: 'fraction-of-fen', line2Title: 'missing', beneficiaries: 'not-whole' },
      },
    })
    // The public reads a plan: nobody is named in it by a number.
    const named = typed({
      ...works,
      purposeZh: '联系陈女士 １３８-0013 8000',
      line1Title: '给11010519491231002X',
    })
    expect(await editPlan(db, lin, { planId, version: 1, text: named })).toMatchObject({
      errors: { purposeZh: 'personal', line1Title: 'personal' },
    })
    const nowhere = typed({ ...works, source2Fund: 'suspense', project: 'nothing' })
    expect(await editPlan(db, ada, { planId, version: 1, text: nowhere })).toMatchObject({
      errors: { source2Fund: 'unknown', project: 'unknown' },
    })
    const whole = { planId, version: 1, text: typed(works), file: evidence }
    expect(await editPlan(db, lin, whole)).toEqual({ ok: true, version: 2 })
    expect(await editPlan(db, ada, whole), 'two people at once').toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    })
    expect(await submitPlan(db, lin, { planId, version: 2 })).toEqual({ ok: true })
    expect(await editPlan(db, lin, { ...whole, version: 3 })).toEqual({ ok: false, reason: 'not-open' })
    for (const sql of [
      `UPDATE stewardship_plan SET title_zh = 'x'`,
      'UPDATE stewardship_plan_source SET amount_fen = amount_fen + 1',
      'DELETE FROM stewardship_plan_line',
      'DELETE FROM stewardship_plan_file',
      'DELETE FROM stewardship_plan',
    ])
      await expect(db.query(sql)).rejects.toThrow('stewardship_plan_kept')
    await expect(db.query(`UPDATE stewardship_plan_review SET text = 'x'`)).rejects.toThrow(
      'stewardship_kept',
    )
  })

  test('whoever filed it does not approve it: not in another role, not through a stand-in; of two approvers each is a third person', async () => {
    const both = person('both', ['fund-manager'], ['reviewer'], ['treasurer'], ['administrator'])
    const planId = await submitted(db, works, both)
    expect(await approve(db, both, planId)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(
      await returnPlan(db, both, { planId, version: await versionOf(db, planId), as: 'reject', text: 'x' }),
    ).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await approve(db, lin, planId)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await approve(db, tao, planId), 'a reviewer is first').toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const lent = {
      ...person('lent'),
      grants: [{ role: 'reviewer', scope: '*', standsInFor: 'both' } as const],
    }
    expect(await approve(db, lent, planId), 'by a right that the filer lent').toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const wide = person('wide', ['reviewer'], ['treasurer'])
    expect(await approve(db, wide, planId)).toEqual({ ok: true, state: 'half-approved' })
    expect(await approve(db, wide, planId), 'the same again').toEqual({ ok: false, reason: 'not-allowed' })
    expect(await approve(db, rui, planId), 'a second reviewer').toEqual({ ok: false, reason: 'not-allowed' })
    expect(await approve(db, both, planId)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await approve(db, ada, planId)).toEqual({ ok: true, state: 'approved' })
    const limit = await submitted(db, small('50000'))
    expect(await approve(db, rui, limit), 'one is enough up to the limit').toEqual({
      ok: true,
      state: 'approved',
    })

    // A reviewer for whom the filer stands in.
    const ids: string[] = []
    for (const name of ['principal', 'deputy']) {
      const made = await createPerson(db, { name, email: `${name}@example.org` })
      if (!made.ok) throw new Error(made.reason)
      ids.push(made.personId)
    }
    const [principal, deputy] = ids as [string, string]
    const grant = { personId: deputy, role: 'fund-manager' as const, scope: 'pool-2022' }
    await grantRole(db, theSoftware, { ...grant, personId: principal })
    const given = await db.transaction((tx) =>
      grantRole(tx, theSoftware, {
        ...grant,
        standsInFor: principal,
        validUntil: new Date(Date.now() + 86_400_000),
      }),
    )
    expect(given).toMatchObject({ ok: true })
    const theirs = await submitted(db, small('10'), person(deputy, ['fund-manager', 'pool-2022']))
    expect(await approve(db, person(principal, ['reviewer']), theirs)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await approve(db, rui, theirs)).toMatchObject({ ok: true })
  })

  test('a manager files for their own funds only, and sees plans that draw on them', async () => {
    const foreign = await draftPlan(db, chen, { id: randomUUID(), text: typed(works), today })
    expect(foreign).toEqual({ ok: false, reason: 'not-allowed' })
    const planId = await drafted(db, works)
    const alone = await drafted(db, small('10'))
    const [one, two] = [
      await listPlans(db, chen, { filter: all, limit: 10 }),
      await findPlan(db, chen, alone),
    ]
    expect([one.rows.map((p) => p.id), two]).toEqual([[planId], null])
    expect((await findPlan(db, chen, planId))!.may).toMatchObject({ edit: false, comment: true })
    const text = typed({ ...small('10', 'pool-2023') })
    expect(await editPlan(db, chen, { planId, version: 1, text })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const steal = { ...small('10', 'pool-2022') }
    const mine = await drafted(db, small('10', 'pool-2023'), chen)
    expect(await editPlan(db, chen, { planId: mine, version: 1, text: typed(steal) })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await commentPlan(db, chen, { planId, text: '我们基金这一份没问题。' })).toEqual({ ok: true })
    expect(await withdrawPlan(db, chen, { planId, version: 1 })).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await withdrawPlan(db, lin, { planId, version: 1 })).toEqual({ ok: true })
    expect(await withdrawPlan(db, lin, { planId, version: 2 })).toEqual({ ok: false, reason: 'not-open' })
    const page = await listPlans(db, lin, { filter: { ...all, state: 'draft', q: 'sy2024' }, limit: 1 })
    expect(page.next).not.toBeNull()
    const rest = await listPlans(db, lin, { filter: { ...all, state: 'draft' }, after: page.next!, limit: 9 })
    expect([...page.rows, ...rest.rows].map((p) => p.id)).toEqual([mine, alone])
  })

  test('payment: never without evidence, beyond a source, before the approval or what the fund really has; sent twice it is one', async () => {
    const planId = await approved(db, works)
    const one = { part1Amount: '100' }
    expect(await pay(db, planId, one, { file: null })).toEqual({ ok: false, reason: 'evidence-missing' })
    expect(await pay(db, planId, one, { by: ada })).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await pay(db, planId, { part1Amount: '139300.01' })).toEqual({
      ...{ ok: false, reason: 'more-than-source', fund: 'pool-2022', leftFen: 13_930_000n },
    })
    const faults = { payee: '', paidOn: '2024-01-31', part1Amount: '0', part1Line: '9', part1Fund: 'x' }
    expect(await pay(db, planId, faults)).toMatchObject({
      errors: {
        ...{ payee: 'missing', paidOn: 'before-approved', part1Amount: 'not-positive' },
        ...{ part1Line: 'missing', part1Fund: 'missing' },
      },
    })
    expect(await pay(db, planId, { ...one, paidOn: '2024-04-01' })).toMatchObject({
      errors: { paidOn: 'not-yet' },
    })
    expect(await pay(db, planId, {})).toMatchObject({ errors: { part1Amount: 'missing' } })
    const id = randomUUID()
    expect(await pay(db, planId, one, { id })).toMatchObject({ ok: true, created: true })
    expect(await pay(db, planId, one, { id })).toMatchObject({ ok: true, created: false })
    for (const other of [{ part1Amount: '101' }, { ...one, payee: '另一家公司' }])
      expect(await pay(db, planId, other, { id })).toEqual({ ok: false, reason: 'changed-since' })
    // A line beyond its plan, paid from what another did not need: told, and flagged beyond a tenth.
    expect(await pay(db, planId, { part1Amount: '110000' })).toMatchObject({ ok: true })
    expect((await findPlan(db, tao, planId))!.draft.lines.map(driftOf)).toEqual(['over', null])
    // Most of it went back to donors meanwhile.
    await pour(db, 'pool-2022', -8_000_000n)
    expect(await pay(db, planId, { part1Amount: '29200' })).toEqual({
      ...{ ok: false, reason: 'not-enough', fund: 'pool-2022', leftFen: 990_000n },
    })
    expect(await pay(db, planId, { part1Amount: '9900', isPerson: 'yes' })).toMatchObject({ ok: true })
    const seen = await findPublicPlan(db, 'SY2024-0001')
    expect(seen!.payments.map((p) => p.payee)).toEqual(['某某建筑公司', '某某建筑公司', ''])
  })

  test('a wrong payment is taken back by two people, and its money is promised again; on a closed plan it is free', async () => {
    const planId = await approved(db, small('1000'))
    const id = randomUUID()
    await pay(db, planId, { part1Amount: '400' }, { id })
    const ask = (by = tao, text = '付错了人') => askPaymentReversal(db, by, { planId, id, text })
    expect(await ask(lin)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await ask(tao, '')).toEqual({ ok: false, reason: 'text-needed' })
    expect(await ask()).toEqual({ ok: true })
    expect(await ask()).toEqual({ ok: false, reason: 'waits-already' })
    const agree = async (by: typeof tao) => {
      const [proposal] = await findWaitingProposals(db, { kind: 'disbursement', id })
      return decideProposal(db, by, { id: proposal!.id, decision: 'approved' }, executors)
    }
    expect(await agree(tao)).toMatchObject({ ok: false, reason: 'not-allowed' })
    expect(await agree(ada)).toMatchObject({ ok: true })
    expect(await promised(db, 'pool-2022')).toBe(100_000n)
    expect(await ask()).toEqual({ ok: false, reason: 'reversed-already' })
    expect((await findPublicPlan(db, 'SY2024-0001'))!.payments).toEqual([])
    await expect(db.query('UPDATE stewardship_disbursement SET amount_fen = 1')).rejects.toThrow(
      'stewardship_kept',
    )
    const again = randomUUID()
    await pay(db, planId, { part1Amount: '400' }, { id: again })
    await closePlan(db, tao, { planId, version: await versionOf(db, planId), on: today })
    await askPaymentReversal(db, tao, { planId, id: again, text: '又错了' })
    const [proposal] = await findWaitingProposals(db, { kind: 'disbursement', id: again })
    expect(
      await decideProposal(db, ada, { id: proposal!.id, decision: 'approved' }, executors),
    ).toMatchObject({
      ok: true,
    })
    expect(await promised(db, 'pool-2022')).toBe(0n)
    await sealEntries(db, [])
    expect(await findFund(db, 'pool-2022')).toMatchObject({ fund: { balanceFen: 20_000_000n } })
  })

  test('the public reads plans once they are approved, page by page', async () => {
    await submitted(db, small('1'))
    for (const yuan of ['2', '3', '4']) await approved(db, small(yuan))
    expect(await findPublicPlan(db, 'SY2024-0001')).toBeNull()
    const first = await listPublicPlans(db, { fund: 'pool-2022' }, { limit: 2 })
    const last = await listPublicPlans(db, { fund: 'pool-2022' }, { limit: 2, after: first.next! })
    expect([...first.rows, ...last.rows].map((p) => p.number)).toEqual([
      ...['SY2024-0004', 'SY2024-0003', 'SY2024-0002'],
    ])
    expect(last.next).toBeNull()
    expect((await listPublicPlans(db, { project: 'p' }, { limit: 2 })).rows).toEqual([])
    expect((await listPublicPlans(db, { from: '2024-02-02' }, { limit: 2 })).rows).toEqual([])
  })

  test('whoever filed it is mailed what became of it, once, and not what was overtaken', async () => {
    const made = await createPerson(db, { name: '林', email: 'lin@example.org' })
    const filer = person(made.ok ? made.personId : '', ['fund-manager', 'pool-2022'])
    const planId = await submitted(db, small('10'), filer)
    const version = await versionOf(db, planId)
    expect(await returnPlan(db, rui, { planId, version, as: 'return', text: '请写清楚。' })).toEqual({
      ok: true,
    })
    const asked = await db.query<{ payload: { planId: string; kind: 'returned' } }>(
      `SELECT payload FROM platform_outbox WHERE topic = 'send-plan-mail'`,
    )
    expect(asked).toMatchObject([{ payload: { planId, kind: 'returned' } }])
    const sent: { to: string; subject: string; text: string }[] = []
    const mailer = { send: async (mail: (typeof sent)[number]) => void sent.push(mail), close() {} }
    const config = { PUBLIC_URL: 'https://x.example', SHANXING_DEMO: false }
    expect(await sendPlanMail({ db, mailer, config }, asked[0]!.payload)).toEqual({ ok: true })
    expect(sent).toMatchObject([{ to: 'lin@example.org', subject: '使用方案退回修改：SY2024-0001' }])
    expect(sent[0]!.text).toContain('请写清楚。')
    await submitPlan(db, filer, { planId, version: version + 1 })
    expect(await sendPlanMail({ db, mailer, config }, asked[0]!.payload)).toEqual({
      ok: false,
      reason: 'overtaken',
    })
  })
})

test('the books find a promise, a sum, a payment and an entry that do not agree', async () => {
  const { db, drop } = await databases[0]!.open()
  await fundWith(db, 'pool-2022', 20_000_000n)
  const planId = await approved(db, small('1000'))
  await pay(db, planId, { part1Amount: '400' })
  await expectBooks(db)
  const faultsAfter = async (...sqls: string[]) => {
    const found: string[] = []
    await db
      .transaction(async (tx) => {
        await tx.query(`SET LOCAL session_replication_role = replica`)
        for (const table of ['stewardship_plan_source', 'stewardship_plan_line', 'stewardship_plan'])
          await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
        await tx.query('ALTER TABLE stewardship_disbursement DISABLE TRIGGER USER')
        for (const sql of sqls) await tx.query(sql)
        for await (const fault of planBooks.run(tx) as AsyncIterable<{ what: string }>) found.push(fault.what)
        throw new Error('back')
      })
      .catch((error: Error) => {
        if (error.message !== 'back') throw error
      })
    return [...new Set(found)].sort()
  }
  expect(await faultsAfter('UPDATE stewardship_promise SET promised_fen = 1')).toEqual(['plan-promise'])
  expect(await faultsAfter('UPDATE stewardship_plan SET paid_fen = 1')).toEqual(['plan-sums'])
  expect(await faultsAfter('UPDATE stewardship_plan_line SET paid_fen = 1')).toEqual([
    'plan-part',
    'plan-sums',
  ])
  expect(await faultsAfter('UPDATE stewardship_disbursement SET amount_fen = 1')).toEqual([
    ...['payment-entry', 'plan-sums'],
  ])
  expect(
    await faultsAfter(`UPDATE stewardship_disbursement SET reversed_on = '2024-03-01', reversed_why = 'x'`),
  ).toEqual(['payment-entry', 'plan-part', 'plan-sums'])
  expect(await faultsAfter(`UPDATE stewardship_disbursement SET paid_on = '2024-03-02'`)).toEqual([
    'payment-entry',
  ])
  expect((await auditBooks(db, { checks: [planBooks] })).faults).toEqual([])
  await drop()
})
