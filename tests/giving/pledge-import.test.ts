import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { importPledges, pledgeImportKind } from '~/giving/import-pledges.server'
import { planPledgeImport } from '~/giving/plan-pledge-import.server'
import type { Actor } from '~/identity/actor'
import { keepUpload } from '~/platform/keep-upload.server'
import { databases, type TestDatabase } from '../setup/databases'
import { actor, openPledging, pledged } from './pledges'
import { today, walk } from './support'

const campaign = walk.slug
const organiser = actor('organiser')
const header = '单位名称,认捐金额,用途,联系人,邮箱,电话,公开名称,备注'

describe.each(databases.slice(0, 1))('$name', ({ open }) => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await open()
    await openPledging(opened.db)
  })
  afterAll(() => opened.drop())
  const plan = async (content: Uint8Array | string) =>
    planPledgeImport(opened.db, (await findPledgeSetting(opened.db, campaign))!, Buffer.from(content))
  const bring = async (content: Uint8Array | string, by: Actor = organiser) => {
    const bytes = Buffer.from(content)
    const upload = { kind: pledgeImportKind, madeBy: by.id, name: 'list.csv', content: bytes }
    const uploadId = await keepUpload(opened.db, upload)
    const { hash } = await plan(bytes)
    return { uploadId, planHash: hash }
  }
  const take = (told: { uploadId: string; planHash: string }, by: Actor = organiser) =>
    importPledges(opened.db, by, { ...told, campaign, locale: 'zh-CN', today })
  const count = async () =>
    (await opened.db.query<{ n: bigint }>('SELECT count(*) AS n FROM giving_pledge'))[0]!.n

  test('says row by row what is wrong, and takes nothing then', async () => {
    const list = [
      header,
      '甲公司,"１，０００元",赫章,,,,是,',
      '乙公司,1.5万,五华,李四,li@example.org,020 8888 0000,否,本月转',
      '丙公司,一万,,,,,,',
      ',500,,,,,,',
      '丁公司,500,火星,,,,,',
      '戊公司,500,,,不是邮箱,,,',
      '己公司,500,,,,,也许,',
      '甲公司,1000,Hezhang,,,,,',
      '庚公司,99,,,,,,',
      '辛公司,500,elders,,,,,',
    ].join('\n')
    const found = await plan(list)
    expect(found.counts).toEqual({ new: 3, known: 0, error: 7 })
    expect(found.sumFen).toBe(100_000n + 1_500_000n + 50_000n)
    expect(found.hasHeader).toBe(true)
    expect(found.faults.map((r) => r.verdict === 'error' && [r.line, r.column, r.reason])).toEqual([
      [4, 'amount', 'not-a-number'],
      [5, 'unitName', 'missing'],
      [6, 'designation', 'unknown-designation'],
      [7, 'contactEmail', 'not-an-address'],
      [8, 'nameConsent', 'not-yes-or-no'],
      [9, 'unitName', 'twice'],
      [10, 'amount', 'below-least'],
    ])
    const before = await count()
    expect(await take(await bring(list))).toEqual({ ok: false, reason: 'not-ready' })
    expect(await count()).toBe(before)
  })

  test('a list in GBK, without a header, with what is known already; brought again it brings nothing', async () => {
    await pledged(opened.db, { unitName: '南村 小学', amount: '500' })
    const list = iconv.encode('南村小学,500元\n北村小学,2万,五华,,,,同意\n', 'gbk')
    const told = await bring(list)
    expect((await plan(list)).counts).toEqual({ new: 1, known: 1, error: 0 })
    expect(await take(told, actor('treasurer'))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await take(told, { ...organiser, id: 'another' })).toEqual({ ok: false, reason: 'upload-gone' })
    expect(await take({ ...told, planHash: 'x' })).toEqual({ ok: false, reason: 'plan-changed' })
    expect(await take(told)).toEqual({ ok: true, taken: 1 })
    expect(await take(told)).toEqual({ ok: false, reason: 'upload-gone' })
    const [row] = await opened.db.query(
      `SELECT amount_fen, region, name_consent, made_by, state FROM giving_pledge WHERE unit_name = '北村小学'`,
    )
    expect(row).toEqual({
      ...{ amount_fen: 2_000_000n, region: 'wuhua', name_consent: true, made_by: 'import', state: 'open' },
    })
    expect(await take(await bring(list))).toEqual({ ok: false, reason: 'not-ready' })
  })

  test('what was promised in between is seen: look again', async () => {
    const told = await bring('东村小学,800\n')
    await pledged(opened.db, { unitName: '东村小学', amount: '800' })
    expect(await take(told)).toEqual({ ok: false, reason: 'plan-changed' })
  })

  test('5,000 rows are taken at once, each with its own reference; one more is too many', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `第${i}号单位,${500 + i}`)
    const before = await count()
    expect(await take(await bring([header, ...rows].join('\n')))).toEqual({ ok: true, taken: 5_000 })
    expect(await count()).toBe(before + 5_000n)
    const [row] = await opened.db.query<{ n: bigint }>(
      'SELECT count(DISTINCT reference) AS n FROM giving_pledge',
    )
    expect(row!.n).toBe(before + 5_000n)
    await expect(plan([header, ...rows, '多一家,500'].join('\n'))).rejects.toMatchObject({
      reason: 'too-many-rows',
    })
  })
})
