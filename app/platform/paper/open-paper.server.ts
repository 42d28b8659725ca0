import PDFDocument from 'pdfkit'
import type { Locale } from '../i18n'
import { openPen, type Pen } from './paper-text.server'

export interface Paper {
  doc: PDFKit.PDFDocument
  pen: Pen
  /** Ends the paper; answers its bytes. Same calls and same fonts, same bytes. */
  close(): Promise<Buffer>
}

/** A new PDF of A4 (or another format), without margins, whose text is embedded and selectable. The first page is there. */
export function openPaper(about: {
  title: string
  author: string
  locale: Locale
  /** What it is dated, so that a paper made twice is the same. */
  day: string
  size?: 'A3' | 'A4' | 'A5'
  layout?: 'portrait' | 'landscape'
}): Paper {
  const doc = new PDFDocument({
    size: about.size ?? 'A4',
    layout: about.layout ?? 'portrait',
    margin: 0,
    lang: about.locale,
    displayTitle: true,
    font: '',
    info: { Title: about.title, Author: about.author, CreationDate: new Date(`${about.day}T00:00:00+08:00`) },
  })
  const chunks: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  return {
    doc,
    pen: openPen(doc),
    close() {
      doc.end()
      return written
    },
  }
}
