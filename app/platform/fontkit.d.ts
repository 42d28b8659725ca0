/** What we use of it; it ships no types of its own. */
declare module 'fontkit' {
  export interface Font {
    unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string): {
      glyphs: {
        path: { scale(x: number, y: number): { translate(x: number, y: number): { toSVG(): string } } }
      }[]
      positions: { xAdvance: number; xOffset: number; yOffset: number }[]
      advanceWidth: number
    }
  }
  /** `face` names one of a collection. */
  export function create(file: Buffer, face?: string): Font
}
