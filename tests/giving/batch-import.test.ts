import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countBatch } from '~/giving/count-batch.server'
import { findOpenBatch } from '~/giving/find-open-batch.server'
import { batchImportKind, importBatchLines } from '~/giving/import-batch-lines.server'
import { batchRow } from '~/giving/internal/batch-row.server'
import { planBatchImport } from '~/giving/plan-batch-import.server'
import { recountBatch } from '~/giving/recount-batch.server'
import type { Actor } from '~/identity/actor'
import { keepUpload } from '~/platform/keep-upload.server'
import { actor } from '../payments/bank-desk'
import { databases, type TestDatabase } from '../setup/databases'
import { beginBatch, bo, enterLine, expectBooks, mei, totalsOf } from './batches'
import { openWalk } from './support'

describe.each(databases.slice(0, 1))('cash and cheques from a table: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openWalk(at.db)
  })
  afterEach(async () => {
    await expectBooks(at.db)
    await at.drop()
  })
  const plan = async (batchId: string, content: Uint8Array | string) =>
    (await planBatchImport(at.db, (await batchRow(at.db, batchId, 'look'))!, Buffer.from(content)))!
  const bring = async (batchId: string, content: Uint8Array | string, by: Actor = mei) => {
    const bytes = Buffer.from(content)
    const upload = { kind: batchImportKind(batchId), madeBy: by.id, name: 'list.csv', content: bytes }
    const uploadId = await keepUpload(at.db, upload)
    return { batchId, uploadId, planHash: (await plan(batchId, bytes)).hash, locale: 'zh-CN' as const }
  }
  const lines = (batchId: string) =>
    at.db.query<{ fen: bigint; name: string; consent: boolean; fund: string | null; number: string }>(
      `SELECT amount_fen AS fen, donor_name AS name, name_consent AS consent, fund, cheque_number AS number
         FROM giving_batch_line WHERE batch_id = $1::uuid ORDER BY position`,
      [batchId],
    )

  test('a list in GBK comes in whole and in its order, is counted by two, and brought again brings nothing', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    await enterLine(db, mei, id, '8')
    const list = iconv.encode(
      '捐赠人,金额,公开署名,基金\n陈先生,１００元,是,\n,66.6,,困境儿童基金\n,66.6,,\n',
      'gbk',
    )
    const told = await bring(id, list)
    expect((await plan(id, list)).counts).toEqual({ new: 3, known: 0, error: 0 })
    expect(await importBatchLines(db, actor('auditor'), told)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await importBatchLines(db, bo, told)).toEqual({ ok: false, reason: 'upload-gone' })
    expect(await importBatchLines(db, mei, { ...told, planHash: 'x' })).toMatchObject({
      reason: 'plan-changed',
    })
    expect(await importBatchLines(db, mei, told)).toEqual({ ok: true, taken: 3 })
    expect(await lines(id)).toEqual([
      { fen: 800n, name: '', consent: false, fund: null, number: '' },
      { fen: 10_000n, name: '陈先生', consent: true, fund: null, number: '' },
      { fen: 6_660n, name: '', consent: false, fund: 'children', number: '' },
      { fen: 6_660n, name: '', consent: false, fund: null, number: '' },
    ])
    expect(await plan(id, list), 'two of the same in one list are two').toMatchObject({
      counts: { new: 0, known: 3, error: 0 },
    })
    expect(await importBatchLines(db, mei, await bring(id, list))).toMatchObject({ reason: 'not-ready' })
    const late = await bring(id, '5\n')
    expect(await countBatch(db, mei, { batchId: id, countedFen: 24_120n })).toEqual({ ok: true })
    expect(await findOpenBatch(db, mei, id)).toBeNull()
    expect(await importBatchLines(db, mei, late)).toMatchObject({ reason: 'not-open' })
    expect(await recountBatch(db, bo, { batchId: id, countedFen: 24_120n })).toMatchObject({ agreed: true })
    expect(await totalsOf(db)).toEqual({ fen: 24_120n, gifts: 4 })
  })

  test('says row by row what is wrong, and takes nothing then; a cheque is known by its number', async () => {
    const { db } = at
    const id = await beginBatch(db, mei, { kind: 'cheque' })
    await enterLine(db, mei, id, '500', { chequeNumber: 'A 001', chequeBank: '广州银行' })
    const list = [
      '金额,支票号码,出票银行,公开署名,基金',
      '500,a001,广州银行,,',
      '300,A002,广州银行,,',
      '300,A002,广州银行,,',
      '0,A003,广州银行,,',
      '10,,广州银行,,',
      '10,A004,广州银行,也许,',
      '10,A005,广州银行,,没有的基金',
    ].join('\n')
    const planned = await plan(id, list)
    expect(planned.counts).toEqual({ new: 1, known: 1, error: 5 })
    expect(
      planned.faults.map((row) => row.verdict === 'error' && [row.line, row.column, row.reason]),
    ).toEqual([
      [4, 'chequeNumber', 'twice'],
      [5, 'amount', 'not-positive'],
      [6, 'chequeNumber', 'missing'],
      [7, 'nameConsent', 'not-yes-or-no'],
      [8, 'fund', 'unknown-fund'],
    ])
    expect(await importBatchLines(db, mei, await bring(id, list))).toMatchObject({ reason: 'not-ready' })
    expect(await lines(id)).toHaveLength(1)
  })

  test('no more than a batch may have: 500 with what is there', async () => {
    const { db } = at
    const id = await beginBatch(db, mei)
    await enterLine(db, mei, id, '1')
    const rows = (n: number) => Array.from({ length: n }, (_, i) => `${i + 1}`).join('\n')
    expect(await plan(id, rows(500))).toMatchObject({ tooMany: true })
    expect(await importBatchLines(db, mei, await bring(id, rows(500)))).toMatchObject({ reason: 'not-ready' })
    expect(await importBatchLines(db, mei, await bring(id, rows(499)))).toEqual({ ok: true, taken: 499 })
  })
})
