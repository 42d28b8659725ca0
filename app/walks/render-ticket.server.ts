import { formatDay } from '~/platform/dates'
import { openPaper, type Paper } from '~/platform/paper/open-paper.server'
import { drawQr, ink } from '~/platform/paper/paper-marks.server'
import { textsIn } from '~/platform/texts.server'
import { spellCard, ticketUrl } from './card-id'
import { put } from './internal/print-parts.server'
import type { TicketPaper } from './ticket'

/** What is printed speaks both languages: whoever stands before it reads one of them. */
const zh = textsIn('zh-CN', 'prints')
const en = textsIn('en', 'prints')

export interface TicketOptions {
  /** `a5`: a page for each; `a4`: two to a page, to be cut. */
  size: 'a4' | 'a5'
  publicUrl: string
  author: string
}

/** An A5 page lying on its side, half of an A4. */
const [width, height] = [595.28, 841.89 / 2]
const margin = 30
const qrSize = 186

/**
 * Tickets with bib numbers (参加号), to be worn or shown: the number as large as the paper takes, name, level, unit, and the stamp
 * card's code. In both languages. The caller has made sure that whoever gets them may see the names.
 */
export function renderTickets(tickets: readonly TicketPaper[], options: TicketOptions): Promise<Buffer> {
  const [first] = tickets
  if (!first) throw new RangeError('no ticket to print')
  const a5 = options.size === 'a5'
  const paper = openPaper({
    title: `${zh('ticket.title')} · ${first.campaign.zh}`,
    author: options.author,
    locale: 'zh-CN',
    day: first.day,
    size: a5 ? 'A5' : 'A4',
    layout: a5 ? 'landscape' : 'portrait',
  })
  for (const [n, ticket] of tickets.entries()) {
    const half = a5 ? 0 : n % 2
    if (n > 0 && half === 0) paper.doc.addPage()
    paper.doc.save().translate(0, half * height)
    drawTicket(paper, ticket, options.publicUrl)
    paper.doc.restore()
  }
  return paper.close()
}

/** One walker's ticket on an A5 page. */
export const renderTicket = (ticket: TicketPaper, options: Omit<TicketOptions, 'size'>): Promise<Buffer> =>
  renderTickets([ticket], { ...options, size: 'a5' })

function drawTicket(paper: Paper, ticket: TicketPaper, publicUrl: string): void {
  const { doc } = paper
  doc
    .roundedRect(12, 12, width - 24, height - 24, 6)
    .lineWidth(1)
    .stroke(ink.line)
  doc.rect(12, 12, width - 24, 46).fill(ink.kapok)
  const head = { x: margin, width: width - 2 * margin, color: '#FFFFFF' }
  put(paper, ticket.campaign.zh, { ...head, top: 17, height: 22, size: 16, least: 9, face: 'bold' })
  put(paper, ticket.campaign.en, { ...head, top: 38, height: 14, size: 10, least: 6 })

  const wide = width - 2 * margin - qrSize - 18
  const left = { x: margin, width: wide }
  const bibLabel = `${zh('ticket.bib')} · ${en('ticket.bib')}`
  put(paper, bibLabel, { ...left, top: 68, height: 16, size: 11, color: ink.soft })
  const bib = ticket.bib === null ? zh('ticket.noBib') : `${ticket.bib}`.padStart(4, '0')
  put(paper, bib, { ...left, top: 78, height: 132, size: 118, least: 30, face: 'bold', color: ink.kapokText })
  let y = put(paper, ticket.name, { ...left, top: 214, height: 42, size: 26, least: 9, face: 'bold' }) + 4
  const facts = [
    [`${zh('ticket.level')} · ${en('ticket.level')}`, `${ticket.level.zh} · ${ticket.level.en}`],
    ...(ticket.unit ? [[`${zh('ticket.unit')} · ${en('ticket.unit')}`, ticket.unit] as const] : []),
    [
      `${zh('ticket.day')} · ${en('ticket.day')}`,
      `${formatDay('zh-CN', ticket.day)} · ${formatDay('en', ticket.day)}`,
    ],
    ...(ticket.place.zh
      ? [
          [
            `${zh('ticket.place')} · ${en('ticket.place')}`,
            `${ticket.place.zh} · ${ticket.place.en}`,
          ] as const,
        ]
      : []),
  ] as const
  for (const [term, detail] of facts) {
    put(paper, term, { ...left, top: y + 1, width: 86, height: 14, size: 8.5, color: ink.soft })
    const at = { x: margin + 90, width: wide - 90, top: y, height: 30, size: 11, least: 6 }
    y = put(paper, detail, at) + 3
  }

  const x = width - margin - qrSize + 8
  drawQr(doc, { x, y: 66, size: qrSize }, ticketUrl(publicUrl, ticket.card))
  const under = { x, width: qrSize, align: 'center' as const }
  put(paper, spellCard(ticket.card), { ...under, top: 254, height: 16, size: 12, face: 'bold' })
  y = put(paper, zh('ticket.how'), { ...under, top: 274, height: 28, size: 9.5, least: 6 })
  put(paper, en('ticket.how'), { ...under, top: y + 1, height: 26, size: 8, least: 5.5, color: ink.soft })
  const foot = { x: margin, width: width - 2 * margin, align: 'center' as const }
  doc.rect(margin, height - 62, width - 2 * margin, 0.6).fill(ink.line)
  put(paper, zh('ticket.keep'), { ...foot, top: height - 56, height: 15, size: 9.5 })
  put(paper, en('ticket.keep'), { ...foot, top: height - 40, height: 13, size: 8.5, color: ink.soft })
}
