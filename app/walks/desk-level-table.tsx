import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { Table } from '~/ui/table'
import type { WalkTableProps } from './desk-place-table'

/** A walk's levels: how far, for how many, how many have a place. */
export function DeskLevelTable({ locale, here, walk, mayChange }: WalkTableProps) {
  const { t } = useTranslation('organising')
  return (
    <Table
      caption={t('levels')}
      captionHidden
      rows={walk.levels}
      rowKey={(level) => level.key}
      columns={[
        {
          id: 'level',
          header: t('column.level'),
          rowHeader: true,
          cell: (level) => {
            const name = inLocale(locale, { zh: level.nameZh, en: level.nameEn })
            return (
              <>
                {mayChange ? (
                  <Link className="link inline-block py-1.5" to={`${here}/levels/${level.key}`}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
                <span className="block text-sm font-normal text-soft">
                  {t('needsCount', { count: level.needs.length })}
                </span>
              </>
            )
          },
        },
        { id: 'km', header: t('column.km'), align: 'end', cell: (level) => formatCount(level.km) },
        {
          id: 'capacity',
          header: t('column.capacity'),
          align: 'end',
          cell: (level) => formatCount(level.capacity),
        },
        { id: 'taken', header: t('column.taken'), align: 'end', cell: (level) => formatCount(level.taken) },
      ]}
    />
  )
}
