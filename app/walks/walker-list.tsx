import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import type { ListedWalker } from './list-walkers.server'
import type { WalkerState } from './walker'

const tones: Record<WalkerState, TagTone> = {
  registered: 'done',
  unpaid: 'pending',
  waiting: 'info',
  cancelled: 'neutral',
}

interface WalkerListProps {
  locale: Locale
  walkers: readonly Omit<ListedWalker, 'seq'>[]
  /** Names of the levels by key. */
  levels: ReadonlyMap<string, string>
}

/** The desk's list of walkers; how to reach one is a press of its own, for it is told in the trail. */
export function WalkerList({ locale, walkers, levels }: WalkerListProps) {
  const { t } = useTranslation('walkers')
  return (
    <Table
      caption={t('list')}
      captionHidden
      rows={walkers}
      rowKey={(w) => w.id}
      columns={[
        { id: 'bib', header: t('column.bib'), align: 'end', cell: (w) => w.bib ?? '—' },
        {
          id: 'name',
          header: t('column.name'),
          rowHeader: true,
          cell: (w) => (
            <>
              {w.name}
              <span className="block text-sm font-normal text-soft">
                {[levels.get(w.level) ?? w.level, ...(w.minor ? [t('minor')] : [])].join(' · ')}
              </span>
              {w.unitName && (
                <span className="block text-sm font-normal text-soft sm:hidden">{w.unitName}</span>
              )}
            </>
          ),
        },
        { id: 'unit', header: t('column.unit'), wideOnly: true, cell: (w) => w.unitName ?? '—' },
        {
          id: 'state',
          header: t('column.state'),
          cell: (w) => (
            <>
              <Tag tone={tones[w.state]}>{t(`state.${w.state}`)}</Tag>
              {w.feeHeld && (
                <span className="block text-sm text-soft">{t('feeHeld', { sum: formatFen(w.feeFen) })}</span>
              )}
            </>
          ),
        },
        {
          id: 'at',
          header: t('column.registeredAt'),
          wideOnly: true,
          noWrap: true,
          cell: (w) => <span className="tabular">{formatInstant(locale, w.createdAt)}</span>,
        },
        {
          id: 'look',
          header: <span className="sr-only">{t('look')}</span>,
          noWrap: true,
          cell: (w) => (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="walker" value={w.id} />
              <Button variant="quiet" aria-label={t('lookAt', { name: w.name })}>
                {t('look')}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  )
}
