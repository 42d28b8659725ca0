import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerDoubt, readValue } from '~/disclosures/old/answer-doubt.server'
import { findOldBundle, listOldBundles } from '~/disclosures/old/find-old-bundle.server'
import { finishOldBundle } from '~/disclosures/old/finish-old-bundle.server'
import { keepOldBundle } from '~/disclosures/old/keep-old-bundle.server'
import { reportOn, stretchesOf } from '~/disclosures/old/report'
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
