import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import decodeQr from 'qr/decode.js'

export interface GreyPage {
  width: number
  height: number
  /** One byte each, from the upper left. */
  grey: Uint8Array
}

/** A PDF's pages as a printer would draw them (poppler), in grey. */
export function drawPages(pdf: Uint8Array, dpi = 110): GreyPage[] {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-print-'))
  try {
    execFileSync('pdftoppm', ['-r', `${dpi}`, '-gray', '-', 'page'], {
      ...{ cwd: dir, input: pdf, stdio: ['pipe', 'pipe', 'ignore'] as ['pipe', 'pipe', 'ignore'] },
    })
    const files = fs.readdirSync(dir).sort()
    return files.map((file) => readPgm(fs.readFileSync(path.join(dir, file))))
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

/** Binary PGM: `P5 <width> <height> 255` and a byte for each point. */
function readPgm(bytes: Buffer): GreyPage {
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'))!
  return { width: Number(width), height: Number(height), grey: bytes.subarray(head.length) }
}

/** A part of a page, for pages that hold several codes. */
export function cutOut(
  page: GreyPage,
  box: { x: number; y: number; width: number; height: number },
): GreyPage {
  const { width, height } = box
  const grey = new Uint8Array(width * height)
  for (let row = 0; row < height; row++)
    grey.set(page.grey.subarray((box.y + row) * page.width + box.x).subarray(0, width), row * width)
  return { width, height, grey }
}

/** What a phone's camera reads there: the decoder that the stamp card itself uses. Throws where there is no code. */
export function readQr({ width, height, grey }: GreyPage): string {
  const data = new Uint8Array(width * height * 4).fill(255)
  for (const [n, value] of grey.entries()) data.fill(value, n * 4, n * 4 + 3)
  return decodeQr({ width, height, data }, { timeLimit: 5_000 })
}
