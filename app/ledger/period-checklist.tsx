import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Tag, type TagTone } from '~/ui/tag'
import type { PeriodFinding, PeriodLevel } from './period-check'

/** Where each check is dealt with; those that merely inform lead nowhere. */
const places: Record<string, string> = {
  'unsealed-left': '/desk/health',
  'books-faulty': '/desk/health',
  'holds-open': '/desk/holds',
  'holds-kept': '/desk/holds',
  'bank-unmatched': '/desk/bank/lines',
  'events-unmatched': '/desk/holds#notices',
  'not-reconciled': '/desk/health',
  'takings-uncounted': '/desk/campaigns',
  'batches-uncounted': '/desk/offline',
  'cheques-uncleared': '/desk/offline?state=clearing',
  'refunds-unpaid': '/desk/bank#to-pay',
  'matches-held': '/desk',
}
const tones: Record<PeriodLevel, TagTone> = { fine: 'done', warns: 'pending', blocks: 'attention' }

const order: readonly PeriodLevel[] = ['blocks', 'warns', 'fine']
const byLevel = (a: PeriodFinding, b: PeriodFinding) => order.indexOf(a.level) - order.indexOf(b.level)

/** What must be settled before a period is closed, and where: first what blocks, then what merely warns. */
export function PeriodChecklist({
  locale,
  findings,
}: {
  locale: Locale
  findings: readonly PeriodFinding[]
}) {
  const { t } = useTranslation('period')
  const says = ({ check, level, count, at }: PeriodFinding) =>
    t(`check.${check as 'holds-open'}.${level as 'fine'}`, {
      n: formatCount(count),
      at: at ? formatInstant(locale, at) : t('check.not-reconciled.never'),
    })
  return (
    <ul className="divide-y divide-line border-y border-line">
      {[...findings].sort(byLevel).map((finding) => (
        <li key={finding.check} className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[8rem_1fr]">
          <div>
            <Tag tone={tones[finding.level]}>{t(`level.${finding.level}`)}</Tag>
          </div>
          <div className="min-w-0">
            <h3 className="font-semibold">{t(`check.${finding.check as 'holds-open'}.title`)}</h3>
            <p className="text-soft">{says(finding)}</p>
            {finding.level !== 'fine' && places[finding.check] && (
              <Link
                className="link inline-flex min-h-11 items-center"
                to={pathIn(locale, places[finding.check]!)}
              >
                {t(`deal.${finding.check as 'holds-open'}`)}
              </Link>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
