import { formatFen } from '~/money/fen'
import { type Day, formatCount, formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { languageOf } from '~/platform/language-of'
import { textsIn } from '~/platform/texts.server'
import type { Contract } from './contract'
import type { Indicator } from './indicator'
import type { Milestone } from './milestone'
import type { OpenCall } from './open-call'
import { outputWords } from './output'
import { methodWords, type Procurement } from './procurement'
import { formatSpan, kindWords, type ProjectState, sayAmended, stateWords } from './project'
import type { ProjectFacts } from './read-project-facts.server'

/** A public page's words: they travel with its data, so that its scripts stay small. */
const eitherIn =
  (locale: Locale) =>
  (zh: string, en: string): string =>
    inLocale(locale, { zh, en: en || zh })

export type MilestoneLook = 'met' | 'late' | 'open' | 'dropped'
type Shown = ReturnType<typeof showProject>
export type ProjectView = Shown
/** Ten panes of the window: how many of them are filled. */
const panesOf = (total: bigint, target: bigint) => Number(total >= target ? 10n : (total * 10n) / target)

/** A project's public page in one language, as of `today`. */
export function showProject(locale: Locale, facts: ProjectFacts, today: Day) {
  const t = textsIn(locale, 'projects')
  const either = eitherIn(locale)
  const day = (on: Day) => formatDay(locale, on)
  const p = facts.project
  const shown = { locale, either, day, today, facts }
  return {
    key: p.key,
    name: either(p.nameZh, p.nameEn),
    state: { is: p.state as ProjectState, say: inLocale(locale, stateWords[p.state]) },
    campaign: p.campaign,
    facts: [
      { term: t('fact.served'), detail: either(p.servedZh, p.servedEn) },
      { term: t('fact.field'), detail: either(p.fieldZh, p.fieldEn) },
      { term: t('fact.period'), detail: formatSpan(locale, p) },
      {
        term: t('fact.partners'),
        detail:
          facts.partners.map((one) => either(one.nameZh, one.nameEn)).join(locale === 'en' ? '; ' : '、') ||
          t('fact.noPartners'),
      },
      { term: t('fact.area'), detail: either(p.areaZh, p.areaEn) },
      { term: t('fact.kind'), detail: inLocale(locale, kindWords[p.kind]) },
    ],
    intro: either(p.introZh, p.introEn),
    amendments: facts.amendments.map((one, n) => ({
      id: String(n),
      title: `${t(`amended.${one.what}`)} · ${day(one.on)}`,
      before: sayAmended(locale, one.what, one.before),
      after: sayAmended(locale, one.what, one.after),
      reason: either(one.reasonZh, one.reasonEn),
    })),
    milestones: facts.milestones.map((one) => showMilestone(shown, one)),
    indicators: facts.indicators.map((one) => showIndicator(shown, one)),
    contracts: facts.contracts.map((one) => showContract(shown, one)),
    procurements: facts.procurements.map((one) => showProcurement(shown, one)),
    calls: facts.calls.map((one) => showCall(shown, one)),
    outputs: facts.outputs.map((one) => ({
      id: one.id,
      title: either(one.titleZh, one.titleEn),
      about: [
        inLocale(locale, outputWords[one.kind]),
        one.identifier,
        one.publishedOn && t('outputs.published', { day: day(one.publishedOn) }),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    words: {
      back: t('back'),
      intro: t('intro'),
      toCampaign: t('fact.toCampaign'),
      amendments: t('amended.title'),
      was: t('amended.was'),
      now: t('amended.now'),
      why: t('amended.why'),
      milestones: t('milestones.title'),
      indicators: t('indicators.title'),
      indicatorsLead: t('indicators.lead', { day: day(today) }),
      contracts: t('contracts.title'),
      total: t('contracts.total'),
      yearly: t('contracts.yearly'),
      paid: t('contracts.tagPaid'),
      waits: t('contracts.tagWaits'),
      ready: t('contracts.tagReady'),
      off: t('contracts.tagOff'),
      procurement: t('procurement.title'),
      winner: t('procurement.winner'),
      reason: t('procurement.reason'),
      calls: t('calls.title'),
      places: t('calls.places'),
      received: t('calls.received'),
      selected: t('calls.selected'),
      outputs: t('outputs.title'),
    },
  }
}

interface Showing {
  locale: Locale
  either: (zh: string, en: string) => string
  day: (on: Day) => string
  today: Day
  facts: ProjectFacts
}

function showMilestone({ locale, either, day, today }: Showing, one: Milestone) {
  const t = textsIn(locale, 'projects')
  const late = one.dueOn !== null && one.dueOn < today
  const look: MilestoneLook = one.metOn ? 'met' : one.droppedOn ? 'dropped' : late ? 'late' : 'open'
  const why = either(one.droppedWhyZh, one.droppedWhyEn)
  const say = {
    met: () => t('milestones.met', { day: day(one.metOn!) }),
    dropped: () => t('milestones.dropped', { day: day(one.droppedOn!), why }),
    late: () => t('milestones.late', { day: day(one.dueOn!) }),
    open: () => (one.dueOn ? t('milestones.due', { day: day(one.dueOn) }) : t('milestones.waiting')),
  }[look]()
  const mark = { met: t('milestones.done'), dropped: t('milestones.gone'), late: '', open: '' }[look]
  return {
    id: one.id,
    title: either(one.titleZh, one.titleEn),
    look,
    say,
    mark: mark || t('milestones.open'),
  }
}

function showIndicator({ locale, either }: Showing, one: Indicator) {
  const t = textsIn(locale, 'projects')
  const unit = either(one.unitZh, one.unitEn)
  const total = formatCount(one.total)
  const target = one.target === null ? null : formatCount(one.target)
  return {
    key: one.key,
    name: either(one.nameZh, one.nameEn),
    total,
    unit,
    target: target && t('indicators.target', { target, unit }),
    panes: one.target === null ? null : panesOf(one.total, one.target),
    said: target ? t('indicators.of', { total, target, unit }) : `${total} ${unit}`,
    none: one.total === 0n ? t('indicators.noCount') : null,
  }
}

function lookOf(paidOn: Day | null, cancelledOn: Day | null, waits: string | null) {
  if (paidOn) return 'paid' as const
  if (cancelledOn) return 'off' as const
  return waits ? ('waits' as const) : ('ready' as const)
}

function showContract({ locale, either, day, facts }: Showing, one: Contract) {
  const t = textsIn(locale, 'projects')
  const wait = (milestone: string | null) => {
    const awaited = facts.milestones.find(({ id }) => id === milestone)
    return awaited && !awaited.metOn
      ? t('contracts.waits', { milestone: either(awaited.titleZh, awaited.titleEn) })
      : null
  }
  return {
    id: one.id,
    title: either(one.titleZh, one.titleEn),
    partner: one.partner,
    partnerIn: languageOf(one.partner),
    about: [
      t('contracts.number', { number: one.number }),
      t('contracts.signed', { day: day(one.signedOn) }),
      t('contracts.term', { from: day(one.fromOn), to: day(one.toOn) }),
    ].join(' · '),
    totalFen: one.totalFen.toString(),
    yearlyFen: one.yearlyFen?.toString() ?? null,
    byUse: one.instalments.length === 0 ? t('contracts.byUse') : null,
    cancelled:
      one.cancelledOn &&
      t('contracts.cancelled', {
        day: day(one.cancelledOn),
        why: either(one.cancelledWhyZh, one.cancelledWhyEn),
      }),
    instalments: one.instalments.map((i) => {
      const waits = wait(i.milestone)
      return {
        no: i.no,
        title: `${t('contracts.instalment', { no: i.no })} · ${either(i.titleZh, i.titleEn)}`,
        amount: formatFen(i.amountFen),
        look: lookOf(i.paidOn, one.cancelledOn, waits),
        say: i.paidOn
          ? t(i.paidNote ? 'contracts.paidEarlier' : 'contracts.paid', { day: day(i.paidOn) })
          : one.cancelledOn
            ? ''
            : (waits ?? t('contracts.ready')),
      }
    }),
  }
}

function showProcurement({ locale, either, day }: Showing, one: Procurement) {
  const t = textsIn(locale, 'projects')
  return {
    id: one.id,
    role: either(one.roleZh, one.roleEn),
    about: [
      inLocale(locale, methodWords[one.method]),
      one.announcedOn && t('procurement.announced', { day: day(one.announcedOn) }),
      one.decidedOn ? t('procurement.decided', { day: day(one.decidedOn) }) : t('procurement.undecided'),
      t('procurement.candidates', { n: one.candidates.length }),
    ]
      .filter(Boolean)
      .join(' · '),
    reason: either(one.reasonZh, one.reasonEn),
    candidates: one.candidates.map((c, n) => ({
      id: String(n),
      name: c.name ?? t('procurement.unnamed'),
      nameIn: c.name === null ? undefined : languageOf(c.name),
      price: c.priceFen === null ? null : formatFen(c.priceFen),
      winner: c.winner,
    })),
  }
}

function showCall({ locale, either, day, today }: Showing, one: OpenCall) {
  const t = textsIn(locale, 'projects')
  const now = today < one.opensOn ? 'soon' : today > one.closesOn ? 'closed' : 'still'
  return {
    id: one.id,
    title: either(one.titleZh, one.titleEn),
    about: `${t('calls.open', { from: day(one.opensOn), to: day(one.closesOn) })} · ${t(`calls.${now}`)}`,
    places: formatCount(one.places),
    received: formatCount(one.received),
    selected: formatCount(one.selected),
  }
}
