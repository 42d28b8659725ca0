import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { HidePage } from './hide-page'
import type { ListedPage } from './list-pages.server'

interface PageTableProps {
  locale: Locale
  pages: readonly ListedPage[]
  mayChange: boolean
  /** What was typed for one of them and not taken. */
  refused?: { page: string; why: string; reason: string }
}

/** The desk's list of fundraising pages, with what stands on them and the way to hide one. */
export function PageTable({ locale, pages, mayChange, refused }: PageTableProps) {
  const { t } = useTranslation('walkers')
  return (
    <Table
      caption={t('pages.title')}
      captionHidden
      rows={pages}
      rowKey={(p) => p.slug}
      columns={[
        {
          id: 'title',
          header: t('pages.name'),
          rowHeader: true,
          cell: (p) => (
            <>
              {p.state === 'shown' ? (
                <a className="link" href={pathIn(locale, `/campaigns/${p.campaign}/pages/${p.slug}`)}>
                  {p.title}
                </a>
              ) : (
                p.title
              )}
              <span className="block text-sm font-normal whitespace-pre-line text-soft">{p.story}</span>
            </>
          ),
        },
        {
          id: 'state',
          header: t('column.state'),
          cell: (p) => (
            <>
              <Tag tone={p.state === 'shown' ? 'done' : 'refused'}>{t(`pages.state.${p.state}`)}</Tag>
              {p.hiddenWhy && <span className="mt-1 block text-sm text-soft">{p.hiddenWhy}</span>}
            </>
          ),
        },
        { id: 'gifts', header: t('pages.gifts'), align: 'end', cell: (p) => formatCount(p.gifts) },
        {
          id: 'raised',
          header: t('pages.raised'),
          align: 'end',
          cell: (p) => <Money fen={p.raisedFen} />,
        },
        {
          id: 'do',
          header: <span className="sr-only">{t('pages.hide')}</span>,
          cell: (p) =>
            mayChange && <HidePage page={p} refused={refused?.page === p.slug ? refused : undefined} />,
        },
      ]}
    />
  )
}
