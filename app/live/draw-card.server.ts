import sharp from 'sharp'
import { type Campaign, textOf } from '~/campaigns/campaign'
import { formatFen, formatRoundFen } from '~/money/fen'
import { formatCount, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { outlineOf, type Weight, widthOf, wrap } from '~/platform/outline-text.server'
import { textsIn } from '~/platform/texts.server'
import { latticeScale } from '~/ui/lattice-scale'
import { cardHeight, cardWidth } from './card'
import type { Totals } from './totals'

const margin = 72
const inner = cardWidth - 2 * margin
/** As in ui/tokens.css. */
const colour = {
  paper: '#fbf7f0',
  ink: '#22201d',
  soft: '#59524a',
  line: '#ddd3c4',
  kapok: '#c8362b',
  banyan: '#2e6b4f',
  banyanText: '#25583f',
  amberText: '#7d5206',
  amberTint: '#faefd6',
  glass: '#eee5d6',
  lead: '#4a423a',
}

interface Ink {
  size: number
  fill?: string
  weight?: Weight
}
const write = (text: string, x: number, y: number, { size, fill = colour.ink, weight = 'regular' }: Ink) =>
  `<path fill="${fill}" d="${outlineOf(text, weight, size, x, y)}"/>`
const writeToRight = (text: string, y: number, look: Ink) =>
  write(text, cardWidth - margin - widthOf(text, look.weight ?? 'regular', look.size), y, look)
const rect = (x: number, y: number, width: number, height: number, rest: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${rest}/>`

/** The picture that stands beside a shared link: a PNG of 1200 × 630 with the campaign's name and what has arrived so far. */
export async function drawCard(campaign: Campaign, totals: Totals, locale: Locale): Promise<Buffer> {
  const parts = [
    rect(0, 0, cardWidth, cardHeight, `fill="${colour.paper}"`),
    rect(0, 0, cardWidth, 12, `fill="${colour.kapok}"`),
    head(campaign, locale),
    title(textOf(campaign, locale).name),
    raised(campaign, totals, locale),
    foot(campaign, totals, locale),
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${cardHeight}">${parts.join('')}</svg>`
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64 }).toBuffer()
}

/** The site's seal, who raises the money, and whether all of it is made up. */
function head(campaign: Campaign, locale: Locale): string {
  // A seal is a picture: its characters are the same in every language.
  const chinese: Locale = 'zh-CN'
  const seal = textsIn(chinese, 'ui')('siteName')
  const federation = textsIn(locale, 'ui')('federation')
  const stone = [...seal].map((c, n) =>
    write(c, margin + 13, 82 + n * 32, { size: 30, fill: colour.paper, weight: 'bold' }),
  )
  const madeUp = campaign.madeUp ? tag(textsIn(locale, 'ui')('made_up')) : ''
  return `${rect(margin, 48, 56, 76, `rx="4" fill="${colour.kapok}"`)}${stone.join('')}${write(federation, margin + 80, 96, { size: 26, fill: colour.soft })}${madeUp}`
}

function tag(text: string): string {
  const width = widthOf(text, 'regular', 24) + 32
  const x = cardWidth - margin - width
  return (
    rect(x, 64, width, 44, `rx="4" fill="${colour.amberTint}" stroke="${colour.amberText}"`) +
    write(text, x + 16, 94, { size: 24, fill: colour.amberText })
  )
}

/** Large, or smaller over two lines. */
function title(name: string): string {
  const size = wrap(name, 'bold', 64, inner, 9).length === 1 ? 64 : 52
  const lines = wrap(name, 'bold', size, inner, 2)
  const first = lines.length === 1 ? 222 : 194
  return lines.map((line, n) => write(line, margin, first + n * 66, { size, weight: 'bold' })).join('')
}

function raised({ goalFen }: Campaign, totals: Totals, locale: Locale): string {
  const t = textsIn(locale, 'campaigns')
  const label = t('page.confirmed')
  const beside = margin + widthOf(label, 'bold', 32) + 24
  const { confirmedAt, ofGoal } = latticeScale(BigInt(totals.confirmedFen), 0n, goalFen)
  const goal = goalFen === null ? '' : `${t('page.goal')} ${formatRoundFen(goalFen)}`
  const left = [ofGoal && t('page.ofGoal', { percent: ofGoal }), goal].filter(Boolean).join(' · ')
  const gifts = t('page.gifts', { count: totals.gifts, n: formatCount(totals.gifts) })
  const note = { size: 28, fill: colour.soft }
  return (
    write(label, margin, 360, { size: 32, fill: colour.banyanText, weight: 'bold' }) +
    write(formatFen(BigInt(totals.confirmedFen)), beside, 360, { size: 84, weight: 'bold' }) +
    (goalFen === null ? rect(margin, 396, inner, 4, `fill="${colour.banyan}"`) : lattice(confirmedAt)) +
    (left ? write(left, margin, 500, note) + writeToRight(gifts, 500, note) : write(gifts, margin, 460, note))
  )
}

/** The window of ten panes, filled from the left; each pane is a tenth of the goal. */
function lattice(percent: number): string {
  const [y, height, bay] = [396, 56, inner / 10]
  const lead = Array.from({ length: 10 }, (_, n) => {
    const x = margin + n * bay
    const middle = `M${x + bay / 2} ${y}l${bay / 4} ${height / 2}l${-bay / 4} ${height / 2}l${-bay / 4} ${-height / 2}Z`
    return (n === 0 ? '' : `M${x} ${y}v${height}`) + middle
  })
  return (
    rect(margin, y, inner, height, `fill="${colour.glass}"`) +
    rect(margin, y, (inner * Math.min(percent, 100)) / 100, height, `fill="${colour.banyan}"`) +
    `<path d="${lead.join('')}" fill="#fff" fill-opacity="0.14" stroke="${colour.lead}" stroke-width="2"/>` +
    rect(margin, y, inner, height, `fill="none" stroke="${colour.lead}" stroke-width="4"`)
  )
}

/** The filing number, which belongs to every appeal to the public (FIELD.md), and how old the figures are. */
function foot({ filingNumber, membersOnly }: Campaign, { asOf }: Totals, locale: Locale): string {
  const t = textsIn(locale, 'campaigns')
  const look = { size: 24, fill: colour.soft }
  const filing = filingNumber
    ? `${t('page.filing')} ${filingNumber}`
    : membersOnly
      ? t('page.membersOnly')
      : ''
  const time = t('page.asOf', { time: formatInstant(locale, new Date(asOf)) })
  const room = inner - widthOf(time, 'regular', look.size) - 48
  // A number that is cut short is none: it is written smaller instead.
  const size = Math.min(look.size, (look.size * room) / Math.max(1, widthOf(filing, 'regular', look.size)))
  return (
    rect(margin, 536, inner, 2, `fill="${colour.line}"`) +
    write(filing, margin, 584, { ...look, size }) +
    writeToRight(time, 584, look)
  )
}
