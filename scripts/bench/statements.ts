import fs from 'node:fs'
import { createRequire } from 'node:module'
import { create } from 'fontkit'
import PDFDocument from 'pdfkit'
import { renderStatement } from '~/giving/render-statement.server'
import type { Statement, StatementGift } from '~/giving/statement'
import { median } from './measure'
import { atLeast, type Group } from './report'

const giftsEach = 12
const papers = 30
const rounds = 5
const least = 0.7
const paper = { locale: 'zh-CN' as const, publicUrl: 'https://give.example.org', demo: false }

const share = (fund: string, nameZh: string) => ({ fund, nameZh, nameEn: fund, amountFen: 3_333n })
/** Donors of a year: names, amounts and numbers differ, as they do. */
function statement(n: number): Statement {
  const gifts = Array.from(
    { length: giftsEach },
    (_, i): StatementGift => ({
      id: `${n}-${i}`,
      amountFen: BigInt(6_666 + ((n * 37 + i * 101) % 90_000)),
      feeCoverFen: 0n,
      refundedFen: i === 7 ? 1_000n : 0n,
      channel: i % 2 ? 'card' : 'wechat_pay',
      shares: [share('elders', '长者关爱基金'), share('children', '困境儿童基金')],
      donorName: `${'赵钱孙李周吴郑王'[n % 8]}${'锦华清源志远慧敏'[(n * 3) % 8]}${'梅兰竹菊春夏秋冬'[(n * 5) % 8]}`,
      acknowledgement: {
        number: `SX-2025-${String(n * giftsEach + i).padStart(8, '0')}-3`,
        code: 'ABCDEFGHJK',
      },
      paidOn: `2025-${String((i % 12) + 1).padStart(2, '0')}-07`,
      campaign: { zh: i % 3 ? '第十一届慈善健康行' : '广东扶贫济困日', en: 'Walk' },
      ticket:
        i % 2
          ? { code: '44010125', number: `00${n}${i}`, checkCode: 'ab12cd', issuedOn: '2025-12-20' }
          : null,
    }),
  )
  const sum = (of: (g: StatementGift) => bigint) => gifts.reduce((all, g) => all + of(g), 0n)
  return {
    ...{
      year: 2025,
      gifts,
      givenFen: sum((g) => g.amountFen),
      refundedFen: sum((g) => g.refundedFen),
      feeCoverFen: 0n,
    },
    ...{ number: `SY-2025-${String(n).padStart(8, '0')}-1`, code: 'ABCDEFGHJK', issuedOn: '2026-01-05' },
  }
}

interface Written {
  text: string
  face: 'regular' | 'bold'
  size: number
  x: number
  y: number
}

/** Every text of a statement as it is written: which, how large, where. */
async function textsOf(one: Statement): Promise<Written[]> {
  const written: Written[] = []
  const { font, fontSize, text } = PDFDocument.prototype
  let [face, size] = ['regular' as Written['face'], 0]
  Object.assign(PDFDocument.prototype, {
    font(this: PDFKit.PDFDocument, name: never) {
      if (name === 'regular' || name === 'bold') face = name
      return font.call(this, name)
    },
    fontSize(this: PDFKit.PDFDocument, points: number) {
      size = points
      return fontSize.call(this, points)
    },
    text(this: PDFKit.PDFDocument, words: string, x: number, y: number, options: never) {
      written.push({ text: words, face, size, x, y })
      return text.call(this, words, x, y, options)
    },
  })
  try {
    await renderStatement(one, paper)
  } finally {
    Object.assign(PDFDocument.prototype, { font, fontSize, text })
  }
  return written
}

type Source = PDFKit.Mixins.PDFFontSource
/** The library alone: a page, its fonts as its manual gives them to it, and the texts; no rule, no seal, no code. */
function writeAlone(texts: readonly Written[], fonts: { regular: Source; bold: Source }): Promise<number> {
  const doc = new PDFDocument({ size: 'A4', margin: 0, font: '' })
  let bytes = 0
  const ended = new Promise<number>((resolve) => {
    doc.on('data', (piece: Buffer) => {
      bytes += piece.length
    })
    doc.on('end', () => resolve(bytes))
  })
  doc.registerFont('regular', fonts.regular)
  doc.registerFont('bold', fonts.bold)
  for (const { text, face, size, x, y } of texts)
    doc.font(face).fontSize(size).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
  doc.end()
  return ended
}

/** Annual statements a second, held against the rate at which the PDF library alone writes a page of the same text. */
export async function benchStatements(): Promise<Group> {
  const { resolve } = createRequire(import.meta.url)
  const read = (file: string) => fs.readFileSync(resolve(`@expo-google-fonts/noto-sans-sc/${file}`))
  const bytes = {
    regular: read('400Regular/NotoSansSC_400Regular.ttf'),
    bold: read('700Bold/NotoSansSC_700Bold.ttf'),
  }
  const opened = {
    regular: create(bytes.regular) as unknown as Source,
    bold: create(bytes.bold) as unknown as Source,
  }
  const all = Array.from({ length: papers }, (_, n) => statement(n))
  const texts: Written[][] = []
  for (const one of all) texts.push(await textsOf(one))
  const rate = async (write: (n: number) => Promise<unknown>) => {
    const from = performance.now()
    for (let n = 0; n < papers; n++) await write(n)
    return (papers * 1_000) / (performance.now() - from)
  }
  const rates = { ours: [] as number[], alone: [] as number[], opened: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const ours = await rate((n) => renderStatement(all[n]!, paper))
    const alone = await rate((n) => writeAlone(texts[n]!, bytes))
    const kept = await rate((n) => writeAlone(texts[n]!, opened))
    if (round === 0) continue // warm
    rates.ours.push(ours)
    rates.alone.push(alone)
    rates.opened.push(kept)
  }
  return {
    name: 'statements',
    title: `annual statements of ${giftsEach} gifts, one after the other`,
    figures: [
      atLeast(
        'annual statements',
        'a second',
        median(rates.ours),
        'pages of the same text a second by the PDF library alone',
        median(rates.alone),
        least,
      ),
      {
        what: 'the library alone, were its fonts opened once for all papers',
        figure: median(rates.opened),
        unit: 'a second',
      },
    ],
    notes: [
      'The library is given its fonts as its manual says, and writes every text of the statement at its place: no rules, seal or QR code.',
      'A statement has all of these, and is measured before it is written; it takes its fonts opened, which the library alone would do for each paper.',
    ],
  }
}
