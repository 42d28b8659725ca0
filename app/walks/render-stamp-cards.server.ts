import { formatDay } from '~/platform/dates'
import { openPaper, type Paper } from '~/platform/paper/open-paper.server'
import { drawQr, ink } from '~/platform/paper/paper-marks.server'
import { textsIn } from '~/platform/texts.server'
import { type CardId, spellCard, ticketUrl } from './card-id'
import { cutLine, drawFrame, put } from './internal/print-parts.server'
import type { WalkPlan } from './walk-plan'

/** What is printed speaks both languages: whoever stands before it reads one of them. */
const zh = textsIn('zh-CN', 'prints')
const en = textsIn('en', 'prints')

const [width, height] = [595.28, 841.89]
const [columns, rows] = [2, 3]
const [wide, high] = [width / columns, height / rows]
const margin = 20
const qrSize = 112

/** Stamp cards for people without a phone, six to an A4 page, to be cut: each with an id of its own and a frame for each checkpoint. */
export function renderStampCards(
  plan: WalkPlan,
  cards: readonly CardId[],
  { publicUrl, author }: { publicUrl: string; author: string },
): Promise<Buffer> {
  const title = `${zh('card.file')} · ${plan.nameZh}`
  const paper = openPaper({ title, author, locale: 'zh-CN', day: plan.day })
  for (const [n, card] of cards.entries()) {
    const place = n % (columns * rows)
    if (n > 0 && place === 0) paper.doc.addPage()
    if (place === 0) {
      cutLine(paper, [wide, 0], [wide, height])
      for (let row = 1; row < rows; row++) cutLine(paper, [0, row * high], [width, row * high])
    }
    paper.doc.save().translate((place % columns) * wide, Math.floor(place / columns) * high)
    drawCard(paper, plan, card, publicUrl)
    paper.doc.restore()
  }
  return paper.close()
}

function drawCard(paper: Paper, plan: WalkPlan, card: CardId, publicUrl: string): void {
  paper.doc.rect(margin, 16, wide - 2 * margin, 2).fill(ink.kapok)
  const text = { x: margin, width: wide - 2 * margin - qrSize - 6 }
  let y = put(paper, zh('card.title'), { ...text, top: 24, height: 26, size: 19, face: 'bold' })
  y = put(paper, en('card.title'), { ...text, top: y, height: 14, size: 10, color: ink.soft }) + 3
  y = put(paper, plan.nameZh, { ...text, top: y, height: 28, size: 10, least: 7 })
  y = put(paper, plan.nameEn, { ...text, top: y, height: 22, size: 8, least: 6, color: ink.soft })
  put(paper, formatDay('zh-CN', plan.day), { ...text, top: y, height: 13, size: 9 })
  drawQr(paper.doc, { x: wide - margin - qrSize + 6, y: 22, size: qrSize }, ticketUrl(publicUrl, card))
  const id = { x: wide - margin - qrSize, width: qrSize + 12, align: 'center' as const }
  put(paper, spellCard(card), { ...id, top: 134, height: 11, size: 8, face: 'bold' })

  const checkpoints = plan.places.filter(({ kind }) => kind === 'checkpoint')
  const perRow = checkpoints.length > 6 ? Math.min(8, Math.ceil(checkpoints.length / 2)) : checkpoints.length
  const gap = 6
  const most = checkpoints.length > perRow ? 24 : 52
  const size = Math.min(most, (wide - 2 * margin - gap * (perRow - 1)) / perRow)
  for (const [n, place] of checkpoints.slice(0, perRow * 2).entries()) {
    const at = { x: margin + (n % perRow) * (size + gap), y: 152 + Math.floor(n / perRow) * (size + 14) }
    drawFrame(paper, { ...at, size })
    const label = { x: at.x, width: size, align: 'center' as const, top: at.y + size + 1 }
    put(paper, place.nameZh, { ...label, height: 10, size: 7.5, least: 4, color: ink.soft })
  }
  const foot = { x: margin, width: wide - 2 * margin }
  y = put(paper, `${zh('card.how')}${zh('card.later')}`, {
    ...foot,
    top: 226,
    height: 24,
    size: 7.5,
    least: 5.5,
  })
  put(paper, `${en('card.how')} ${en('card.later')}`, {
    ...foot,
    top: y,
    height: 22,
    size: 6.5,
    least: 5,
    color: ink.soft,
  })
}
