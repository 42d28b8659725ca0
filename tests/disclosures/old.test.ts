import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findOldPublished, listOldPublished } from '~/disclosures/old/find-old-published.server'
import { keepOldBundle } from '~/disclosures/old/keep-old-bundle.server'
import { oldStatementShape } from '~/disclosures/old/old-statement'
import { showOldNotice } from '~/disclosures/old/show-old-notice.server'
import { listPublished, listPublishedPeriods } from '~/disclosures/publication/list-published.server'
import { theSoftware } from '~/identity/actor'
import { auditBooks } from '~/ledger/audit-books.server'
import { listLogEntries } from '~/ledger/list-log-entries.server'
import { readPublication } from '~/ledger/publication-memo'
import { bookChecks, projections } from '~/wiring.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { decideOld, offered, oldForm, oldSource, publishedOld, readToItsEnd } from './old'
import { an, bo, layCount, layProject, mei, published, rui } from './support'

const asked = { project: 'training', period: '2021-Q3' }

describe.each(databases)('an old disclosure is published as what it is: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await layProject(at.db, 'training', '特教训练成长项目')
  })
  afterEach(() => at.drop())

  test('its text as it was, its figures as stated then, its findings beside it, frozen and sealed without lines', async () => {
    const { db } = at
    await publishedOld(db)
    const found = (await findOldPublished(db, asked))!
    expect(oldStatementShape.strict().safeParse(JSON.parse(found.frozen)).error).toBeUndefined()
    expect(found.statement.text).toBe(oldForm())
    expect(found.statement.source).toBe(oldSource)
    expect(found.statement.figures).toMatchObject([
      { said: '36课时', count: 36, unit: '课时', doubt: null, checked: null },
      { said: '12,000元', amountFen: '1200000' },
      { said: '5,000元', amountFen: '500000' },
      { said: '6,000元', amountFen: '600000' },
    ])
    for (const one of [...found.statement.figures])
      expect(found.statement.text.slice(one.from, one.to)).toBe(one.said)
    expect(found.statement.findings.map(({ what }) => what)).toEqual(['sum-differs'])
    expect(found.hash).toBe(createHash('sha256').update(found.frozen, 'utf8').digest('hex'))
    const log = await listLogEntries(db, { start: found.index!, end: found.index! + 1n })
    const leaf = JSON.parse(log.ok ? log.entries[0]!.leaf : '{}') as { memo: string; lines: unknown[] }
    expect(leaf).toMatchObject({ memo: `old-disclosure training 2021-Q3 sha256:${found.hash}`, lines: [] })
    expect(readPublication(leaf.memo)).toEqual({ ...asked, version: null, hash: found.hash })
    const shown = showOldNotice('zh-CN', found)
    expect(shown.stretches.map(({ text }) => text).join('')).toBe(oldForm())
    expect(shown.stretches.filter((one) => one.figure).map(({ text }) => text)).toContain('12,000元')
    expect(shown.findings.map(({ text }) => text)).toEqual([expect.stringContaining('12,000.00')])
  })

  test('is never among those that are computed from records, not even of the same quarter', async () => {
    const { db } = at
    await layCount(db, 'training', 'classes', 55, '2024-02-01')
    await publishedOld(db, oldForm({ heading: ['特教训练成长项目', '2024年第一季度开展情况公示'] }))
    expect(await listPublishedPeriods(db)).toEqual([])
    expect(await listPublished(db, '2024-Q1')).toEqual([])
    await published(db, 'training')
    const old = (await findOldPublished(db, { project: 'training', period: '2024-Q1' }))!
    expect(old.computed).toBe(true)
    expect(old.statement.figures.every((figure) => !('records' in figure))).toBe(true)
    const [computed] = await listPublished(db, '2024-Q1')
    expect(computed!.figures.every((figure) => figure.records !== '')).toBe(true)
    expect((await listOldPublished(db, {})).rows).toMatchObject([{ project: 'training', period: '2024-Q1' }])
  })

  test('needs a second person; who may only look, or offered it, is none; a no leaves nothing', async () => {
    const { db } = at
    const bundle = await readToItsEnd(db, oldForm())
    expect(await offered(db, bundle, {}, bo)).toEqual({ ok: false, reason: 'not-allowed' })
    const offer = await offered(db, bundle)
    if (!offer.ok) throw new Error(offer.reason)
    expect(await offered(db, bundle, {}, an)).toEqual({ ok: false, reason: 'already-offered' })
    expect(await decideOld(db, mei, offer.proposalId)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await decideOld(db, bo, offer.proposalId)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await decideOld(db, an, offer.proposalId, 'rejected')).toMatchObject({ ok: true })
    expect(await findOldPublished(db, asked)).toBeNull()
    const again = await offered(db, bundle)
    expect(again.ok && (await decideOld(db, rui, again.proposalId))).toMatchObject({ ok: true })
    expect(await findOldPublished(db, asked)).not.toBeNull()
  })

  test.each([
    ['an identity number', '家长张某11010519491231002X来信感谢。'],
    ['a mobile number', '报名请打138 1234 5678。'],
    ['a bank card in full width', '捐款账户４１１１１１１１１１１１１１１１。'],
  ])('%s in it stops it, wherever it stands', async (_, personal) => {
    const { db } = at
    for (const text of [
      oldForm({ doing: personal }),
      oldForm({ results: personal }),
      oldForm({ partners: personal }),
    ])
      expect(await offered(db, await readToItsEnd(db, text))).toEqual({ ok: false, reason: 'personal-data' })
    const clean = await readToItsEnd(db, oldForm())
    expect(await offered(db, clean, { source: personal })).toEqual({ ok: false, reason: 'personal-data' })
    expect(await db.query('SELECT FROM identity_proposal')).toEqual([])
  })

  test('what is not ready is refused with its reason', async () => {
    const { db } = at
    const refused = async (text: string, more: Parameters<typeof offered>[2] = {}) => {
      const answer = await offered(db, await readToItsEnd(db, text), more)
      return answer.ok ? 'offered' : answer.reason
    }
    expect(await refused(oldForm({ heading: ['特教训练成长项目'] }))).toBe('no-quarter')
    expect(await refused(oldForm(), { project: 'nobody' })).toBe('unknown-project')
    expect(await refused(oldForm(), { source: ' \n' })).toBe('source-needed')
    expect(await refused(oldForm(), { n: 1 })).toBe('unknown-statement')
    expect(await refused(oldForm(), { today: '2021-09-30' })).toBe('not-over')
    const open = await keepOldBundle(db, theSoftware, { name: 'x', text: oldForm({ doing: '约30人。' }) })
    expect(open.ok && (await offered(db, open.id))).toEqual({ ok: false, reason: 'not-done' })
    expect(await offered(db, '7e57ab1e-0000-4000-8000-000000000000')).toEqual({
      ok: false,
      reason: 'unknown',
    })
    await publishedOld(db, oldForm({ results: '另一份。' }))
    expect(await refused(oldForm())).toBe('already-published')
  })

  test('of two offers for one quarter the second is refused when it is agreed to, and its entry goes with it', async () => {
    const { db } = at
    const [first, second] = [
      await offered(db, await readToItsEnd(db, oldForm())),
      await offered(db, await readToItsEnd(db, oldForm({ results: '另一份。' }))),
    ]
    if (!first.ok || !second.ok) throw new Error('not offered')
    expect(await decideOld(db, an, first.proposalId)).toMatchObject({ ok: true })
    expect(await decideOld(db, an, second.proposalId)).toMatchObject({ ok: false, why: 'already-published' })
    expect(await db.query(`SELECT FROM ledger_entry WHERE kind = 'disclosure'`)).toHaveLength(1)
  })

  test('stays as it was, whoever asks, and the nightly proof finds what was touched', async () => {
    const { db } = at
    await publishedOld(db)
    await expect(db.query(`UPDATE disclosures_old SET frozen = '{}'`)).rejects.toThrow(/frozen/)
    await expect(db.query('DELETE FROM disclosures_old')).rejects.toThrow(/frozen/)
    const prove = async () => (await auditBooks(db, { checks: bookChecks, projections })).faults
    expect(await prove()).toEqual([])
    await db.query('ALTER TABLE disclosures_old DISABLE TRIGGER disclosures_old_frozen')
    await db.query(`UPDATE disclosures_old SET frozen = replace(frozen, '12,000', '13,000')`)
    expect(await prove()).toMatchObject([{ what: 'disclosure-hash' }])
    await db.query('DELETE FROM disclosures_old')
    expect(await prove()).toMatchObject([{ what: 'entry-disclosure' }])
  })

  test('lists go on where the last page ended', async () => {
    const { db } = at
    await publishedOld(db)
    const rows = Array.from(
      { length: 44 },
      (_, n) => `2${String(10 + (n >> 2)).padStart(3, '0')}-Q${(n % 4) + 1}`,
    )
    await db.query(
      `INSERT INTO disclosures_old (id, bundle, n, project, period, frozen, hash, entry_id, published_by, published_on)
       SELECT gen_random_uuid(), bundle, row_number() OVER () + 100, project, p, frozen, hash, entry_id, published_by, published_on
         FROM disclosures_old, unnest($1::text[]) AS p`,
      [rows.map((period) => period.replace(/^2/, '1'))],
    )
    const first = await listOldPublished(db, {})
    expect(first.rows).toHaveLength(40)
    const rest = await listOldPublished(db, { project: 'training', after: first.next })
    expect(rest).toMatchObject({ next: null })
    expect(rest.rows).toHaveLength(5)
    const all = [...first.rows, ...rest.rows].map(({ period }) => period)
    expect(all).toEqual([...all].sort().reverse())
    expect(new Set(all).size).toBe(45)
  })
})

describe.each(postgresOnly)('at once: $name', ({ open }) => {
  test('ten who agree to ten texts of one quarter at the same moment publish one', async () => {
    const at = await open()
    try {
      await layProject(at.db, 'training', '特教训练成长项目')
      const offers = []
      for (let n = 0; n < 10; n++) {
        const offer = await offered(at.db, await readToItsEnd(at.db, oldForm({ results: `第${n}份。` })))
        if (!offer.ok) throw new Error(offer.reason)
        offers.push(offer.proposalId)
      }
      const done = await Promise.all(offers.map((id) => decideOld(at.db, an, id)))
      expect(done.filter((one) => one.ok)).toHaveLength(1)
      expect(await at.db.query('SELECT FROM disclosures_old')).toHaveLength(1)
      expect(await at.db.query(`SELECT FROM ledger_entry WHERE kind = 'disclosure'`)).toHaveLength(1)
    } finally {
      await at.drop()
    }
  })
})
