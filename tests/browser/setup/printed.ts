import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const tool = (bin: string, args: string[], input?: Buffer) =>
  execFileSync(bin, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })

/** What can be selected in a PDF, without white space: a name wrapped over two lines is still that name. */
export const selectable = (pdf: Buffer): string => squeezed(tool('pdftotext', ['-layout', '-', '-'], pdf))
export const squeezed = (text: string): string => text.replace(/\s/g, '')

/** Prints the first page as a picture to `file` (.png) and answers what a camera reads from it. */
export function scan(pdf: Buffer, file: string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  tool('pdftoppm', ['-r', '110', '-png', '-singlefile', '-', file.replace(/\.png$/, '')], pdf)
  return readPicture(file)
}

/** What a camera reads from a picture's QR code. */
export const readPicture = (file: string): string => tool('zbarimg', ['--quiet', '--raw', file]).trim()

/** How many pages a PDF has, and how wide the first is, in whole millimetres. */
export function paperOf(pdf: Buffer): { pages: number; widthMm: number } {
  const said = tool('pdfinfo', ['-'], pdf)
  const [pages, points] = [/^Pages:\s+(\d+)/m, /^Page size:\s+([\d.]+)/m].map((of) =>
    Number(of.exec(said)![1]),
  )
  return { pages: pages!, widthMm: Math.round((points! / 72) * 25.4) }
}
