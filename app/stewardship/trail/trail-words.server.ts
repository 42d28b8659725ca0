import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import type { TracedShare, Use } from './trace-gift.server'

/** One end of the branch: what a part of the gift became. Links are addresses of this site. */
export interface TrailTwig {
  id: string
  label: string
  to: string | null
  day: string
  project: { label: string; to: string } | null
  disclosure: { label: string; to: string } | null
  amountFen: bigint
  state: 'done' | 'waiting'
}
export interface TrailFund {
  fund: string
  twigs: TrailTwig[]
}

/** Is the project's disclosure of this quarter published, and how is the quarter called? Null: not yet. */
export type NameDisclosure = (project: string, period: string) => string | null

/** What a gift's page says of its way, in words that travel with its data: the page's scripts are weighed. */
export function trailWords(locale: Locale, shares: readonly TracedShare[], nameDisclosure: NameDisclosure) {
  const t = textsIn(locale, 'trail')
  const twig = (id: string, label: string, detail: string, amountFen: bigint, state: TrailTwig['state']) => ({
    ...{ id, label, day: detail, amountFen, state },
    ...{ to: null, project: null, disclosure: null },
  })
  const ofUse = (use: Use): TrailTwig => {
    const period = use.project && nameDisclosure(use.project.key, use.period)
    return {
      id: String(use.entryId),
      label: use.plan
        ? inLocale(locale, { zh: use.plan.titleZh, en: use.plan.titleEn || use.plan.titleZh })
        : t(`gift.${use.kind === 'plan' ? 'other' : use.kind}`),
      to: use.plan && pathIn(locale, `/plans/${use.plan.number}`),
      day: t('gift.paidOn', { day: formatDay(locale, use.on) }),
      project: use.project && {
        label: inLocale(locale, { zh: use.project.nameZh, en: use.project.nameEn }),
        to: pathIn(locale, `/projects/${use.project.key}`),
      },
      disclosure: period
        ? {
            label: t('gift.disclosure', { period }),
            to: pathIn(locale, `/projects/${use.project!.key}/disclosures/${use.period}`),
          }
        : null,
      amountFen: use.amountFen,
      state: 'done',
    }
  }
  const funds = shares.map((share): TrailFund => {
    const twigs = share.uses.map(ofUse)
    if (share.furtherFen > 0n)
      twigs.push(twig('further', t('gift.further'), t('gift.furtherDetail'), share.furtherFen, 'done'))
    if (share.refundedFen > 0n)
      twigs.push(twig('refunded', t('gift.refunded'), '', share.refundedFen, 'done'))
    if (share.waitingFen > 0n)
      twigs.push(twig('waiting', t('gift.waiting'), t('gift.waitingDetail'), share.waitingFen, 'waiting'))
    return { fund: share.fund, twigs }
  })
  const sum = (of: (share: TracedShare) => bigint) => shares.reduce((all, share) => all + of(share), 0n)
  const waiting = sum((share) => share.waitingFen)
  const used = sum((share) => share.givenFen - share.refundedFen - share.waitingFen)
  return {
    ...wordsIn(locale, 'trail', ['gift.title', 'gift.lead', 'gift.rule']),
    rulePath: pathIn(locale, '/rules/first-in-first-out'),
    said:
      used === 0n
        ? waiting > 0n
          ? t('gift.unused')
          : ''
        : waiting === 0n
          ? t('gift.all', { used: formatFen(used) })
          : t('gift.sum', { used: formatFen(used), waiting: formatFen(waiting) }),
    funds,
  }
}
export type Trail = ReturnType<typeof trailWords>
