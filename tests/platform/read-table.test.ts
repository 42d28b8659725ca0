import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readTable } from '~/platform/read-table.server'
import { TableFault, type TableLimits, type TableRow } from '~/platform/table'
import { zipOf } from './zip'

async function read(content: Uint8Array, limits?: Partial<TableLimits>): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const page of readTable(content, limits)) rows.push(...page)
  return rows
}
const fault = async (content: Uint8Array, limits?: Partial<TableLimits>) => {
  const error = await read(content, limits).then(
    () => null,
    (e: unknown) => e,
  )
  if (!(error instanceof TableFault)) throw new Error('it was read', { cause: error })
  return [error.reason, error.line]
}
const utf8 = (text: string) => Buffer.from(text)
const mark = '\uFEFF'
const table = '代码,名称\r\nelders,长者关爱基金\r\n'
const wanted = [
  { line: 1, cells: ['代码', '名称'] },
  { line: 2, cells: ['elders', '长者关爱基金'] },
]

describe('CSV', () => {
  test.each([
    ['UTF-8', utf8(table)],
    ['UTF-8 with its mark', utf8(mark + table)],
    ['GBK', iconv.encode(table, 'gbk')],
    ['UTF-16 as Excel writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table, 'utf16le')])],
    ['semicolons', utf8(table.replaceAll(',', ';'))],
    ['tabs', utf8(table.replaceAll(',', '\t'))],
    ['LF', utf8(table.replaceAll('\r\n', '\n'))],
    ['no last line break', utf8(table.trimEnd())],
    ['quotes everywhere', utf8('"代码","名称"\r\n"elders","长者关爱基金"\r\n')],
  ])('%s is read the same', async (_, content) => {
    expect(await read(content)).toEqual(wanted)
  })

  test('rare characters survive in GB 18030', async () => {
    const [row] = await read(iconv.encode('a,𠮷野家\n', 'gb18030'))
    expect(row!.cells).toEqual(['a', '𠮷野家'])
  })

  test('a quoted line break is part of its cell, and rows keep the line on which they begin', async () => {
    expect(await read(utf8('a,"one\ntwo, ""three"""\n\n,\nb,x\n"c\nc",y\nd,z\n'))).toEqual([
      { line: 1, cells: ['a', 'one\ntwo, "three"'] },
      { line: 5, cells: ['b', 'x'] },
      { line: 6, cells: ['c\nc', 'y'] },
      { line: 8, cells: ['d', 'z'] },
    ])
  })

  test('a comma inside quotes does not decide what separates', async () => {
    expect((await read(utf8('"a,b,c,d";e\n1;2\n')))[0]!.cells).toEqual(['a,b,c,d', 'e'])
  })

  test.each([
    ['nothing', utf8(''), ['empty', null]],
    ['a mark and nothing', utf8(mark), ['empty', null]],
    ['only empty rows', utf8('\n,,\n\n'), ['empty', null]],
    ['a quote that is not closed', utf8('a,b\nc,"d\n'), ['quotes-broken', 2]],
    ['a page', utf8('<!DOCTYPE html><table><tr><td>a</td></tr></table>'), ['not-a-table', null]],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0]), ['not-a-table', null]],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), ['old-excel', null]],
    ['no encoding of ours', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), ['encoding-unknown', null]],
  ])('%s is refused', async (_, content, why) => {
    expect(await fault(content)).toEqual(why)
  })

  test('what is too much is refused with its line', async () => {
    expect(await fault(utf8('a\nb\nc\n'), { rows: 2 })).toEqual(['too-many-rows', 3])
    expect(await fault(utf8('a\na,b,c\n'), { cells: 2 })).toEqual(['too-many-cells', 2])
    expect(await fault(utf8(`a\n${'x'.repeat(11)}\n`), { cellCharacters: 10 })).toEqual(['cell-too-long', 2])
    expect(await fault(utf8('x'.repeat(101)), { bytes: 100 })).toEqual(['too-large', null])
    expect(await fault(utf8(`a\n"${'x\n'.repeat(400_000)}"\n`))).toEqual(['cell-too-long', 2])
  })
})

describe('XLSX', () => {
  async function workbook(rows: ExcelJS.CellValue[][]) {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('a')
    for (const row of rows) sheet.addRow(row)
    book.addWorksheet('b').addRow(['of another sheet'])
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  test('the first sheet’s rows: texts, numbers, days, results of formulas, words of links', async () => {
    const content = await workbook([
      ['代码', '名称'],
      ['elders', 1.5],
      [],
      [new Date('2026-03-07T00:00:00Z'), { formula: '1+1', result: 2 }],
      [{ text: 'link', hyperlink: 'https://example.org' }, { richText: [{ text: 'ri' }, { text: 'ch' }] }],
    ])
    expect(await read(content)).toEqual([
      { line: 1, cells: ['代码', '名称'] },
      { line: 2, cells: ['elders', '1.5'] },
      { line: 4, cells: ['2026-03-07', '2'] },
      { line: 5, cells: ['link', 'rich'] },
    ])
  })

  const head =
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
  const sheet = (inside: Buffer) => ({
    'xl/workbook.xml': Buffer.from('<workbook/>'),
    'xl/worksheets/sheet1.xml': inside,
  })

  test.each([false, true])(
    'a workbook that unpacks to gigabytes is not unpacked (header lies: %s)',
    async (lie) => {
      const bomb = Buffer.concat([Buffer.from(head), Buffer.alloc(300 * 1024 * 1024, 0x20)])
      const packed = deflateRawSync(bomb)
      expect(packed.length).toBeLessThan(1024 * 1024)
      const before = process.memoryUsage().rss
      const content = zipOf(sheet(Buffer.alloc(0)), {
        'xl/worksheets/sheet1.xml': { packed, size: lie ? 10 : bomb.length },
      })
      expect(await fault(content)).toEqual(['unpacks-too-large', null])
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    },
  )

  test('a row that claims more cells than any list has is refused', async () => {
    const content = zipOf(
      sheet(Buffer.from(`${head}<row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>`)),
    )
    expect(await fault(content)).toEqual(['too-many-cells', 1])
  })

  test('entities that multiply are not expanded', async () => {
    const lol = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`
    const content = zipOf(sheet(Buffer.from(lol)))
    const rows = await read(content).catch((error: unknown) => error)
    expect(JSON.stringify(rows)).not.toContain('aaaa')
  })

  test.each([
    ['another kind of ZIP', zipOf({ 'word/document.xml': Buffer.from('<w/>') })],
    ['a ZIP cut off', zipOf(sheet(Buffer.from(head))).subarray(0, 60)],
    ['only the letters PK', Buffer.from('PK,not,a,zip\n')],
    [
      'a list that points past the end',
      Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18, 0xff)]),
    ],
    [
      'a part that is not what its header says',
      zipOf(sheet(Buffer.alloc(0)), {
        'xl/worksheets/sheet1.xml': { packed: Buffer.from('noise'), size: 5 },
      }),
    ],
  ])('%s is no table', async (_, content) => {
    expect((await fault(content))[0]).toMatch(/not-a-table|unpacks-too-large/)
  })
})
