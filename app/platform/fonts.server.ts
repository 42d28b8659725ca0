import fs from 'node:fs'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const folder = '@expo-google-fonts/noto-sans-sc'

/** Where systems put Noto Sans CJK (Debian: fonts-noto-cjk): it has the names' characters that Noto Sans SC lacks. */
const rareFiles = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
]
/** The face for simplified Chinese within that collection. */
export const rareFaceName = 'NotoSansCJKsc-Regular'

/** Loads on the first call, once for the process. */
export const once = <T>(load: () => T) => {
  let value: { loaded: T } | undefined
  return () => {
    value ??= { loaded: load() }
    return value.loaded
  }
}

/** The fonts that papers and cards are written with, ten megabytes each: bytes are only looked into, never copied. */
export const fontFiles = {
  regular: once(() => fs.readFileSync(resolve(`${folder}/400Regular/NotoSansSC_400Regular.ttf`))),
  bold: once(() => fs.readFileSync(resolve(`${folder}/700Bold/NotoSansSC_700Bold.ttf`))),
  /** Null on a machine that has none. */
  rare: once(() => {
    const file = rareFiles.find((f) => fs.existsSync(f))
    return file ? fs.readFileSync(file) : null
  }),
}
