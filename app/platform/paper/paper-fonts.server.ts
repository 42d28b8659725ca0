import type { Font } from 'fontkit'
import { once, openedFonts } from '../fonts.server'

export type Face = 'regular' | 'bold' | 'rare' | 'serif'

/** Gives `doc` its faces, and answers which of them can write a character: null when none can. */
export function openFaces(doc: PDFKit.PDFDocument): (codePoint: number) => 'own' | 'rare' | null {
  // pdfkit takes an opened font as well as bytes; its types do not say so.
  const register = (face: Face, font: Font) =>
    doc.registerFont(face, font as unknown as PDFKit.Mixins.PDFFontSource)
  const own = openedFonts.regular()
  register('regular', own)
  register('bold', openedFonts.bold())
  const openRare = once(() => {
    const rare = openedFonts.rare()
    if (rare) register('rare', rare)
    return rare
  })
  return (codePoint) => {
    if (own.hasGlyphForCodePoint(codePoint)) return 'own'
    return openRare()?.hasGlyphForCodePoint(codePoint) ? 'rare' : null
  }
}

/** Gives `doc` the serif of titles as well: only where it is used, because it is as large as all the others. */
export function addSerif(doc: PDFKit.PDFDocument): void {
  const font = openedFonts.serif() ?? openedFonts.bold()
  doc.registerFont('serif', font as unknown as PDFKit.Mixins.PDFFontSource)
}
