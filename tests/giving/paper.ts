import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** What a reader can select in a PDF, by poppler. */
export function readPaper(pdf: Buffer): { text: string; pages: number } {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
  return { text, pages: text.split('\f').length - 1 }
}

/** What a camera reads from the printed page, by zbar. */
export function readQr(pdf: Buffer): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-paper-'))
  const run = (bin: string, args: string[], input?: Buffer) =>
    execFileSync(bin, args, { cwd: dir, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
  try {
    run('pdftoppm', ['-r', '110', '-gray', '-png', '-singlefile', '-', 'paper'], pdf)
    return run('zbarimg', ['--quiet', '--raw', 'paper.png']).trim()
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

/** Where words stand on the page, in points from its upper left corner. */
export function wordBoxes(
  pdf: Buffer,
): { word: string; left: number; top: number; right: number; bottom: number }[] {
  const html = execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, encoding: 'utf8' })
  const boxes = html.matchAll(
    /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g,
  )
  return [...boxes].map(([, left, top, right, bottom, word]) => ({
    word: word!,
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }))
}

/** Letters only: a name that is wrapped over two lines is still that name. */
export const squeezed = (text: string) => text.replace(/\s/g, '')
