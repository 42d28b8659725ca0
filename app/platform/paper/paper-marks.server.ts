import { createHash } from 'node:crypto'
import { create } from 'qrcode'
import type { Pen } from './paper-text.server'

export const ink = {
  paper: '#FBF7F0',
  ink: '#22201D',
  soft: '#59524A',
  line: '#DDD3C4',
  glass: '#F1E8DA',
  lead: '#B9AB98',
  kapok: '#C8362B',
  kapokText: '#B02C22',
  banyan: '#2E6B4F',
  amber: '#C98A1B',
  amberText: '#7D5206',
  amberTint: '#FAEFD6',
  sky: '#2B6CB0',
} as const

type Doc = PDFKit.PDFDocument
const panes = [ink.kapok, ink.amber, ink.banyan, ink.sky] as const

/** A border of window panes (满洲窗) along the page's edge, `columns` × `rows` cells, one cell deep. Answers its inner edge. */
export function drawLattice(doc: Doc, margin: number, columns: number, rows: number) {
  const { width, height } = doc.page
  const w = (width - 2 * margin) / columns
  const h = (height - 2 * margin) / rows
  const cells: { x: number; y: number; n: number; corner: boolean }[] = []
  const add = (column: number, row: number, n: number) =>
    cells.push({
      x: margin + column * w,
      y: margin + row * h,
      n,
      corner: column % (columns - 1) === 0 && row % (rows - 1) === 0,
    })
  for (let c = 0; c < columns; c++) {
    add(c, 0, c)
    add(c, rows - 1, columns - 1 - c)
  }
  for (let r = 1; r < rows - 1; r++) {
    add(0, r, r)
    add(columns - 1, r, rows - 1 - r)
  }

  const diamond = (x: number, y: number, part: number) =>
    doc
      .moveTo(x + w / 2, y + h * (0.5 - part))
      .lineTo(x + w * (0.5 + part), y + h / 2)
      .lineTo(x + w / 2, y + h * (0.5 + part))
      .lineTo(x + w * (0.5 - part), y + h / 2)
      .closePath()

  for (const { x, y } of cells) doc.rect(x, y, w, h)
  doc.fill(ink.glass)
  panes.forEach((color, i) => {
    const mine = cells.filter(({ n, corner }) => !corner && n % 2 === 0 && (n / 2) % panes.length === i)
    for (const { x, y } of mine) diamond(x, y, 0.27)
    doc.fillOpacity(0.72).fill(color).fillOpacity(1)
  })
  for (const { x, y, corner } of cells) {
    doc.rect(x, y, w, h)
    if (corner) continue
    diamond(x, y, 0.5)
    diamond(x, y, 0.27)
  }
  doc.lineWidth(0.6).stroke(ink.lead)
  for (const { x, y } of cells.filter((c) => c.corner))
    drawKapok(doc, x + w / 2, y + h / 2, Math.min(w, h) * 0.42)

  const inner = {
    x: margin + w,
    y: margin + h,
    width: width - 2 * (margin + w),
    height: height - 2 * (margin + h),
  }
  doc.rect(margin - 3, margin - 3, width - 2 * margin + 6, height - 2 * margin + 6)
  doc.rect(inner.x + 4, inner.y + 4, inner.width - 8, inner.height - 8)
  doc.lineWidth(0.8).stroke(ink.kapok)
  return inner
}

/** Kapok in bloom, from above: five petals and the stamens' ring. */
export function drawKapok(doc: Doc, x: number, y: number, r: number): void {
  for (let i = 0; i < 5; i++) {
    doc
      .save()
      .translate(x, y)
      .rotate(i * 72)
    doc
      .moveTo(0, 0)
      .bezierCurveTo(-r * 0.62, -r * 0.4, -r * 0.42, -r * 0.98, 0, -r)
      .bezierCurveTo(r * 0.42, -r * 0.98, r * 0.62, -r * 0.4, 0, 0)
      .fill(ink.kapok)
    doc.restore()
  }
  doc.lineWidth(r * 0.05)
  for (let i = 0; i < 5; i++) {
    const a = ((i * 72 - 54) * Math.PI) / 180
    doc.moveTo(x, y).lineTo(x + Math.cos(a) * r * 0.75, y + Math.sin(a) * r * 0.75)
  }
  doc.stroke(ink.paper)
  doc.circle(x, y, r * 0.2).fill(ink.amber)
}

/**
 * The cinnabar seal: four characters cut in white, read downwards from the right. Its edge is chipped by `seed`, so
 * that no two papers carry quite the same one. It is the software's own mark and no picture of anyone's official stamp.
 */
export function drawSeal(
  doc: Doc,
  pen: Pen,
  at: { x: number; y: number; size: number },
  text: string,
  seed: string,
) {
  const { size } = at
  const bytes = createHash('sha256').update(seed).digest()
  doc
    .save()
    .translate(at.x + size / 2, at.y + size / 2)
    .rotate(-3)
  const half = size / 2
  const corners = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
  ] as const
  const steps = 6
  corners.forEach(([x, y], side) => {
    const [toX, toY] = corners[(side + 1) % 4]!
    for (let i = 0; i < steps; i++) {
      const inward = 1 - (bytes[side * steps + i]! / 255) * 0.035 - (i === 0 ? 0.03 : 0)
      const px = (x + ((toX - x) * i) / steps) * inward
      const py = (y + ((toY - y) * i) / steps) * inward
      if (side === 0 && i === 0) doc.moveTo(px, py)
      else doc.lineTo(px, py)
    }
  })
  doc.closePath().fill(ink.kapok)
  const frame = half * 0.86
  doc
    .lineWidth(size * 0.016)
    .roundedRect(-frame, -frame, 2 * frame, 2 * frame, size * 0.03)
    .stroke(ink.paper)
  const cell = frame * 0.92
  const places = [
    [0, -cell],
    [0, 0],
    [-cell, -cell],
    [-cell, 0],
  ] as const
  ;[...text].slice(0, 4).forEach((c, i) => {
    const [x, top] = places[i]!
    const fitted = pen.fit(c, 'bold', {
      width: cell * 1.2,
      height: cell * 1.2,
      size: cell * 0.86,
      least: 4,
      leading: 1,
    })
    pen.draw(fitted, { x, top: top + (cell - fitted.leading) / 2, width: cell, align: 'center' }, ink.paper)
  })
  // Where the stone was worn: specks of paper show through.
  for (let i = 24; i < 31; i++) {
    const along = (bytes[i]! / 255 - 0.5) * size * 0.9
    const edge = (i % 2 ? 1 : -1) * half * 0.93
    doc.circle(i % 4 < 2 ? along : edge, i % 4 < 2 ? edge : along, size * (0.006 + (bytes[i]! % 7) * 0.0018))
  }
  doc.fill(ink.paper)
  doc.restore()
}

/** A QR code (ISO/IEC 18004, level M) as vector squares on white, with its quiet zone of four modules inside `size`. */
export function drawQr(doc: Doc, at: { x: number; y: number; size: number }, text: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const unit = at.size / (modules.size + 8)
  doc.rect(at.x, at.y, at.size, at.size).fill('#FFFFFF')
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size; from++) {
      let to = from
      while (to < modules.size && modules.get(row, to)) to++
      if (to > from) doc.rect(at.x + (from + 4) * unit, at.y + (row + 4) * unit, (to - from) * unit, unit)
      from = to
    }
  }
  doc.fill(ink.ink)
}
