import { fontFiles, once, rareFaceName } from '../fonts.server'

export type Face = 'regular' | 'bold' | 'rare'

/** fontkit's font behind pdfkit's current one; pdfkit's own types do not show it. */
interface FontBehind {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } }
}

/** Gives `doc` its faces, and answers which of them can write a character: null when none can. */
export function openFaces(doc: PDFKit.PDFDocument): (codePoint: number) => 'own' | 'rare' | null {
  doc.registerFont('regular', fontFiles.regular())
  doc.registerFont('bold', fontFiles.bold())
  const behind = (face: Face) => (doc.font(face) as unknown as FontBehind)._font.font
  const own = behind('regular')
  const openRare = once(() => {
    const bytes = fontFiles.rare()
    if (!bytes) return null
    doc.registerFont('rare', bytes, rareFaceName)
    return behind('rare')
  })
  return (codePoint) => {
    if (own.hasGlyphForCodePoint(codePoint)) return 'own'
    return openRare()?.hasGlyphForCodePoint(codePoint) ? 'rare' : null
  }
}
