import fs from 'node:fs'
import { createRequire } from 'node:module'

export type Face = 'regular' | 'bold' | 'rare'

const { resolve } = createRequire(import.meta.url)
const folder = '@expo-google-fonts/noto-sans-sc'

/** Where systems put Noto Sans CJK (Debian: fonts-noto-cjk): it has the names' characters that Noto Sans SC lacks. */
const rareFiles = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
]

/** Read once for the process: ten megabytes each, and the bytes are only looked into, never copied. */
const once = <T>(load: () => T) => {
  let value: { loaded: T } | undefined
  return () => {
    value ??= { loaded: load() }
    return value.loaded
  }
}
const regular = once(() => fs.readFileSync(resolve(`${folder}/400Regular/NotoSansSC_400Regular.ttf`)))
const bold = once(() => fs.readFileSync(resolve(`${folder}/700Bold/NotoSansSC_700Bold.ttf`)))
const rare = once(() => {
  const file = rareFiles.find((f) => fs.existsSync(f))
  return file ? fs.readFileSync(file) : null
})

/** fontkit's font behind pdfkit's current one; pdfkit's own types do not show it. */
interface FontBehind {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } }
}

/** Gives `doc` its faces, and answers which of them can write a character: null when none can. */
export function openFaces(doc: PDFKit.PDFDocument): (codePoint: number) => 'own' | 'rare' | null {
  doc.registerFont('regular', regular())
  doc.registerFont('bold', bold())
  const behind = (face: Face) => (doc.font(face) as unknown as FontBehind)._font.font
  const own = behind('regular')
  const openRare = once(() => {
    const bytes = rare()
    if (!bytes) return null
    doc.registerFont('rare', bytes, 'NotoSansCJKsc-Regular')
    return behind('rare')
  })
  return (codePoint) => {
    if (own.hasGlyphForCodePoint(codePoint)) return 'own'
    return openRare()?.hasGlyphForCodePoint(codePoint) ? 'rare' : null
  }
}
