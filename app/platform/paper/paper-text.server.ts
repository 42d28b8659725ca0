import { type Face, openFaces } from './paper-fonts.server'

/** Joiners and variation selectors have no look of their own. */
const invisible = /^\p{Default_Ignorable_Code_Point}$/u
/** What a line may not end with, a word or one character, what a line may not begin with; or a gap. */
const piece =
  /[（《「『【〈“‘]*(?:[!-~\u00a1-\u024f\u0370-\u052f\u2019]+|\S)[，。、；：！？）》」』】〉”’…·]*|\s+/gu

/** Quotes and dashes are as wide as a Chinese character in this font; in a Latin word they must not be. */
const latinQuotes = /^(?=.*[‘’“”…—])[!-~\u00a1-\u052f‘’“”…—]+$/u

interface Run {
  text: string
  face: Face
  narrow: boolean
}
const featuresOf = (run: Run): { features?: PDFKit.Mixins.OpenTypeFeatures[] } =>
  run.narrow ? { features: ['pwid'] } : {}
const continues = (last: Run | undefined, run: Run): last is Run =>
  last?.face === run.face && last.narrow === run.narrow
/** How wide what was written before is, for every paper: a character is measured far more often than it changes. */
const widths = new Map<string, number>()
const mostWidths = 20_000
interface Piece {
  runs: Run[]
  /** Width at a size of 1. */
  em: number
  gap: boolean
}
export type Line = Piece[]

export interface Box {
  width: number
  height: number
  /** Preferred size, and how small it may get before lines are dropped. */
  size: number
  least: number
  leading?: number
}
export interface Fitted {
  lines: Line[]
  size: number
  leading: number
}

/**
 * Writes text that may hold any character of any name. What the paper's own font lacks is written in the system's
 * Noto Sans CJK where that is installed, and otherwise as its code point, [U+20BB7]: nothing a donor typed vanishes.
 */
export function openPen(doc: PDFKit.PDFDocument) {
  const faceOf = openFaces(doc)
  const unit = 100

  function runsOf(text: string, face: Face): Run[] {
    const runs: Run[] = []
    const narrow = latinQuotes.test(text)
    for (const c of text) {
      if (invisible.test(c)) continue
      const codePoint = c.codePointAt(0)!
      const by = faceOf(codePoint)
      const run = {
        text: by ? c : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`,
        face: by === 'rare' ? ('rare' as const) : face,
        narrow,
      }
      const last = runs.at(-1)
      if (continues(last, run)) last.text += run.text
      else runs.push(run)
    }
    return runs
  }

  function emOf(run: Run): number {
    const key = `${run.face}${run.narrow ? '.' : ' '}${run.text}`
    let em = widths.get(key)
    if (em === undefined) {
      em = doc.font(run.face).fontSize(unit).widthOfString(run.text, featuresOf(run)) / unit
      if (widths.size >= mostWidths) widths.clear()
      widths.set(key, em)
    }
    return em
  }

  function pieceOf(text: string, face: Face): Piece {
    const gap = text.trim() === ''
    const runs = runsOf(gap ? ' ' : text, face)
    return { runs, em: runs.reduce((sum, run) => sum + emOf(run), 0), gap }
  }

  /** Cuts a piece that is wider than a whole line between its characters. */
  const shatter = (long: Piece): Piece[] =>
    long.runs.flatMap((r) => [...r.text].map((c) => pieceOf(c, r.face)))

  function wrap(pieces: readonly Piece[], size: number, width: number, indent = 0): Line[] {
    const lines: Line[] = []
    let line: Line = []
    let used = indent
    for (const p of pieces.flatMap((p) => (p.em * size > width ? shatter(p) : [p]))) {
      if (used + p.em * size > width && line.length > 0) {
        lines.push(line)
        line = []
        used = 0
      }
      if (p.gap && line.length === 0) continue
      line.push(p)
      used += p.em * size
    }
    if (line.length > 0) lines.push(line)
    return lines
  }

  /** The largest size, by half points, at which `text` stays within `box`. Lines that do not fit at the least size go. */
  function fit(text: string, face: Face, box: Box): Fitted {
    const pieces = (text.match(piece) ?? []).map((t) => pieceOf(t, face))
    for (let size = box.size; ; size -= 0.5) {
      const leading = size * (box.leading ?? 1.35)
      const lines = wrap(pieces, size, box.width)
      const room = Math.max(1, Math.floor((box.height + 0.01) / leading))
      if (lines.length <= room) return { lines, size, leading }
      if (size - 0.5 < box.least) return { lines: lines.slice(0, room), size, leading }
    }
  }

  /** Lines of running text of any length, the first one shorter by `indent` (首行缩进): for pages that flow. */
  function lay(
    text: string,
    face: Face,
    {
      width,
      size,
      leading = 1.75,
      indent = 0,
    }: { width: number; size: number; leading?: number; indent?: number },
  ): Fitted {
    const pieces = (text.match(piece) ?? []).map((t) => pieceOf(t, face))
    return { lines: wrap(pieces, size, width, indent), size, leading: size * leading }
  }

  const widthOf = (line: Line, size: number) =>
    line.reduce((sum, p) => sum + (p.gap && p === line.at(-1) ? 0 : p.em), 0) * size

  /** Draws fitted lines below `top`; answers where the next thing may begin. */
  function draw(
    fitted: Fitted,
    at: { x: number; top: number; width: number; align?: 'left' | 'center' | 'right' },
    color: string,
  ): number {
    const { size, leading } = fitted
    fitted.lines.forEach((line, n) => {
      const free = at.width - widthOf(line, size)
      let x = at.x + (at.align === 'center' ? free / 2 : at.align === 'right' ? free : 0)
      const baseline = at.top + n * leading + (leading - size) / 2 + size * 0.88
      joined(line).forEach((run, i, runs) => {
        doc.font(run.face).fontSize(size).fillColor(color)
        doc.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic', ...featuresOf(run) })
        if (i < runs.length - 1) x += doc.widthOfString(run.text, featuresOf(run))
      })
    })
    return at.top + fitted.lines.length * leading
  }

  return { fit, lay, draw, widthOf }
}
export type Pen = ReturnType<typeof openPen>

/** Neighbours in the same face become one string, so that a reader can select and search whole phrases. */
function joined(line: Line): Run[] {
  const runs: Run[] = []
  for (const run of line.flatMap((p) => p.runs)) {
    const last = runs.at(-1)
    if (continues(last, run)) last.text += run.text
    else runs.push({ ...run })
  }
  return runs
}
