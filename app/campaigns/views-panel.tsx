import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { ExportLinks } from '~/ui/desk/export-links'
import { Disclosure } from '~/ui/disclosure'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { type Views, viewedPages } from './views'

/** How often a campaign's pages were opened, day by day (`file`: every day of it), and what exactly these numbers count. */
export function ViewsPanel({ locale, views, file }: { locale: Locale; views: Views; file: string }) {
  const { t } = useTranslation('coverage')
  return (
    <Panel id="views" title={t('views.title')} tone="plain">
      <Table
        caption={t('views.caption')}
        captionHidden
        columns={[
          {
            id: 'day',
            header: t('views.day'),
            cell: ({ day }) => formatDay(locale, day),
            rowHeader: true,
            noWrap: true,
          },
          ...viewedPages.map((page) => ({
            id: page,
            header: t(`views.${page}`),
            cell: (row: Views['days'][number]) => formatCount(row[page]),
            align: 'end' as const,
          })),
        ]}
        rows={views.days}
        rowKey={({ day }) => day}
        foot={[t('views.all'), ...viewedPages.map((page) => formatCount(views.all[page]))]}
      />
      <ExportLinks to={file} label={t('views.export')} />
      <Disclosure summary={t('views.what')}>
        <p>{t('views.counts')}</p>
      </Disclosure>
    </Panel>
  )
}
