import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { ink } from '~/platform/paper/paper-marks.server'
import type { Statement } from '../statement/statement'
import type { Cell, Flow } from './notice-flow.server'
import { noticeWords } from './notice-words.server'
import { say, sayMethod } from './say'

/** So many plans stand on paper; all of them are on the page. */
const mostPlans = 30
const right = (text: string): Cell => ({ text, align: 'right' })

/** Milestones, plans, contracts, procurement, calls and outputs of a notice on paper: each only where there is one. */
export function layParts(flow: Flow, statement: Statement, locale: Locale): void {
  const words = noticeWords(locale)
  const day = (on: string | null, otherwise = '') => (on ? formatDay(locale, on) : otherwise)
  const heading = (text: string) => flow.text(text, { face: 'bold', above: 8, keep: 50 })
  const note = (text: string) => flow.text(text, { size: 8.5, leading: 1.5, color: ink.soft })

  if (statement.milestones.length > 0) {
    heading(words.milestones)
    flow.table(
      [0.7, 0.3],
      [{ text: words.milestone }, { text: words.met }],
      statement.milestones.map((one) => [
        { text: one.title[locale] },
        { text: day(one.metOn, words.notYet) },
      ]),
    )
  }
  if (statement.plans.length > 0) {
    const count =
      statement.figures.find((one) => one.key === 'plans.approved.count')?.count ?? statement.plans.length
    heading(words.plans)
    flow.table(
      [0.54, 0.22, 0.24],
      [{ text: words.plan }, { text: words.approvedOn }, right(words.amount)],
      statement.plans
        .slice(0, mostPlans)
        .map((one) => [
          { text: one.title[locale] },
          { text: day(one.approvedOn) },
          right(formatFen(BigInt(one.amountFen))),
        ]),
    )
    if (count > mostPlans) note(say(words.plansMore, { count, shown: mostPlans }))
  }
  for (const one of statement.contracts) {
    heading(one.title[locale])
    const parties = say(words.contractWith, { partner: one.partner, from: day(one.from), to: day(one.to) })
    note(`${parties} · ${formatFen(BigInt(one.totalFen))}`)
    if (one.cancelledOn) note(say(words.contractCancelled, { on: day(one.cancelledOn) }))
    if (one.instalments.length > 0)
      flow.table(
        [0.5, 0.26, 0.24],
        [{ text: words.instalment }, { text: words.paidOn }, right(words.amount)],
        one.instalments.map((part) => [
          { text: part.title[locale] },
          { text: day(part.paidOn, words.notPaid) },
          right(formatFen(BigInt(part.amountFen))),
        ]),
      )
  }
  for (const one of statement.procurements) {
    heading([one.role[locale], sayMethod(locale, one.method), day(one.decidedOn)].filter(Boolean).join(' · '))
    flow.table(
      [0.54, 0.22, 0.24],
      [{ text: words.candidate }, { text: words.chosen }, right(words.amount)],
      one.candidates.map(({ name, winner, priceFen }) => [
        { text: name ?? words.unnamed },
        { text: winner ? words.winner : words.notChosen },
        right(priceFen === null ? '—' : formatFen(BigInt(priceFen))),
      ]),
    )
    if (one.reason[locale]) note(say(words.reason, { reason: one.reason[locale] }))
  }
  for (const one of statement.calls) {
    heading(one.title[locale])
    const { places, received, selected } = one
    flow.text(
      say(words.callLine, { from: day(one.opensOn), to: day(one.closesOn), places, received, selected }),
    )
  }
  if (statement.outputs.length > 0) {
    heading(words.outputs)
    for (const one of statement.outputs)
      flow.text([one.title[locale], one.identifier, day(one.publishedOn)].filter(Boolean).join(' · '))
  }
}
