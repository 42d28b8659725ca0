import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import type { AccountRole } from '~/identity/role'
import { auditBooks } from '~/ledger/audit-books.server'
import { findFund } from '~/ledger/find-fund.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { askAssistanceReversal } from '~/stewardship/assistance/ask-assistance-reversal.server'
import { assistanceBooks } from '~/stewardship/assistance/assistance-books.server'
import { dropAssistance } from '~/stewardship/assistance/drop-assistance.server'
import { enterCase } from '~/stewardship/assistance/enter-case.server'
import { findAssistance } from '~/stewardship/assistance/find-assistance.server'
import { handInAssistance } from '~/stewardship/assistance/hand-in-assistance.server'
import { findCaseList, importCases, keepCaseList } from '~/stewardship/assistance/import-cases.server'
import { lookAtPersons } from '~/stewardship/assistance/look-at-persons.server'
import { openAssistance } from '~/stewardship/assistance/open-assistance.server'
import { openPersonBox } from '~/stewardship/assistance/person-box.server'
import { planCaseImport } from '~/stewardship/assistance/plan-case-import.server'
import { readAssistanceFacts } from '~/stewardship/assistance/read-assistance-facts.server'
import { removeCase } from '~/stewardship/assistance/remove-case.server'
import { executors } from '~/wiring.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { fundWith } from './support'

const secret = 'a-secret-of-this-house-only-1234567890'
const box = openPersonBox({ SESSION_SECRET: secret, OLD_SESSION_SECRETS: [] })
const actor = (id: string, role: AccountRole): Actor => ({
  kind: 'person',
  id,
  name: id,
  from: '192.0.2.1',
  grants: [{ role, scope: '*', standsInFor: null }],
})
const [mei, bo, auditor] = [actor('mei', 'treasurer'), actor('bo', 'reviewer'), actor('an', 'auditor')]
const today = '2024-04-10'
const typed = (form: Record<string, string>) => (name: string) => form[name] ?? ''
const liang = { name: '梁某某', idNumber: '11010519491231002X' }

async function prepared(db: Database, fen = 1_000_000n) {
  await fundWith(db, 'assistance', fen)
  await db.query(
    `INSERT INTO projects_project (key, kind, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, begins)
     VALUES ('assistance', 'assistance', '慈善救助', 'Assistance', '', '', '', '', '', '', '2001')`,
  )
}
async function opened(db: Database, more: Record<string, string> = {}) {
  const form = {
    title: '三月临时救助',
    project: 'assistance',
    fund: 'assistance',
    paidOn: '2024-03-05',
    ...more,
  }
  const made = await openAssistance(db, mei, { id: randomUUID(), text: typed(form), today })
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.id
}
const enter = (db: Database, batchId: string, more: Record<string, string> = {}, caseId = randomUUID()) => {
  const form = { category: 'living', amount: '1000', township: '石楼镇', ...liang, ...more }
  return enterCase(db, mei, { batchId, caseId, text: typed(form), box })
}
async function agree(db: Database, by: Actor, id: string) {
  const [proposal] = await findWaitingProposals(db, { kind: 'assistance', id })
  return decideProposal(db, by, { id: proposal!.id, decision: 'approved' }, executors)
}
async function paid(db: Database, more: Record<string, string> = {}) {
  const id = await opened(db)
  expect(await enter(db, id, more)).toEqual({ ok: true })
  expect(await handInAssistance(db, mei, id)).toEqual({ ok: true })
  expect(await agree(db, bo, id)).toMatchObject({ ok: true })
  return id
}
const balance = async (db: Database) => {
  await sealEntries(db, [])
  const found = await findFund(db, 'assistance')
  return found.ok ? found.fund.balanceFen : null
}
const expectBooks = async (db: Database) =>
  expect((await auditBooks(db, { checks: [assistanceBooks], projections: [] })).faults).toEqual([])
const acts = async (db: Database, action: string) =>
  (await listActs(db, readActFilter(new URLSearchParams({ action })))).acts
const quarter = { from: '2024-01-01', to: '2024-03-31' }

describe.each(databases.slice(0, 1))('$name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await prepared(at.db)
  })
  afterEach(() => at.drop())

  test('a batch is paid by one entry once another person agrees, on the real day; the first person cannot', async () => {
    const { db } = at
    const id = await opened(db)
    await enter(db, id)
    await enter(db, id, { category: 'medical', amount: '250.50', idNumber: '', name: '陈某某' })
    expect(await handInAssistance(db, mei, id)).toEqual({ ok: true })
    expect(await enter(db, id)).toEqual({ ok: false, reason: 'not-open' })
    expect(await agree(db, mei, id)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await balance(db)).toBe(1_000_000n)
    expect(await agree(db, bo, id)).toMatchObject({ ok: true })
    expect(await balance(db)).toBe(1_000_000n - 125_050n)
    expect(await readAssistanceFacts(db, 'assistance', quarter)).toMatchObject({
      ...{ cases: 2, amountFen: 125_050n, ledgerFen: 125_050n, byMonth: [{ month: '2024-03', cases: 2 }] },
    })
    const lines = await db.query(
      `SELECT count(*)::int AS n FROM ledger_entry WHERE source = 'assistance' AND key = $1 AND occurred_on = '2024-03-05' AND memo = ''`,
      [id],
    )
    expect(lines).toEqual([{ n: 1 }])
    await expectBooks(db)
  })

  test('never more than the fund has, and nothing without cases', async () => {
    const { db } = at
    const empty = await opened(db)
    expect(await handInAssistance(db, mei, empty)).toEqual({ ok: false, reason: 'no-cases' })
    const id = await opened(db)
    await enter(db, id, { amount: '10000.01' })
    await handInAssistance(db, mei, id)
    expect(await agree(db, bo, id)).toEqual({ ok: false, reason: 'refused', why: 'above-fund' })
    expect((await findAssistance(db, bo, id))?.batch.state).toBe('proposed')
    expect(await balance(db)).toBe(1_000_000n)
  })

  test('what is promised to plans is not there for assistance', async () => {
    const { db } = at
    await db.query(`INSERT INTO stewardship_promise (fund, promised_fen) VALUES ('assistance', 950000)`)
    const id = await opened(db)
    await enter(db, id)
    await handInAssistance(db, mei, id)
    expect(await agree(db, bo, id)).toMatchObject({ ok: false, why: 'above-fund' })
  })

  test('who was helped is nowhere readable: not in the row, not in an act, not in a kept list', async () => {
    const { db } = at
    const id = await paid(db)
    const content = Buffer.from('石楼镇,临时生活困难救助,何某某,,300')
    await keepCaseList(db, mei, { batchId: id, name: 'list.csv', content, box })
    const dumps = await db.query<{ all: string }>(`
      SELECT (SELECT string_agg(c::text || convert_from(decode(replace(encode(person, 'hex'), '00', '20'), 'hex'), 'LATIN1'), ' ') FROM stewardship_assistance_case c) || ' '
          || (SELECT string_agg(a::text, ' ') FROM identity_act a) || ' ' || (SELECT string_agg(p::text, ' ') FROM identity_proposal p) || ' '
          || (SELECT encode(content, 'hex') FROM platform_upload) AS all`)
    const hex = (text: string) => Buffer.from(text).toString('hex')
    for (const secretText of [
      liang.name,
      liang.idNumber,
      hex(liang.name),
      hex(liang.idNumber),
      hex('何某某'),
    ])
      expect(dumps[0]!.all).not.toContain(secretText)
  })

  test('each look is allowed to named roles only and stands in the trail', async () => {
    const { db } = at
    const id = await paid(db)
    expect(await acts(db, 'assistance.look')).toHaveLength(0)
    expect(await lookAtPersons(db, auditor, { batchId: id, box })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await findAssistance(db, auditor, id)).not.toBeNull()
    expect(await acts(db, 'assistance.look')).toHaveLength(0)
    const seen = await lookAtPersons(db, bo, { batchId: id, box })
    expect(seen.ok && Object.values(seen.persons)).toEqual([liang])
    expect(await acts(db, 'assistance.look')).toMatchObject([{ actorId: 'bo', subjectId: id }])
  })

  test('a sealed person opens for its own case only, and after the house changed its secret', async () => {
    const next = openPersonBox({
      SESSION_SECRET: 'another-secret-of-this-house-0987654321',
      OLD_SESSION_SECRETS: [secret],
    })
    const sealed = box.sealPerson('one', liang)
    expect(next.openPerson('one', sealed)).toEqual(liang)
    expect([box.isCurrent(sealed), next.isCurrent(sealed)]).toEqual([true, false])
    expect(() => box.openPerson('other', sealed)).toThrow()
    const touched = Buffer.from(sealed)
    touched[20]! ^= 1
    expect(() => box.openPerson('one', touched)).toThrow()
    const stranger = openPersonBox({ SESSION_SECRET: 'x'.repeat(40), OLD_SESSION_SECRETS: [] })
    expect(() => stranger.openPerson('one', sealed)).toThrow('OLD_SESSION_SECRETS')
  })

  test('the same person twice is flagged, however the number is typed; without a number nobody is', async () => {
    const { db } = at
    await paid(db)
    const id = await opened(db)
    await enter(db, id, { name: '梁某', idNumber: '１１０１０５ 19491231002x' })
    await enter(db, id, { name: '别人', idNumber: '' })
    const found = await findAssistance(db, bo, id)
    expect(found?.cases.map(({ again }) => again)).toEqual([1, 0])
  })

  test('a wrong number, an unknown category, no name and a day to come are said at their fields', async () => {
    const { db } = at
    const id = await opened(db)
    expect(
      await enter(db, id, { idNumber: '110105194912310021', category: 'x', name: ' ', amount: '0' }),
    ).toMatchObject({
      reason: 'invalid',
      errors: {
        idNumber: 'id-number',
        category: 'unknown-category',
        name: 'missing',
        amount: 'not-positive',
      },
    })
    const form = { title: 'x', project: 'assistance', fund: 'assistance', paidOn: '2024-04-11' }
    expect(await openAssistance(db, mei, { id: randomUUID(), text: typed(form), today })).toMatchObject({
      ...{ errors: { paidOn: 'not-yet' } },
    })
    // Money that nobody has explained yet, and the costs of payments, are no purse to help out of.
    for (const fund of ['suspense', 'payment-costs']) {
      const text = typed({ ...form, paidOn: '2024-03-05', fund })
      expect(await openAssistance(db, mei, { id: randomUUID(), text, today }), fund).toMatchObject({
        ...{ errors: { fund: 'unknown-place' } },
      })
    }
  })

  test('a case sent twice is there once; removed and dropped cases leave nobody behind', async () => {
    const { db } = at
    const [id, caseId] = [await opened(db), randomUUID()]
    await enter(db, id, {}, caseId)
    await enter(db, id, {}, caseId)
    expect((await findAssistance(db, bo, id))?.cases).toHaveLength(1)
    expect(await removeCase(db, mei, { batchId: id, caseId })).toEqual({ ok: true })
    await enter(db, id)
    expect(await dropAssistance(db, mei, { batchId: id, note: '' })).toEqual({
      ok: false,
      reason: 'note-needed',
    })
    expect(await dropAssistance(db, mei, { batchId: id, note: '重复' })).toEqual({ ok: true })
    expect(await db.query('SELECT id FROM stewardship_assistance_case')).toEqual([])
  })

  test('a batch paid wrongly is taken back whole by two people, and the money is there again', async () => {
    const { db } = at
    const id = await paid(db)
    expect(await askAssistanceReversal(db, bo, { batchId: id, note: 'x' })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await askAssistanceReversal(db, mei, { batchId: id, note: '付错了人' })).toEqual({ ok: true })
    expect(await agree(db, mei, id)).toMatchObject({ ok: false })
    expect(await agree(db, bo, id)).toMatchObject({ ok: false })
    expect(await agree(db, actor('li', 'administrator'), id)).toMatchObject({ ok: true })
    expect(await balance(db)).toBe(1_000_000n)
    expect((await findAssistance(db, bo, id))?.batch).toMatchObject({ state: 'taken-back', note: '付错了人' })
    expect(await askAssistanceReversal(db, mei, { batchId: id, note: 'x' })).toEqual({
      ok: false,
      reason: 'not-paid',
    })
    // The quarter in which it was paid stays as it was published.
    expect(await readAssistanceFacts(db, 'assistance', quarter)).toMatchObject({
      cases: 1,
      ledgerFen: 100_000n,
    })
    await expectBooks(db)
  })

  test('a list is looked at, sealed until it is confirmed, and entered whole or not at all', async () => {
    const { db } = at
    await paid(db)
    const id = await opened(db)
    const list = (rows: string[]) => Buffer.from(['镇街,类别,姓名,证件号,金额', ...rows].join('\n'))
    const good = [
      '石楼镇,临时生活困难救助,梁某某,11010519491231002X,"1,000.00"',
      '化龙镇,"""幸福女孩""助学",黄某某,,500',
    ]
    const plan = await planCaseImport(db, box, list(good))
    expect(plan).toMatchObject({ hasHeader: true, counts: { new: 1, again: 1, error: 0 }, sumFen: 150_000n })
    const wrong = await planCaseImport(
      db,
      box,
      list([...good, '石楼镇,不知道,某某,,5', '石楼镇,医疗救助,某某,,5 万']),
    )
    expect(wrong.counts.error).toBe(2)
    expect(wrong.faults).toMatchObject([
      { line: 4, column: 'category', reason: 'unknown-category', value: '不知道' },
      { line: 5, column: 'amount', reason: 'not-a-number' },
    ])
    const uploadId = await keepCaseList(db, mei, { batchId: id, name: 'a.csv', content: list(good), box })
    expect(await findCaseList(db, bo, { batchId: id, id: uploadId, box })).toBeNull()
    expect(await findCaseList(db, mei, { batchId: randomUUID(), id: uploadId, box })).toBeNull()
    const told = { batchId: id, uploadId, box }
    expect(await importCases(db, mei, { ...told, planHash: 'x' })).toEqual({
      ok: false,
      reason: 'plan-changed',
    })
    expect(await importCases(db, auditor, { ...told, planHash: plan.hash })).toMatchObject({
      reason: 'not-allowed',
    })
    expect(await importCases(db, mei, { ...told, planHash: plan.hash })).toEqual({ ok: true, entered: 2 })
    expect(await importCases(db, mei, { ...told, planHash: plan.hash })).toMatchObject({
      reason: 'upload-gone',
    })
    expect((await findAssistance(db, bo, id))?.cases).toMatchObject([
      { category: 'living', amountFen: 100_000n, township: '石楼镇', again: 1 },
      { category: 'girls', amountFen: 50_000n, township: '化龙镇', again: 0 },
    ])
  })
})

describe.each(postgresOnly)('races on $name', ({ open }) => {
  test('twenty batches at once for the money of ten: ten are paid, and not a fen more', async () => {
    const at = await open()
    try {
      await prepared(at.db, 1_000_000n)
      const ids = []
      for (let n = 0; n < 20; n++) {
        const id = await opened(at.db)
        await enter(at.db, id, { idNumber: '' })
        await handInAssistance(at.db, mei, id)
        ids.push(id)
      }
      const answers = await Promise.all(ids.map((id) => agree(at.db, bo, id)))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(10)
      expect(answers.filter((a) => !a.ok && a.why === 'above-fund')).toHaveLength(10)
      expect(await balance(at.db)).toBe(0n)
      await expectBooks(at.db)
    } finally {
      await at.drop()
    }
  })

  test('a list that is confirmed twice at the same moment is entered once, whether or not its people have numbers', async () => {
    const at = await open()
    try {
      await prepared(at.db, 1_000_000n)
      const batchId = await opened(at.db)
      const content = Buffer.from('类别,姓名,金额\n临时生活困难救助,甲,100\n临时生活困难救助,乙,200')
      const { hash: planHash } = await planCaseImport(at.db, box, content)
      const uploadId = await keepCaseList(at.db, mei, { batchId, name: 'a.csv', content, box })
      const confirm = () => importCases(at.db, mei, { batchId, uploadId, planHash, box })
      const answers = await Promise.all(Array.from({ length: 8 }, confirm))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect((await findAssistance(at.db, bo, batchId))?.cases).toHaveLength(2)
    } finally {
      await at.drop()
    }
  })
})
