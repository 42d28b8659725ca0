import fs from 'node:fs'
import { createRequire } from 'node:module'
import { create } from 'fontkit'

const { resolve } = createRequire(import.meta.url)
const folder = '@expo-google-fonts/noto-sans-sc'

/** Where systems put Noto Sans CJK (Debian: fonts-noto-cjk): it has the names' characters that Noto Sans SC lacks. */
const rareFiles = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
]
/** The face for simplified Chinese within that collection. */
const rareFaceName = 'NotoSansCJKsc-Regular'

/** Loads on the first call, once for the process. */
export const once = <T>(load: () => T) => {
  let value: { loaded: T } | undefined
  return () => {
    value ??= { loaded: load() }
    return value.loaded
  }
}

/** Titles of official notices are set in a serif (Debian: fonts-noto-cjk-extra or fonts-noto-cjk). */
const serifFiles = [
  '/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSerifCJK-Bold.ttc',
  '/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc',
]
const serifFaceName = 'NotoSerifCJKsc-Bold'

/** The fonts that papers and cards are written with, ten megabytes each: bytes are only looked into, never copied. */
const fontFiles = {
  regular: once(() => fs.readFileSync(resolve(`${folder}/400Regular/NotoSansSC_400Regular.ttf`))),
  bold: once(() => fs.readFileSync(resolve(`${folder}/700Bold/NotoSansSC_700Bold.ttf`))),
  /** Null on a machine that has none. */
  rare: once(() => {
    const file = rareFiles.find((f) => fs.existsSync(f))
    return file ? fs.readFileSync(file) : null
  }),
  /** The same. */
  serif: once(() => {
    const file = serifFiles.find((f) => fs.existsSync(f))
    return file ? fs.readFileSync(file) : null
  }),
}

/**
 * The same fonts opened: reading a font's tables costs more than writing a page with it, so it is done once. A paper takes
 * its subset of an opened font and changes nothing in it.
 */
export const openedFonts = {
  regular: once(() => create(fontFiles.regular())),
  bold: once(() => create(fontFiles.bold())),
  /** Null on a machine that has none. */
  rare: once(() => {
    const file = fontFiles.rare()
    return file && create(file, rareFaceName)
  }),
  /** Null on a machine that has none: titles are then set in the bold face. */
  serif: once(() => {
    const file = fontFiles.serif()
    return file && create(file, serifFaceName)
  }),
}
