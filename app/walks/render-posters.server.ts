import { formatDay } from '~/platform/dates'
import { openPaper, type Paper } from '~/platform/paper/open-paper.server'
import { drawQr, ink } from '~/platform/paper/paper-marks.server'
import { textsIn } from '~/platform/texts.server'
import type { PrintedCode } from './find-printed-codes.server'
import { clockOf, drawStone, hoursOf, kindWords, put } from './internal/print-parts.server'
import { spellStampCode, stampUrl } from './stamp-code'
import type { PlanPlace, WalkPlan } from './walk-plan'

/** What is printed speaks both languages: whoever stands before it reads one of them. */
const zh = textsIn('zh-CN', 'prints')
const en = textsIn('en', 'prints')

export type PosterSize = 'a4' | 'a3'
export interface PrintOptions {
  size: PosterSize
  publicUrl: string
  /** The federation, as the author of the file. */
  author: string
}

/** An A4 page in points; a larger one is the same drawing, scaled. */
const [width, height] = [595.28, 841.89]
const margin = 40
/** The symbol itself takes more than 60 % of the page's width, its quiet zone comes on top. */
const qrSize = 452

function openPosters(plan: WalkPlan, title: string, { size, author }: PrintOptions) {
  const paper = openPaper({
    title,
    author,
    locale: 'zh-CN',
    day: plan.day,
    size: size === 'a3' ? 'A3' : 'A4',
  })
  let first = true
  return {
    paper,
    page() {
      if (!first) paper.doc.addPage()
      first = false
      if (size === 'a3') paper.doc.scale(Math.SQRT2)
      paper.doc.rect(0, 0, width, 12).fill(ink.kapok)
    },
  }
}

/** Which place it is, large in both languages, with its own seal. */
function drawHead(paper: Paper, plan: WalkPlan, place: PlanPlace): void {
  const seal = 104
  drawStone(paper, { x: width - margin - seal, y: 34, size: seal }, place.nameZh)
  const wide = width - 2 * margin - seal - 20
  const at = { x: margin, width: wide }
  const kinds = `${kindWords(plan, place, zh)} · ${kindWords(plan, place, en)}`
  put(paper, kinds, { ...at, top: 32, height: 22, size: 15, color: ink.kapokText, face: 'bold' })
  put(paper, place.nameZh, { ...at, top: 52, height: 60, size: 42, least: 20, face: 'bold' })
  put(paper, place.nameEn, { ...at, top: 112, height: 30, size: 20, least: 10 })
}

function drawFoot(paper: Paper, plan: WalkPlan, code: string): void {
  const at = { x: margin, width: width - 2 * margin, align: 'center' as const }
  const { doc } = paper
  doc.rect(0, height - 106, width, 106).fill(ink.paper)
  put(paper, zh('poster.noSignal'), { ...at, top: height - 100, height: 28, size: 20, face: 'bold' })
  put(paper, `${en('poster.noSignal')}. ${en('poster.noSignalHint')}`, {
    ...at,
    top: height - 71,
    height: 16,
    size: 10.5,
  })
  put(paper, zh('poster.noSignalHint'), { ...at, top: height - 56, height: 16, size: 10.5 })
  const names = `${plan.nameZh} · ${plan.nameEn} · ${formatDay('zh-CN', plan.day)}`
  put(paper, names, { ...at, top: height - 36, height: 12, size: 8.5, color: ink.soft })
  put(paper, code, { ...at, top: height - 24, height: 11, size: 8, color: ink.soft })
}

function drawCode(paper: Paper, top: number, code: PrintedCode, step: number, publicUrl: string): string {
  const stamp = { chain: code.chain, step, value: code.values[step]! }
  drawQr(paper.doc, { x: (width - qrSize) / 2, y: top, size: qrSize }, stampUrl(publicUrl, stamp))
  return spellStampCode(stamp)
}

/**
 * One page for each place: its name in both languages, its seal, the code that is good all day, the game, and that it is
 * scanned without signal too. Made to be printed: vectors, more than 60 % of the width for the code, four modules of quiet.
 */
export function renderPosters(
  plan: WalkPlan,
  codes: readonly PrintedCode[],
  options: PrintOptions,
): Promise<Buffer> {
  const { paper, page } = openPosters(plan, `${zh('poster.title')} · ${plan.nameZh}`, options)
  for (const code of codes) {
    const place = plan.places.find(({ key }) => key === code.place)!
    page()
    drawHead(paper, plan, place)
    const spelled = drawCode(paper, 146, code, 0, options.publicUrl)
    const at = { x: margin, width: width - 2 * margin, align: 'center' as const }
    const line = `${zh('poster.scan')} · ${en('poster.scan')} · ${hoursOf(place, zh)}`
    put(paper, line, { ...at, top: 600, height: 22, size: 15, face: 'bold', color: ink.kapokText })
    const below = put(paper, place.gameZh, { ...at, top: 628, height: 56, size: 17, least: 8 })
    const english = { ...at, top: below + 4, height: 728 - below, size: 12.5, least: 6, color: ink.soft }
    put(paper, place.gameEn, english)
    drawFoot(paper, plan, spelled)
  }
  return paper.close()
}

/** A place's flip-book: one page for each half hour of its opening time, with that half hour in large figures and its own code. */
export function renderFlipBook(
  plan: WalkPlan,
  codes: readonly PrintedCode[],
  options: PrintOptions,
): Promise<Buffer> {
  const { paper, page } = openPosters(plan, `${zh('flip.title')} · ${plan.nameZh}`, options)
  for (const code of codes) {
    const place = plan.places.find(({ key }) => key === code.place)!
    const steps = openSteps(code, place)
    for (const [n, step] of steps.entries()) {
      const from = code.startsAt + step * code.stepSeconds * 1_000
      const window = { from: clockOf(from), until: clockOf(from + code.stepSeconds * 1_000) }
      page()
      drawHead(paper, plan, place)
      const spelled = drawCode(paper, 146, code, step, options.publicUrl)
      const at = { x: margin, width: width - 2 * margin, align: 'center' as const }
      put(paper, zh('opens', window), { ...at, top: 600, height: 72, size: 60, face: 'bold' })
      put(paper, zh('flip.turn', window), { ...at, top: 676, height: 22, size: 15, color: ink.kapokText })
      const pages = { n: n + 1, all: steps.length }
      const english = `${en('flip.turn', window)} · ${en('flip.pageOf', pages)} · ${zh('flip.pageOf', pages)}`
      put(paper, english, { ...at, top: 700, height: 18, size: 11, color: ink.soft })
      drawFoot(paper, plan, spelled)
    }
  }
  return paper.close()
}

/** The steps that overlap the opening time. */
function openSteps({ startsAt, stepSeconds, values }: PrintedCode, place: PlanPlace): number[] {
  const stepMs = stepSeconds * 1_000
  return values
    .map((_, step) => step)
    .filter((step) => {
      const from = startsAt + step * stepMs
      return from < place.closesAt && from + stepMs > place.opensAt
    })
}
