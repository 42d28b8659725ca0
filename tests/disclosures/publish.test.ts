import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerDisclosureForm } from '~/disclosures/desk/answer-disclosure-form.server'
import { readDeskDisclosure } from '~/disclosures/desk/read-desk-disclosure.server'
import { acknowledgeNumber } from '~/disclosures/publication/acknowledge-number.server'
import { compareTexts } from '~/disclosures/publication/compare-texts'
import { findPublished } from '~/disclosures/publication/find-published.server'
import { readDrift } from '~/disclosures/publication/read-drift.server'
import { writeDisclosure } from '~/disclosures/publication/write-disclosure.server'
import { listRecords } from '~/disclosures/records/list-records.server'
import type { Actor } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { findFund } from '~/ledger/find-fund.server'
import { listFundEntries } from '~/ledger/list-fund-entries.server'
import { listLogEntries } from '~/ledger/list-log-entries.server'
import { readPublication } from '~/ledger/publication-memo'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { bookChecks, executors, executorsBy, figureSources, projections } from '~/wiring.server'
import { databases, type TestDatabase } from '../setup/databases'
import { fundWith } from '../stewardship/support'
import {
  agree,
  an,
  bo,
  layCount,
  layProject,
  mei,
  published,
  q1,
  rui,
  submitted,
  texts,
  today,
  typed,
  written,
} from './support'

const asked = { project: 'training', period: '2024-Q1' }

describe.each(databases)('publishing a disclosure: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await layProject(at.db, 'training', '特教训练成长项目')
    await layCount(at.db, 'training', 'classes', 55, '2024-02-01')
  })
  afterEach(() => at.drop())

  test('is frozen, hashed and sealed in the log, and moves no money', async () => {
    const { db } = at
    await fundWith(db, 'elders', 100_00n)
    const before = await findFund(db, 'elders')
    await published(db, 'training')
    const found = (await findPublished(db, asked))!
    expect(found.statement.done['zh-CN']).toBe('2024年第一季度开课55节。')
    expect(found.hash).toBe(createHash('sha256').update(found.frozen, 'utf8').digest('hex'))
    // A stranger finds the hash in the public log.
    const log = await listLogEntries(db, { start: found.index!, end: found.index! + 1n })
    const leaf = JSON.parse(log.ok ? log.entries[0]!.leaf : '{}') as { memo: string; lines: unknown[] }
    expect(leaf.memo).toBe(`disclosure training 2024-Q1 v1 sha256:${found.hash}`)
    const said = { project: 'training', period: '2024-Q1', version: 1, hash: found.hash }
    expect(readPublication(leaf.memo)).toEqual(said)
    expect(leaf.lines).toEqual([])
    // Funds are as they were but for what was sealed of them; no fund lists it; the books are clean.
    const after = await findFund(db, 'elders')
    expect(before.ok && before.fund.balanceFen).toBe(0n)
    expect(after.ok && after.fund.balanceFen).toBe(100_00n)
    const lines = await listFundEntries(db, { fund: 'elders' })
    expect(lines.lines.map((l) => l.kind)).toEqual(['summary', 'summary'])
    expect((await auditBooks(db, { checks: bookChecks, projections })).faults).toEqual([])
  })

  test('bears the day of the site’s clock, which in a demonstration is not the machine’s', async () => {
    const { db } = at
    const id = await written(db, 'training')
    const handed = await submitted(db, id)
    const decision = { id: handed.ok ? handed.proposalId : '', decision: 'approved' } as const
    const clock = () => new Date('2024-04-20T17:00:00Z')
    expect(await decideProposal(db, an, decision, executorsBy(clock))).toMatchObject({ ok: true })
    expect((await findPublished(db, asked))!.statement.publishedOn).toBe('2024-04-21')
  })

  test('no other kind of entry may be without lines, and a disclosure has none and is never reversed', async () => {
    const { db } = at
    await fundWith(db, 'elders', 100_00n)
    const post = (kind: string, accounts: string[]) =>
      db.query(
        `SELECT * FROM ledger_post('t', $1, $1, '2024-04-10', 'x', '', NULL, NULL, $2::text[], $3::text[], $4::text[], $5::bigint[])`,
        [
          kind,
          accounts,
          accounts.map(() => 'elders'),
          accounts.map(() => null),
          accounts.map((_, n) => (n ? -1 : 1)),
        ],
      )
    await expect(post('gift', [])).rejects.toThrow(/ledger_entry_line_count/)
    await expect(post('disclosure', ['bank', 'donations'])).rejects.toThrow(/ledger_entry_line_count/)
    await published(db, 'training')
    const { entryId } = (await findPublished(db, asked))!
    await expect(reverseEntry(db, { entryId, occurredOn: '2024-04-11', memo: '' })).rejects.toThrow()
    expect(await db.query('SELECT id FROM ledger_entry WHERE reverses = $1', [entryId])).toEqual([])
  })

  test('what is published cannot be changed or removed, whoever asks', async () => {
    await published(at.db, 'training')
    await expect(at.db.query(`UPDATE disclosures_disclosure SET frozen = '{}'`)).rejects.toThrow(/frozen/)
    await expect(at.db.query('DELETE FROM disclosures_disclosure')).rejects.toThrow(/frozen/)
  })

  test('the nightly proof finds a statement that was touched, and an entry without one', async () => {
    const { db } = at
    await published(db, 'training')
    const prove = async () => (await auditBooks(db, { checks: bookChecks, projections })).faults
    expect(await prove()).toEqual([])
    await db.query('ALTER TABLE disclosures_disclosure DISABLE TRIGGER disclosures_frozen')
    await db.query(`UPDATE disclosures_disclosure SET frozen = replace(frozen, '55', '56')`)
    expect(await prove()).toMatchObject([{ what: 'disclosure-hash' }])
    await db.query('DELETE FROM disclosures_disclosure')
    expect(await prove()).toMatchObject([{ what: 'entry-disclosure' }])
  })

  test('needs a second person, who is not the one who wrote it last', async () => {
    const { db } = at
    const id = await written(db, 'training', {}, an)
    expect(await submitted(db, id, mei)).toMatchObject({ ok: true })
    expect(await agree(db, mei, id)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await agree(db, bo, id)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await agree(db, an, id)).toMatchObject({ ok: false, reason: 'refused', why: 'own-text' })
    expect(await findPublished(db, asked)).toBeNull()
    expect(await agree(db, rui, id)).toMatchObject({ ok: true })
    expect((await findPublished(db, asked))?.statement.version).toBe(1)
  })

  test('whoever handed it in is no second person, whatever other roles they have', async () => {
    const { db } = at
    const all: Actor = {
      ...mei,
      grants: (['organiser', 'administrator', 'reviewer'] as const).map((role) => ({
        role,
        standsInFor: null,
        scope: '*',
      })),
    }
    const id = await written(db, 'training', {}, an)
    expect(await submitted(db, id, all)).toMatchObject({ ok: true })
    expect(await agree(db, all, id)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await findPublished(db, asked)).toBeNull()
    expect(await agree(db, rui, id)).toMatchObject({ ok: true })
  })

  test('a figure that changed between approval and publication is refused', async () => {
    const { db } = at
    const id = await written(db, 'training')
    expect(await submitted(db, id)).toMatchObject({ ok: true })
    await layCount(db, 'training', 'classes', 1, '2024-03-01')
    expect(await agree(db, an, id)).toMatchObject({ ok: false, reason: 'refused', why: 'figures-changed' })
    expect(await findPublished(db, asked)).toBeNull()
  })

  test('a text cannot be changed while a second person looks at it; when they say no it is a draft again', async () => {
    const { db } = at
    const id = await written(db, 'training')
    const handed = await submitted(db, id)
    const again = { project: 'training', quarter: q1, text: typed(texts) }
    expect(await writeDisclosure(db, mei, again, figureSources)).toEqual({ ok: false, reason: 'submitted' })
    if (handed.ok)
      await decideProposal(db, an, { id: handed.proposalId, decision: 'rejected', note: '再想想' }, executors)
    expect(await writeDisclosure(db, mei, again, figureSources)).toMatchObject({ ok: true, id, version: 1 })
  })

  test('what was withdrawn, rewritten and handed in again is not published from a page that showed the first text', async () => {
    const { db } = at
    const room = { db, sources: figureSources, executors }
    const press = (intent: string, proposal: string) => {
      const sent = new FormData()
      sent.set('intent', intent)
      sent.set('proposal', proposal)
      return answerDisclosureForm(room, an, { project: 'training', quarter: q1, sent, today })
    }
    const id = await written(db, 'training')
    const first = await submitted(db, id)
    if (!first.ok) throw new Error(first.reason)
    await decideProposal(db, mei, { id: first.proposalId, decision: 'withdrawn' }, executors)
    await written(db, 'training', { cameZh: '换了一段没人看过的话。' })
    const second = await submitted(db, id)
    if (!second.ok) throw new Error(second.reason)
    for (const seen of [first.proposalId, ''])
      expect(await press('publish', seen)).toMatchObject({ refused: 'read-again' })
    expect(await findPublished(db, asked)).toBeNull()
    expect(await press('publish', second.proposalId)).toEqual({ done: 'published' })
  })

  test('two who write at once do not write over one another: the second is told, and may save what both said', async () => {
    const { db } = at
    const asked = { project: 'training', quarter: q1 }
    const look = async () => (await readDeskDisclosure(db, { ...asked, today }, figureSources))!.seen
    const save = (seen: string, cameZh: string) =>
      writeDisclosure(db, mei, { ...asked, seen, text: typed({ ...texts, cameZh }) }, figureSources)
    const [first, second] = [await look(), await look()]
    expect(await save(first, '甲写的。')).toMatchObject({ ok: true })
    expect(await save(second, '乙写的。')).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await save(await look(), '甲和乙写的。')).toMatchObject({ ok: true })
    expect(await save('', '丙写的。')).toEqual({ ok: false, reason: 'changed-meanwhile' })
    const now = (await readDeskDisclosure(db, { ...asked, today }, figureSources))!
    expect(now.written!.form.cameZh).toBe('甲和乙写的。')
  })

  test('a note beside a count is shown with its record, but not with a number of a person in it', async () => {
    const { db } = at
    await layCount(db, 'training', 'classes', 1, '2024-03-01')
    const note = (said: string, on: string) =>
      db
        .query('ALTER TABLE projects_count DISABLE TRIGGER USER')
        .then(() => db.query('UPDATE projects_count SET note = $1 WHERE counted_on = $2::date', [said, on]))
    await note('签到表3张', '2024-02-01')
    await note('家长电话13812345678', '2024-03-01')
    const figure = 'indicator.classes.count'
    const records = await listRecords(db, { project: 'training', quarter: q1, figure })
    expect(records!.rows.map(({ detail, count }) => [detail, count])).toEqual([
      ['签到表3张', 55],
      ['', 1],
    ])
  })

  test('a correction is a new version with its explanation; the first one stays readable', async () => {
    const { db } = at
    await published(db, 'training')
    await layCount(db, 'training', 'classes', 3, '2024-03-30')
    expect(await readDrift(db, asked, figureSources)).toMatchObject([
      { key: 'indicator.classes.count', before: '55', after: '58' },
      { key: 'indicator.classes.total', before: '55', after: '58' },
    ])
    const id = await written(db, 'training')
    expect(await submitted(db, id)).toEqual({ ok: false, reason: 'explanation-needed' })
    await published(db, 'training', { explanationZh: '三节课漏登记。' })
    const newest = (await findPublished(db, asked))!
    expect(newest.statement).toMatchObject({ version: 2, explanation: { 'zh-CN': '三节课漏登记。' } })
    expect(newest.versions.map((one) => one.version)).toEqual([2, 1])
    const first = await findPublished(db, { ...asked, version: 1 })
    expect(first?.statement.done['zh-CN']).toContain('55节')
    expect(
      compareTexts(first!.statement.done['zh-CN'], newest.statement.done['zh-CN'], 'zh-CN').filter(
        ({ what }) => what !== 'same',
      ),
    ).toEqual([
      { what: 'gone', text: '55' },
      { what: 'new', text: '58' },
    ])
    expect(await readDrift(db, asked, figureSources)).toEqual([])
  })

  test('a project renamed after publication keeps its old name in what is frozen, and the next one is told', async () => {
    const { db } = at
    await published(db, 'training')
    await db.query(`UPDATE projects_project SET name_zh = '筑梦未来项目' WHERE key = 'training'`)
    expect((await findPublished(db, asked))?.statement.project.name['zh-CN']).toBe('特教训练成长项目')
    const id = await written(db, 'training', { explanationZh: '改名' })
    expect(await submitted(db, id)).toEqual({ ok: false, reason: 'checks' })
    await db.query(
      `INSERT INTO projects_amendment (id, project, what, before, after, reason_zh, amended_on, by)
       VALUES (gen_random_uuid(), 'training', 'name', '特教训练成长项目', '筑梦未来项目', '统一名称', '2024-03-31', 'x')`,
    )
    expect(await submitted(db, id)).toMatchObject({ ok: true })
  })

  test('a typed number that no record holds stops it until a person says why it may stand', async () => {
    const { db } = at
    const id = await written(db, 'training', { cameZh: '院内约有140人。' })
    expect(await submitted(db, id)).toEqual({ ok: false, reason: 'checks' })
    expect(await acknowledgeNumber(db, mei, { id, number: '约有140人', reason: '' })).toEqual({
      ok: false,
      reason: 'reason-needed',
    })
    const withPhone = { id, number: '140人', reason: '院方13812345678提供' }
    expect(await acknowledgeNumber(db, mei, withPhone), 'it is published too').toEqual({
      ok: false,
      reason: 'personal-data',
    })
    expect(await acknowledgeNumber(db, mei, { id, number: '140人', reason: '院方提供' })).toEqual({
      ok: true,
    })
    expect(await submitted(db, id)).toMatchObject({ ok: true })
  })

  test('a live field that names no figure is refused beside its text, and a rounded one too', async () => {
    const { db } = at
    const answer = await writeDisclosure(
      db,
      mei,
      {
        project: 'training',
        quarter: q1,
        text: typed({ ...texts, doneZh: '共{figure:plans.approved.count}份' }),
      },
      figureSources,
    )
    expect(answer).toEqual({
      ok: false,
      reason: 'invalid',
      errors: { doneZh: { what: 'unknown-key', said: '{figure:plans.approved.count}' } },
    })
  })
})
