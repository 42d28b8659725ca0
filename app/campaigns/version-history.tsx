import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { type Change, ChangeList } from './change-list'
import type { NamesBySlug } from './say-change'

/** What the history tells; other acts about the same subject have their own places. */
export const toldActs = [
  'campaign.draft',
  'campaign.edit',
  'campaign.route',
  'campaign.open',
  'campaign.close',
  'campaign.settle',
  'campaign.open.propose',
  'campaign.open.approved',
  'campaign.open.rejected',
  'campaign.open.withdrawn',
  'campaign.settle.propose',
  'campaign.settle.approved',
  'campaign.settle.rejected',
  'campaign.settle.withdrawn',
  'series.create',
  'series.edit',
  'fund.open',
  'fund.edit',
] as const

export interface Version {
  id: string
  at: Date
  /** Null for the software itself. */
  who: string | null
  action: string
  note: string
  changes: Change[]
}

/** Who changed what, when and why, newest first. */
export function VersionHistory({
  locale,
  versions,
  names,
}: {
  locale: Locale
  versions: readonly Version[]
  names: NamesBySlug
}) {
  const { t } = useTranslation('editing')
  if (versions.length === 0)
    return <EmptyState title={t('history.empty')}>{t('history.emptyHint')}</EmptyState>
  return (
    <ol className="space-y-6">
      {versions.map((v) => (
        <li key={v.id} className="rounded-paper border border-line bg-raised p-4">
          <h2 className="font-bold">{t(`act.${v.action.replaceAll('.', '-')}` as 'act.campaign-edit')}</h2>
          <p className="text-sm text-soft">
            {v.who ?? t('trail.software', { ns: 'people' })} ·{' '}
            <time dateTime={v.at.toISOString()}>{formatInstant(locale, v.at)}</time>
          </p>
          {v.note && (
            <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">
              <span className="me-2 text-sm text-soft">{t('field.reason')}</span>
              {v.note}
            </p>
          )}
          {v.changes.length > 0 && (
            <div className="mt-3">
              <ChangeList locale={locale} changes={v.changes} names={names} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}
