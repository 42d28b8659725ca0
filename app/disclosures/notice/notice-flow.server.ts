import type { Face } from '~/platform/paper/paper-fonts.server'
import { ink } from '~/platform/paper/paper-marks.server'
import type { Fitted, Pen } from '~/platform/paper/paper-text.server'

export const sheet = { width: 595.28, height: 841.89, x: 71, top: 71, bottom: 78 } as const
export const column = sheet.width - 2 * sheet.x
const low = sheet.height - sheet.bottom

/** Something to draw once all pages are known. */
type Stroke = (doc: PDFKit.PDFDocument) => void
export interface LaidPage {
  strokes: Stroke[]
}
interface Style {
  face?: Face
  size?: number
  leading?: number
  color?: string
  align?: 'left' | 'center' | 'right'
  /** Of the first line, in ems. */
  indent?: number
  /** Of all lines, in points. */
  inset?: number
  /** Room above. */
  above?: number
  /** Stays on one page with so much of what follows. */
  keep?: number
}
export interface Cell {
  text: string
  align?: 'left' | 'right'
}

/** Lays text and tables down the pages of A4, breaking between lines; nothing is drawn before the last page is known. */
export function openFlow(pen: Pen) {
  const pages: LaidPage[] = []
  let y = low + 1
  const put = (stroke: Stroke) => pages.at(-1)!.strokes.push(stroke)
  function newPage() {
    pages.push({ strokes: [] })
    y = sheet.top
  }
  function room(height: number) {
    if (y + height > low) newPage()
  }

  function text(said: string, style: Style = {}) {
    const { face = 'regular', size = 10.5, leading = 1.75, color = ink.ink, inset = 0, above = 0 } = style
    const indent = (style.indent ?? 0) * size
    const width = column - inset
    const laid = pen.lay(said, face, { width, size, leading, indent })
    if (y > sheet.top) y += above
    room(laid.leading * Math.min(2, laid.lines.length) + (style.keep ?? 0))
    laid.lines.forEach((line, n) => {
      room(laid.leading)
      const at = { x: sheet.x + inset + (n === 0 ? indent : 0), top: y, width, align: style.align }
      const one: Fitted = { ...laid, lines: [line] }
      put(() => pen.draw(one, at, color))
      y += laid.leading
    })
  }

  /** On one line where that takes no more than a fifth off its size: no title leaves a single character on its second line. */
  function title(said: string, style: Style & { size: number }) {
    const { face = 'serif', size } = style
    const smaller = [size, size * 0.9, size * 0.8].find(
      (one) => pen.lay(said, face, { width: column, size: one }).lines.length === 1,
    )
    text(said, { ...style, size: smaller ?? size })
  }

  /** Rows of cells over the whole column; `parts` are their shares of its width. The head is said again on each new page. */
  function table(parts: readonly number[], head: readonly Cell[], rows: readonly (readonly Cell[])[]) {
    const size = 9
    const lay = (cells: readonly Cell[], face: Face) =>
      cells.map((cell, n) => pen.lay(cell.text, face, { width: parts[n]! * column - 8, size, leading: 1.45 }))
    const heightOf = (laid: readonly Fitted[]) =>
      Math.max(...laid.map(({ lines, leading }) => Math.max(1, lines.length) * leading)) + 7
    function row(
      cells: readonly Cell[],
      laid: readonly Fitted[],
      look: { color: string; line: string; width: number },
    ) {
      const [height, top] = [heightOf(laid), y]
      let x: number = sheet.x
      laid.forEach((fitted, n) => {
        const at = { x: x + 4, top: top + 3.5, width: parts[n]! * column - 8, align: cells[n]!.align }
        put(() => pen.draw(fitted, at, look.color))
        x += parts[n]! * column
      })
      y += height
      const under = y
      put((doc) =>
        doc
          .moveTo(sheet.x, under)
          .lineTo(sheet.x + column, under)
          .lineWidth(look.width)
          .stroke(look.line),
      )
    }
    const headLaid = lay(head, 'regular')
    const sayHead = () => row(head, headLaid, { color: ink.soft, line: ink.ink, width: 0.8 })
    y += 4
    room(heightOf(headLaid) + 24)
    sayHead()
    for (const cells of rows) {
      const laid = lay(cells, 'regular')
      if (y + heightOf(laid) > low) {
        newPage()
        sayHead()
      }
      row(cells, laid, { color: ink.ink, line: ink.line, width: 0.4 })
    }
    y += 6
  }

  /** Anything else of a known height: the stroke is told where its top is. */
  function block(height: number, draw: (doc: PDFKit.PDFDocument, top: number) => void) {
    room(height)
    const top = y
    put((doc) => draw(doc, top))
    y += height
  }

  return { pages, newPage, text, title, table, block }
}
export type Flow = ReturnType<typeof openFlow>
