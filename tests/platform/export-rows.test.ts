import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { byPage } from '~/platform/by-page'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import { yuanNumber } from '~/platform/internal/write-xlsx.server'

interface Row {
  name: string | null
  fen: bigint | null
  n: number
  day: string | null
  at: Date | null
}
const columns: ExportColumn<Row>[] = [
  { kind: 'text', header: '姓名', cell: (r) => r.name },
  { kind: 'money', header: '金额', cell: (r) => r.fen },
  { kind: 'count', header: '笔数', cell: (r) => r.n },
  { kind: 'day', header: '日期', cell: (r) => r.day },
  { kind: 'instant', header: '时间', cell: (r) => r.at },
]
const row = (change: Partial<Row> = {}): Row => ({
  name: '梁锦华',
  fen: 6666n,
  n: 1,
  day: '2026-03-07',
  at: new Date('2026-03-06T16:00:00Z'),
  ...change,
})
const open = { ready: async () => true }
async function* pagesOf(...pages: Row[][]) {
  yield* pages
}
type End = { rows: number; whole: boolean }
function exported(format: ExportFormat, pages: AsyncIterable<Row[]>, outlet = open) {
  const ends: End[] = []
  const response = exportRows({
    format,
    filename: 'gifts',
    columns,
    pages,
    outlet,
    onEnd: async (end) => void ends.push({ ...end }),
  })
  return { response, ends }
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const linesOf = async (response: Response) => (await bytesOf(response)).toString().slice(1).split('\r\n')
async function sheetOf(response: Response) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await bytesOf(response)) as unknown as ArrayBuffer)
  return workbook.worksheets[0]!
}

const hostile = ['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '=HYPERLINK("http://x","y")']
const odd = ['a,b', 'say "hello"', 'two\nlines', '👩‍👧 𠮷野', '\u202Eright to left', "O'Brien", '']

test('CSV: UTF-8 with its mark, CRLF, amounts to the fen, days and minutes in Shanghai', async () => {
  const { response, ends } = exported(
    'csv',
    pagesOf([row()], [row({ fen: -100n, name: null, day: null, at: null })]),
  )
  const bytes = await bytesOf(response)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.subarray(3).toString()).toBe(
    '姓名,金额,笔数,日期,时间\r\n梁锦华,66.66,1,2026-03-07,2026-03-07 00:00:00\r\n,-1.00,1,,\r\n',
  )
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="gifts.csv"')
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect(ends).toEqual([{ rows: 2, whole: true }])
})

test('CSV: no text begins as a formula does, and a negative amount stays a number', async () => {
  const lines = await linesOf(
    exported('csv', pagesOf(hostile.map((name) => row({ name, fen: -1n })))).response,
  )
  const text = lines.slice(1).join('\r\n')
  expect(text).not.toMatch(/(^|\r\n)"?[=+\-@\t＝]/)
  expect(lines[1]).toBe("'=1+1,-0.01,1,2026-03-07,2026-03-07 00:00:00")
  expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`)
})

test('CSV: quotes, commas, line breaks, emoji and right-to-left marks come back as they were', async () => {
  const { parse } = await import('csv-parse/sync')
  const bytes = await bytesOf(exported('csv', pagesOf(odd.map((name) => row({ name })))).response)
  const read = parse(bytes, { bom: true }) as string[][]
  expect(read.slice(1).map((cells) => cells[0])).toEqual(odd)
})

test('XLSX: texts are texts and never formulas, amounts are numbers, days are days, the header stays in sight', async () => {
  const names = [...hostile.filter((name) => !name.startsWith('\r')), ...odd.filter(Boolean)]
  const sheet = await sheetOf(exported('xlsx', pagesOf(names.map((name) => row({ name })))).response)
  expect(sheet.getRow(1).values).toEqual([undefined, '姓名', '金额', '笔数', '日期', '时间'])
  names.forEach((name, i) => {
    const cell = sheet.getRow(i + 2).getCell(1)
    expect([cell.type, cell.value]).toEqual([ExcelJS.ValueType.String, name])
  })
  const cells = sheet.getRow(2)
  expect([cells.getCell(2).value, cells.getCell(2).numFmt]).toEqual([66.66, '#,##0.00'])
  expect((cells.getCell(4).value as Date).toISOString()).toBe('2026-03-07T00:00:00.000Z')
  expect((cells.getCell(5).value as Date).toISOString()).toBe('2026-03-07T00:00:00.000Z')
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
})

test('XLSX: an amount’s text in the file is exactly its yuan and fen; what a double cannot hold stays text', () => {
  for (const fen of [1n, 10n, 6666n, 123_456_789n, 10n ** 13n - 1n, -29n, 999_999_999_999_999n]) {
    const number = yuanNumber(fen)
    expect(typeof number).toBe('number')
    expect(BigInt(Math.round(Number(String(number)) * 100))).toBe(fen)
    expect(String(number)).toMatch(/^-?\d+(\.\d{1,2})?$/)
  }
  expect(yuanNumber(1_234_567_890_123_456n)).toBe('12345678901234.56')
})

describe.each(['csv', 'xlsx'] as const)('%s', (format) => {
  test('an empty list is its header', async () => {
    const { response, ends } = exported(format, pagesOf())
    if (format === 'xlsx') expect((await sheetOf(response)).rowCount).toBe(1)
    else expect(await linesOf(response)).toEqual(['姓名,金额,笔数,日期,时间', ''])
    expect(ends).toEqual([{ rows: 0, whole: true }])
  })

  test('when the reader hangs up no further page is read, and the end says that not all went', async () => {
    let read = 0
    let here = true
    const big = Array.from({ length: 500 }, (_, i) => row({ name: `${Math.sin(i)}${Math.cos(i)}` }))
    const pages = byPage<Row, number>(async (after = 0) => {
      read++
      if (read === 20) here = false
      return { rows: big, next: after + 1 }
    })
    const { response, ends } = exported(format, pages, { ready: async () => here })
    await bytesOf(response)
    expect(read).toBeLessThan(25)
    expect(ends).toMatchObject([{ whole: false }])
  })

  test('who cancels half way lets go of the list', async () => {
    let closed = false
    const big = Array.from({ length: 500 }, (_, i) => row({ name: `${Math.sin(i)}` }))
    async function* endless() {
      try {
        for (;;) yield big
      } finally {
        closed = true
      }
    }
    const { response, ends } = exported(format, endless())
    const reader = response.body!.getReader()
    await reader.read()
    await reader.cancel()
    await expect.poll(() => closed).toBe(true)
    await expect.poll(() => ends).toMatchObject([{ whole: false }])
  })

  test('a reader that waits stops the reading: pages do not pile up in memory', async () => {
    let read = 0
    const big = Array.from({ length: 2_000 }, (_, i) => row({ name: `${Math.sin(i)}${Math.cos(i)}`, n: i }))
    const pages = byPage<Row, number>(async (after = 0) => {
      read++
      return { rows: big, next: after + 1 } // an endless list: only waiting ends the reading
    })
    const { response } = exported(format, pages)
    const reader = response.body!.getReader()
    await reader.read()
    let before = -1
    await expect
      .poll(
        () => {
          const still = read === before
          before = read
          return still
        },
        { interval: 250, timeout: 20_000 },
      )
      .toBe(true)
    await reader.cancel()
  })

  test('a list that cannot be read on breaks the file off instead of ending it well', async () => {
    async function* broken(): AsyncGenerator<Row[]> {
      yield [row()]
      throw new Error('the database went away')
    }
    const { response, ends } = exported(format, broken())
    await expect(bytesOf(response)).rejects.toThrow()
    expect(ends).toMatchObject([{ whole: false }])
  })
})
