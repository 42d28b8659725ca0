import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { ExportLinks } from '~/ui/desk/export-links'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import type { NamesBySlug } from './say-change'
import { type Version, VersionHistory } from './version-history'

export interface HistoryPanelProps {
  locale: Locale
  /** The page it stands on; older versions are behind `?before=`. */
  here: string
  versions: readonly Version[]
  names: NamesBySlug
  next: string | bigint | null
  first: boolean
}

/** The history below an edit form, a page at a time. */
export function HistoryPanel({ locale, here, versions, names, next, first }: HistoryPanelProps) {
  const { t } = useTranslation('editing')
  return (
    <Panel id="history" title={t('history.title')} tone="plain" className="max-w-4xl">
      <VersionHistory locale={locale} versions={versions} names={names} />
      <Pager
        label={t('history.title')}
        previous={first ? undefined : { to: here, label: t('pager.first') }}
        next={next ? { to: `${here}?before=${next}`, label: t('pager.older') } : undefined}
      />
      {versions.length > 0 && <ExportLinks to={`${here}/history/export`} />}
    </Panel>
  )
}
