import type { Font } from 'fontkit'
import { openedFonts } from './fonts.server'

export type Weight = 'regular' | 'bold'

/** The text in stretches that one font can write; a character that none can is the font's own empty box. */
function stretches(text: string, weight: Weight): [font: Font, text: string][] {
  const own = openedFonts[weight]()
  const found: [Font, string][] = []
  for (const character of text) {
    const codePoint = character.codePointAt(0)!
    const rare = own.hasGlyphForCodePoint(codePoint) ? null : openedFonts.rare()
    const font = rare?.hasGlyphForCodePoint(codePoint) ? rare : own
    const last = found.at(-1)
    if (last?.[0] === font) last[1] += character
    else found.push([font, character])
  }
  return found
}

/** How wide a line is at `size`, in the same unit. */
export const widthOf = (text: string, weight: Weight, size: number): number =>
  stretches(text, weight).reduce(
    (sum, [font, part]) => sum + (font.layout(part).advanceWidth / font.unitsPerEm) * size,
    0,
  )

/**
 * A line of text as the outlines of its characters: an SVG path's `d` whose first character begins at `x` and whose baseline
 * is `y`. So a picture shows the same letters on a machine that has no font at all.
 */
export function outlineOf(text: string, weight: Weight, size: number, x: number, y: number): string {
  let at = x
  let d = ''
  for (const [font, part] of stretches(text, weight)) {
    const scale = size / font.unitsPerEm
    const { glyphs, positions } = font.layout(part)
    for (const [n, glyph] of glyphs.entries()) {
      const { xAdvance, xOffset, yOffset } = positions[n]!
      d += glyph.path
        .scale(scale, -scale)
        .translate(at + xOffset * scale, y - yOffset * scale)
        .toSVG()
      at += xAdvance * scale
    }
  }
  return d
}

/** Where a line may end: after a word, or after any Chinese character that no closing mark follows. */
const pieces = /[“‘（《【]*(?:\p{Script=Han}|[^\s\p{Script=Han}]+)[，。、；：？！”’）》】…—·]*\s*/gu

function greedy(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = []
  for (const piece of text.match(pieces) ?? []) {
    const last = lines.at(-1)
    if (last !== undefined && measure((last + piece).trimEnd()) <= width)
      lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  return lines.map((line) => line.trim())
}

/** Lines of at most `width` and about the same length; what goes beyond `most` lines is left out, with an ellipsis. */
export function wrap(text: string, weight: Weight, size: number, width: number, most: number): string[] {
  const measure = (line: string) => widthOf(line, weight, size)
  const lines = greedy(text, width, measure)
  if (lines.length > most || lines.some((line) => measure(line) > width)) {
    const kept = lines.slice(0, most)
    if (lines.length > most) kept[most - 1] += '…'
    return kept.map((line) => cut(line, width, measure))
  }
  let narrow = width
  for (let n = 0; n < 8; n++) {
    const tried = narrow - size / 2
    const again = greedy(text, tried, measure)
    if (again.length > lines.length || again.some((line) => measure(line) > tried)) break
    narrow = tried
  }
  return greedy(text, narrow, measure)
}

function cut(line: string, width: number, measure: (line: string) => number): string {
  let characters = [...line]
  let shown = line
  while (characters.length > 0 && measure(shown) > width) {
    characters = characters.slice(0, -1)
    shown = `${characters.join('').replace(/…$/, '').trimEnd()}…`
  }
  return shown
}
