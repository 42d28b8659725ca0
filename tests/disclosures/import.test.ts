import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerDoubt, readValue } from '~/disclosures/old/answer-doubt.server'
import { answerImportForm } from '~/disclosures/old/answer-import-form.server'
import { findOldBundle, listOldBundles } from '~/disclosures/old/find-old-bundle.server'
import { finishOldBundle } from '~/disclosures/old/finish-old-bundle.server'
import { keepOldBundle } from '~/disclosures/old/keep-old-bundle.server'
import { reportOn, stretchesOf } from '~/disclosures/old/report'
import { showReport } from '~/disclosures/old/show-report.server'
import { type Actor, theSoftware } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { DocumentFault, mostDocumentBytes, readDocument } from '~/platform/read-document.server'
import { zipOf } from '../platform/zip'
import { databases, type TestDatabase } from '../setup/databases'
import { form } from './bundle'

const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
  <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const relations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const documentXml = (text: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${text
    .split('\n')
    .map(paragraph)
    .join('')}</w:body></w:document>`
const docx = (text: string, more: Record<string, Buffer> = {}, lies = {}) =>
  zipOf(
    {
      '[Content_Types].xml': Buffer.from(types),
      '_rels/.rels': Buffer.from(relations),
      'word/document.xml': Buffer.from(documentXml(text)),
      ...more,
    },
    lies,
  )
const refusal = (content: Uint8Array) =>
  readDocument(content).then(
    () => 'read',
    (error: unknown) => (error instanceof DocumentFault ? error.reason : Promise.reject(error)),
  )

describe('a file is read as a text, whatever it is called', () => {
  test('UTF-8 with its mark, GBK, and UTF-16 say the same', async () => {
    const said = '番禺区 1.5万元\n第二行'
    const gbk = Buffer.from([
      0xb7, 0xac, 0xd8, 0xae, 0xc7, 0xf8, 0x20, 0x31, 0x2e, 0x35, 0xcd, 0xf2, 0xd4, 0xaa, 0x0d, 0x0a, 0xb5,
      0xda, 0xb6, 0xfe, 0xd0, 0xd0,
    ])
    expect(await readDocument(Buffer.from(`\ufeff${said}`))).toBe(said)
    expect(await readDocument(gbk)).toBe(said)
    expect(await readDocument(Buffer.from(`\ufeff${said}`, 'utf16le'))).toBe(said)
  })

  test('a DOCX has a line for each paragraph, and its disclosures are found as in the text', async () => {
    const text = [
      form(),
      '',
      form({ heading: ['屋顶修缮项目', '2024年第一季度开展情况公示'], name: '屋顶修缮项目' }),
    ].join('\n')
    const read = await readDocument(docx(text))
    expect(read.trimEnd()).toBe(text)
    expect(reportOn(read).statements.map((one) => one.titleName)).toEqual(['木棉陪读项目', '屋顶修缮项目'])
  })

  test('macros are refused, by their part and by what the document calls itself', async () => {
    expect(await refusal(docx('甲', { 'word/vbaProject.bin': Buffer.from('x') }))).toBe('macros')
    const named = types.replace('document.main+xml', 'document.macroEnabled.main+xml')
    expect(await refusal(docx('甲', { '[Content_Types].xml': Buffer.from(named) }))).toBe('macros')
  })

  test('a ZIP bomb is left packed, also where it lies about its size', async () => {
    const bomb = Buffer.alloc(40 * 1024 * 1024, 0x20)
    expect(await refusal(docx('甲', { 'word/document.xml': bomb }))).toBe('unpacks-too-large')
    const { deflateRawSync } = await import('node:zlib')
    const lies = { 'word/document.xml': { packed: deflateRawSync(bomb), size: 10 } }
    expect(await refusal(docx('甲', {}, lies))).toBe('unpacks-too-large')
  })

  test('what is no text is refused with its reason', async () => {
    expect(await refusal(Buffer.alloc(0))).toBe('empty')
    expect(await refusal(Buffer.from(' \n '))).toBe('empty')
    expect(await refusal(Buffer.alloc(mostDocumentBytes + 1, 0x61))).toBe('too-large')
    expect(await refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toBe('old-word')
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toBe('not-text')
    expect(await refusal(zipOf({ 'a.txt': Buffer.from('x') }))).toBe('not-text')
    expect(await refusal(docx('甲', { 'word/document.xml': Buffer.from('<w:broken') }))).toBe('not-text')
  })
})

describe('the report', () => {
  test('amounts in 元, 万元 and both at once, in any width, and spans in three styles, each at its place', () => {
    const doing =
      '支出１２，３４５．６０元，另有2万6千元和730.90万元，服务期为2023.9-2024.8，又写2023年9月至2024年8月、2023-09-01至2024-08-31。'
    const { statements, doubts } = reportOn(form({ doing }))
    const [one] = statements
    expect(one!.figures.map(({ text, value, doubt }) => [text, value, doubt])).toEqual([
      ['１２，３４５．６０元', 1_234_560n, null],
      ['2万6千元', 2_600_000n, 'rounded'],
      ['730.90万元', 730_900_000n, 'rounded'],
    ])
    expect(doubts).toBe(2)
    expect(one!.findings).toEqual([])
  })

  test('a text is cut at its figures and findings and is whole again', () => {
    const text = form({ doing: '共3宗，300元，其中：甲1宗，100元；乙2宗，100元。', results: null })
    const [one] = reportOn(text).statements
    const pieces = stretchesOf(one!.sections.doing!, one!.figures, one!.findings)
    expect(pieces.map((piece) => piece.text).join('')).toBe(one!.sections.doing!.text)
    expect(pieces.filter((piece) => piece.figure).map((piece) => piece.text)).toContain('300元')
    expect(pieces.some((piece) => piece.found)).toBe(true)
    expect(one!.findings.map(({ what }) => what).sort()).toEqual(['section-missing', 'sum-differs'])
  })

  test.each([
    ['money', '７，３０９，０００．５', 730_900_050n],
    ['money', '1.234', null],
    ['count', '144', 144n],
    ['count', '1.5', null],
    ['count', '', null],
  ] as const)('a corrected %s %s', (kind, typed, value) => expect(readValue(kind, typed)).toBe(value))
})

/** What the browser sends of the page's form. */
const upload = (file: { name: string; bytes: Uint8Array }) => {
  const body = new FormData()
  body.set('name', '')
  body.set('text', '')
  body.set('file', new Blob([Buffer.from(file.bytes)]), file.name)
  return new Request('http://localhost/desk/disclosures/import', { method: 'POST', body })
}

describe('a person goes through a text', () => {
  let house: TestDatabase
  let db: Database
  beforeEach(async () => {
    house = await databases[0]!.open()
    db = house.db
  })
  afterEach(() => house.drop())
  const text = form({ doing: '支出730.90万元，近1000人受益。' })
  const keep = async (given: string) => {
    const kept = await keepOldBundle(db, theSoftware, { name: '旧公示', text: given })
    if (!kept.ok) throw new Error(kept.reason)
    return kept
  }

  test('the same text is kept once; what has not the form is not kept', async () => {
    const first = await keep(text)
    expect(await keep(text.replaceAll('\n', '\r\n'))).toEqual({ ...first, created: false })
    expect(await keepOldBundle(db, theSoftware, { name: '', text: ' ' })).toMatchObject({ reason: 'empty' })
    expect(await keepOldBundle(db, theSoftware, { name: '', text: '一封信' })).toMatchObject({
      reason: 'no-statements',
    })
    expect(await listOldBundles(db, theSoftware)).toMatchObject([{ statements: 1, doubts: 2, state: 'open' }])
  })

  test('a text that nobody gave a name is called by its first line, whoever reads the list in whatever language', async () => {
    await keepOldBundle(db, theSoftware, { text: `\n ${text}` })
    expect(await listOldBundles(db, theSoftware)).toMatchObject([{ name: text.split('\n')[0]!.trim() }])
  })

  test('what is dangerous or no text is refused at the form with its reason, and nothing of it is kept', async () => {
    const send = (name: string, bytes: Uint8Array) =>
      answerImportForm(db, theSoftware, upload({ name, bytes }))
    const bomb = docx(text, { 'word/document.xml': Buffer.alloc(40 * 1024 * 1024, 0x20) })
    for (const [name, bytes, reason] of [
      ['macros.docx', docx(text, { 'word/vbaProject.bin': Buffer.from('x') }), 'macros'],
      ['bomb.docx', bomb, 'unpacks-too-large'],
      ['picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'not-text'],
      ['letter.txt', Buffer.from('一封信'), 'no-statements'],
    ] as const)
      expect(await send(name, bytes), name).toEqual({ ok: false, reason, form: { name: '', text: '' } })
    expect(await listOldBundles(db, theSoftware)).toEqual([])
    expect(await send('good.docx', docx(text))).toMatchObject({ ok: true })
    expect(await listOldBundles(db, theSoftware)).toMatchObject([{ name: 'good.docx', doubts: 2 }])
  })

  test('a text with parts missing is kept, and each of them is told', async () => {
    const bare = ['木棉陪读项目', '一、项目信息', '（一）项目名称：木棉陪读项目', '二、项目实施情况'].join(
      '\n',
    )
    const { id } = await keep(bare)
    const found = (await findOldBundle(db, theSoftware, id))!
    const told = showReport('zh-CN', found, 0).one.findings.map((one) => one.text)
    for (const part of ['项目成效', '项目周期', '合作方', '季度'])
      expect(
        told.some((one) => one.includes(part.replace('项目成效', '成效'))),
        part,
      ).toBe(true)
  })

  test('five megabytes are kept whole and shown; more statements than anybody published are not', async () => {
    const one = form({
      heading: ['木棉陪读项目', '2024年第一季度开展情况公示'],
      results: '好。'.repeat(1_000),
    })
    const many = Array.from({ length: 780 }, () => one).join('\n\n')
    const bytes = Buffer.from(many)
    expect(bytes.length).toBeGreaterThan(4.7 * 1024 * 1024)
    expect(bytes.length).toBeLessThanOrEqual(mostDocumentBytes)
    const { id } = await keep(await readDocument(bytes))
    const found = (await findOldBundle(db, theSoftware, id))!
    expect(found).toMatchObject({ text: many, statements: 780 })
    const shown = showReport('zh-CN', found, 779)
    expect(shown.chosen).toBe(779)
    const results = shown.one.sections.find(({ key }) => key === 'results')!
    expect(results.stretches.map((stretch) => stretch.text).join('')).toBe('好。'.repeat(1_000))
    const tiny = '一、项目信息\n（一）项目名称：甲\n'.repeat(2_001)
    expect(await keepOldBundle(db, theSoftware, { name: '', text: tiny })).toEqual({
      ok: false,
      reason: 'too-many',
    })
  })

  test('each doubtful figure is answered, then the reading is finished and stays as it is', async () => {
    const { id } = await keep(text)
    const [money, people] = reportOn(text).statements[0]!.figures
    const answer = (place: number, verdict: 'right' | 'corrected', typed = '') =>
      answerDoubt(db, theSoftware, { id, place, verdict, typed })
    expect(await finishOldBundle(db, theSoftware, id)).toMatchObject({ reason: 'doubts-open' })
    expect(await answer(money!.from, 'corrected', '7,309,000')).toEqual({ ok: true })
    expect(await answer(money!.from + 1, 'right')).toMatchObject({ reason: 'unknown-figure' })
    expect(await answer(people!.from, 'corrected', '九百')).toMatchObject({ reason: 'not-a-number' })
    expect(await answer(people!.from, 'right')).toEqual({ ok: true })
    expect(await finishOldBundle(db, theSoftware, id)).toEqual({ ok: true })
    expect(await answer(people!.from, 'corrected', '987')).toMatchObject({ reason: 'done' })
    expect((await findOldBundle(db, theSoftware, id))!.answers).toEqual([
      { place: money!.from, verdict: 'corrected', value: 730_900_000n },
      { place: people!.from, verdict: 'right', value: null },
    ])
    const donor: Actor = { kind: 'person', id: 'x', name: 'x', from: '', grants: [] }
    expect(await findOldBundle(db, donor, id)).toBeNull()
  })
})
