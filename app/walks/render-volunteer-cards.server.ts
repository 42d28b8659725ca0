import type { Locale } from '~/platform/i18n'
import { openPaper, type Paper } from '~/platform/paper/open-paper.server'
import { ink } from '~/platform/paper/paper-marks.server'
import { textsIn } from '~/platform/texts.server'
import { cutLine, drawStone, hoursOf, kindWords, put } from './internal/print-parts.server'
import type { PlanPlace, WalkPlan } from './walk-plan'

const width = 595.28
/** Half an A4 page. */
const height = 841.89 / 2
const margin = 34
const column = (width - 2 * margin - 22) / 2
const deeds = ['do1', 'do2', 'do3', 'do4', 'do5'] as const
/** What the phone says (gate-screen.tsx), in its own words. */
const answers = ['already', 'another-day', 'cancelled', 'waiting', 'unpaid', 'visitor', 'not-a-card'] as const

export interface VolunteerCardOptions {
  locale: Locale
  author: string
  /** Whom to call, by key of the place. */
  contacts: ReadonlyMap<string, string>
}

/** A card for each place, two to an A4 page: what to do, what the phone's answers mean, whom to call. */
export function renderVolunteerCards(plan: WalkPlan, options: VolunteerCardOptions): Promise<Buffer> {
  const t = textsIn(options.locale, 'prints')
  const name = options.locale === 'en' ? plan.nameEn : plan.nameZh
  const { locale, author } = options
  const paper = openPaper({ title: `${t('cards')} · ${name}`, author, locale, day: plan.day })
  for (const [n, place] of plan.places.entries()) {
    const half = n % 2
    if (n > 0 && half === 0) paper.doc.addPage()
    if (half === 1) cutLine(paper, [0, height], [width, height])
    paper.doc.save().translate(0, half * height)
    drawCard(paper, plan, place, options)
    paper.doc.restore()
  }
  return paper.close()
}

function drawCard(paper: Paper, plan: WalkPlan, place: PlanPlace, options: VolunteerCardOptions): void {
  const t = textsIn(options.locale, 'prints')
  const english = options.locale === 'en'
  drawStone(paper, { x: margin, y: 24, size: 58 }, place.nameZh)
  const beside = { x: margin + 72, width: width - 2 * margin - 72 }
  const kind = `${t('cards')} · ${kindWords(plan, place, t)} · ${hoursOf(place, t)}`
  put(paper, kind, { ...beside, top: 22, height: 16, size: 11, color: ink.kapokText, face: 'bold' })
  put(paper, english ? place.nameEn : place.nameZh, {
    ...beside,
    top: 37,
    height: 30,
    size: 22,
    face: 'bold',
  })
  const game = english ? place.gameEn : place.gameZh
  put(paper, game && t('gameIs', { game }), { ...beside, top: 66, height: 28, size: 9.5, color: ink.soft })
  paper.doc.rect(margin, 100, width - 2 * margin, 1.2).fill(ink.kapok)

  const left = { x: margin, width: column }
  let y = put(paper, t('volunteer.do'), { ...left, top: 108, height: 18, size: 13, face: 'bold' }) + 2
  // A gate has no game.
  const mine = deeds.filter((deed) => deed !== 'do2' || game !== '')
  for (const [n, deed] of mine.entries()) {
    const at = { x: margin + 16, width: column - 16, top: y, height: 44, size: 10.5, least: 7 }
    put(paper, `${n + 1}`, { ...left, top: y, height: 16, size: 10.5, face: 'bold', color: ink.kapokText })
    y = put(paper, t(`volunteer.${deed}`), at) + 3
  }
  const x = margin + column + 22
  const right = { x, width: column }
  y = put(paper, t('volunteer.say'), { ...right, top: 108, height: 18, size: 13, face: 'bold' }) + 2
  const say = (words: string, means: string, color: string = ink.ink) => {
    y = put(paper, words, { ...right, top: y, height: 14, size: 10, face: 'bold', color })
    y = put(paper, means, { ...right, top: y, height: 14, size: 9, least: 7, color: ink.soft }) + 2
  }
  say(t('volunteer.green'), t('volunteer.greenMeans'), ink.banyan)
  const gate = textsIn(options.locale, 'gate')
  for (const answer of answers) {
    const words = answer === 'already' ? gate(`answer.already.${place.kind}`) : gate(`answer.${answer}`)
    say(words, t(`volunteer.${answer}Means`))
  }
  paper.doc.rect(margin, height - 62, width - 2 * margin, 40).fill(ink.paper)
  const foot = { x: margin + 10, width: width - 2 * margin - 20 }
  const call = `${t('volunteer.call')}  ${options.contacts.get(place.key) ?? '____________________'}`
  put(paper, call, { ...foot, top: height - 60, height: 20, size: 14, face: 'bold' })
  put(paper, t('volunteer.emergency'), {
    ...foot,
    top: height - 40,
    height: 16,
    size: 9.5,
    color: ink.kapokText,
  })
}
