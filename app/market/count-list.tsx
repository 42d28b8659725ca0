import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Pager } from '~/ui/pager'
import { Tag } from '~/ui/tag'
import type { ListedCount } from './list-counts.server'
import { differenceOf } from './takings'

const tones = { waiting: 'pending', agreed: 'done', 'turned-down': 'neutral' } as const

export interface CountListProps {
  locale: Locale
  counts: readonly ListedCount[]
  /** Names by the stall's key, where they are of several stalls. */
  stalls?: Readonly<Record<string, string>>
}

/** Cash counts with what was counted, what should have been there, and what was said of the difference. */
export function CountList({ locale, counts, stalls }: CountListProps) {
  const { t } = useTranslation('stalls')
  if (counts.length === 0) return <p className="text-soft">{t('count.none')}</p>
  return (
    <ul className="divide-y divide-line">
      {counts.map((c) => (
        <li key={c.id} className="space-y-1 py-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {stalls && <span className="font-bold">{stalls[c.stall] ?? c.stall}</span>}
            <Tag tone={tones[c.state]}>{t(`count.state.${c.state}`)}</Tag>
            <span>
              {t('count.counted')} <Money fen={c.countedFen} />
            </span>
            <span className="text-soft">
              {t('count.expected')} <Money fen={c.expectedFen} />
            </span>
            {differenceOf(c) !== 0n && (
              <Tag tone="attention">
                {t('count.difference')} <Money fen={differenceOf(c)} />
              </Tag>
            )}
          </p>
          <p className="text-sm text-soft">
            {t('count.by', { name: c.countedBy, time: formatInstant(locale, new Date(c.countedAt)) })}
            {c.agreedBy && c.agreedAt && (
              <>
                {' '}
                · {t('count.agreed', { name: c.agreedBy, time: formatInstant(locale, new Date(c.agreedAt)) })}
              </>
            )}
            {c.entryId !== null && <> · {t('count.entry', { id: c.entryId.toString() })}</>}
          </p>
          {c.note && <p className="text-sm">{t('count.note', { note: c.note })}</p>}
        </li>
      ))}
    </ul>
  )
}

interface CountPagerProps {
  /** The page that the list stands on. */
  here: string
  first: boolean
  /** Where the next page begins. */
  next: string | null
}

/** The ways through a list of counts, the newest first. */
export function CountPager({ here, first, next }: CountPagerProps) {
  const { t } = useTranslation('stalls')
  return (
    <Pager
      label={t('count.title')}
      previous={first ? undefined : { to: here, label: t('count.newest') }}
      next={next ? { to: `${here}?counts=${next}`, label: t('count.earlier') } : undefined}
    />
  )
}
