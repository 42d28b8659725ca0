import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/identity/actor'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import type { Role } from '~/identity/role'
import { exportFunds } from '~/ledger/export-funds.server'
import { isReady } from '~/ledger/fund-import-plan'
import { fundWords } from '~/ledger/fund-words.server'
import { fundImportKind, importFunds } from '~/ledger/import-funds.server'
import { openFund } from '~/ledger/open-fund.server'
import { planFundImport } from '~/ledger/plan-fund-import.server'
import { keepUpload } from '~/platform/keep-upload.server'
import { databases, type TestDatabase } from '../setup/databases'

const words = fundWords()
const actor = (role: Role, id: string = role): Actor => ({
  kind: 'person',
  id,
  name: role,
  from: '192.0.2.1',
  grants: [{ role, scope: '*', standsInFor: null }],
})
const treasurer = actor('treasurer')
const header = '代码,名称,英文名称,类别,用途,英文用途,限定性,排序'
const line = (slug: string, name = `基金 ${slug}`) =>
  `${slug},${name},Fund ${slug},社区,帮助邻里,For neighbours,是,7`

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const plan = (text: string | Uint8Array) =>
    planFundImport(opened.db, typeof text === 'string' ? Buffer.from(text) : text, words)
  const funds = async () => (await opened.db.query('SELECT slug FROM ledger_fund')).length
  const upload = (text: string, madeBy = treasurer.id) =>
    keepUpload(opened.db, { kind: fundImportKind, madeBy, name: 'funds.csv', content: Buffer.from(text) })
  const slug = () => `f-${randomUUID().slice(0, 8)}`
  const acts = async (action: string, subject: string) =>
    (await listActs(opened.db, readActFilter(new URLSearchParams({ action, subject })))).acts

  beforeAll(async () => {
    opened = await open()
    const rest = {
      nameEn: 'Elders Fund',
      kind: 'community' as const,
      purposeZh: '',
      purposeEn: '',
      restricted: true,
    }
    expect(
      await openFund(opened.db, { slug: 'elders', nameZh: '长者关爱基金', ...rest, position: 0 }),
    ).toMatchObject({
      ok: true,
    })
  })
  afterAll(() => opened.drop())

  test('a dry run says new, same, differs or wrong for each row with its line, and writes nothing', async () => {
    const before = await funds()
    const text = [
      header,
      line('new-one'),
      'elders,长者关爱基金,Elders Fund,社区,,,限定性,0',
      'elders,另一个名字,,,,,,',
      'Bad Slug,名称,,,,,,',
      ',名称,,,,,,',
      'no-name,,,,,,,',
      'kind,名称,,宇宙,,,,',
      'yesno,名称,,,,,也许,',
      'number,名称,,,,,,1.5',
      line('new-one'),
    ].join('\n')
    const { shown, counts, faults, hasHeader } = await plan(text)
    expect(hasHeader).toBe(true)
    expect(counts).toEqual({ new: 1, same: 1, differs: 0, error: 8 })
    expect(shown.map((row) => [row.line, row.verdict, 'reason' in row ? row.reason : ''])).toEqual([
      [2, 'new', ''],
      [3, 'same', ''],
      [4, 'error', 'twice'],
      [5, 'error', 'slug-invalid'],
      [6, 'error', 'missing'],
      [7, 'error', 'missing'],
      [8, 'error', 'kind-unknown'],
      [9, 'error', 'not-yes-or-no'],
      [10, 'error', 'not-a-number'],
      [11, 'error', 'twice'],
    ])
    expect(faults.length).toBe(8)
    expect((await plan(`${header}\nelders,另一个名字,Elders Fund,社区,,,是,0`)).shown).toMatchObject([
      { line: 2, verdict: 'differs', columns: ['nameZh'] },
    ])
    expect(await funds()).toBe(before)
  })

  test('with and without header, in GBK, and as XLSX it is the same list', async () => {
    const rows = [line('gbk-one'), line('gbk-two')]
    const named = await plan([header, ...rows].join('\r\n'))
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('a')
    for (const row of [header, ...rows]) sheet.addRow(row.split(','))
    const others = [
      await plan(rows.join('\r\n')),
      await plan(iconv.encode([header, ...rows].join('\r\n'), 'gbk')),
      await plan(new Uint8Array(await book.xlsx.writeBuffer())),
    ]
    const fundsOf = (from: typeof named) => from.shown.map((row) => 'fund' in row && row.fund)
    for (const other of others) expect(fundsOf(other)).toEqual(fundsOf(named))
    expect(others[0]!.hasHeader).toBe(false)
  })

  test('what is exported can be imported: every row is the same', async () => {
    const outlet = { ready: async () => true }
    for (const [format, locale] of [
      ['csv', 'zh-CN'],
      ['xlsx', 'en'],
    ] as const) {
      const file = await exportFunds(opened.db, { format, locale, outlet }).arrayBuffer()
      const { counts } = await plan(new Uint8Array(file))
      expect(counts).toEqual({ new: 0, same: await funds(), differs: 0, error: 0 })
    }
  })

  test('a confirmed list opens all its funds with an act for each, once', async () => {
    const [a, b] = [slug(), slug()]
    const text = [header, line(a), line(b)].join('\n')
    const id = await upload(text)
    const { hash } = await plan(text)
    const told = { uploadId: id, planHash: hash, words }
    expect(await importFunds(opened.db, treasurer, told)).toEqual({ ok: true, opened: 2 })
    for (const one of [a, b]) {
      expect(await acts('fund.open', `fund:${one}`)).toMatchObject([
        { actorId: 'treasurer', after: { kind: 'community' } },
      ])
    }
    expect(await acts('fund.import', `upload:${id}`)).toMatchObject([{ after: { opened: 2, hash } }])
    expect(await importFunds(opened.db, treasurer, told)).toEqual({ ok: false, reason: 'upload-gone' })
  })

  test('one wrong row, or one that differs, and nothing is written: no fund and no act', async () => {
    for (const wrong of ['Bad Slug,名称,,,,,,', 'elders,另一个名字,,,,,,']) {
      const one = slug()
      const text = [header, line(one), wrong].join('\n')
      const before = await funds()
      const told = { uploadId: await upload(text), planHash: (await plan(text)).hash, words }
      expect(await importFunds(opened.db, treasurer, told)).toEqual({ ok: false, reason: 'not-ready' })
      expect(await funds()).toBe(before)
      expect(await acts('fund.open', `fund:${one}`)).toEqual([])
    }
  })

  test('what is confirmed is what was shown: a fund opened meanwhile, or another hash, stops it', async () => {
    const [one, two] = [slug(), slug()]
    const text = [header, line(one), line(two)].join('\n')
    const uploadId = await upload(text)
    const { hash } = await plan(text)
    const told = { uploadId, planHash: hash, words }
    expect(await importFunds(opened.db, treasurer, { ...told, planHash: 'f'.repeat(64) })).toEqual({
      ok: false,
      reason: 'plan-changed',
    })
    const { shown } = await plan(text)
    await openFund(opened.db, (shown[0] as { fund: Parameters<typeof openFund>[1] }).fund)
    const before = await funds()
    expect(await importFunds(opened.db, treasurer, told)).toEqual({ ok: false, reason: 'plan-changed' })
    expect(await funds()).toBe(before)
  })

  test('another person’s upload, an old one, and who may not change funds: refused', async () => {
    const text = [header, line(slug())].join('\n')
    const uploadId = await upload(text)
    const told = { uploadId, planHash: (await plan(text)).hash, words }
    const refused = (reason: string) => ({ ok: false, reason })
    expect(await importFunds(opened.db, actor('auditor'), told)).toEqual(refused('not-allowed'))
    expect(await importFunds(opened.db, actor('administrator'), told)).toEqual(refused('upload-gone'))
    expect(await importFunds(opened.db, treasurer, { ...told, uploadId: "' OR 1=1" })).toEqual(
      refused('upload-gone'),
    )
    await opened.db.query(
      `UPDATE platform_upload SET made_at = now() - interval '61 minutes' WHERE id = $1::uuid`,
      [uploadId],
    )
    expect(await importFunds(opened.db, treasurer, told)).toEqual(refused('upload-gone'))
  })

  test('100,000 rows with 3 wrong: exactly these three lines are named, memory stays small, nothing is imported', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => line(`many-${i}`))
    rows[776] = 'many-776x,,,,,,,' // line 778: the header is line 1
    rows[50_000] = line('many-49999')
    rows[99_999] = 'Not A Slug,名称,,,,,,'
    const text = [header, ...rows].join('\r\n')
    const content = Buffer.from(text)
    rows.length = 0
    const before = await funds()
    const rss = process.memoryUsage().rss
    const read = await plan(content)
    expect(read.faults.map((row) => row.line)).toEqual([778, 50_002, 100_001])
    expect(read.counts).toEqual({ new: 99_997, same: 0, differs: 0, error: 3 })
    expect(read.shown.length).toBeLessThanOrEqual(300)
    expect(isReady(read)).toBe(false)
    expect(process.memoryUsage().rss - rss).toBeLessThan(200 * 1024 * 1024)
    const told = { uploadId: await upload(text), planHash: read.hash, words }
    expect(await planFundImport(opened.db, content, words)).toMatchObject({ hash: read.hash })
    expect(await importFunds(opened.db, treasurer, told)).toEqual({ ok: false, reason: 'not-ready' })
    expect(await funds()).toBe(before)
  }, 300_000)
})
