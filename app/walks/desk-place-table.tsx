import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Table } from '~/ui/table'
import type { Walk, WalkPlace } from './walk'

export interface WalkTableProps {
  locale: Locale
  /** The walk's address, with its language. */
  here: string
  walk: Walk
  mayChange: boolean
}

/** A walk's places in their order: what each is, when it is open, and which levels need it. */
export function DeskPlaceTable({ locale, here, walk, mayChange }: WalkTableProps) {
  const { t } = useTranslation('organising')
  const checkpoints = walk.places.filter(({ kind }) => kind === 'checkpoint')
  const what = (place: WalkPlace) =>
    place.kind === 'checkpoint'
      ? t('checkpointNo', { n: checkpoints.indexOf(place) + 1 })
      : t(`kind.${place.kind}`)
  const neededBy = ({ key, kind }: WalkPlace) => {
    if (kind !== 'checkpoint') return ''
    const levels = walk.levels.filter(({ needs }) => needs.includes(key))
    return levels.length === 0
      ? t('neededByNone')
      : levels
          .map((l) => inLocale(locale, { zh: l.nameZh, en: l.nameEn }))
          .join(locale === 'en' ? ', ' : '、')
  }
  return (
    <Table
      caption={t('places')}
      captionHidden
      rows={walk.places}
      rowKey={(place) => place.key}
      columns={[
        {
          id: 'place',
          header: t('column.place'),
          rowHeader: true,
          cell: (place) => {
            const name = inLocale(locale, { zh: place.nameZh, en: place.nameEn })
            return (
              <>
                {mayChange ? (
                  <Link className="link inline-block py-1.5" to={`${here}/places/${place.key}`}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
                <span className="block text-sm font-normal text-soft">{what(place)}</span>
                <span className="block text-sm font-normal text-soft sm:hidden">{neededBy(place)}</span>
              </>
            )
          },
        },
        {
          id: 'hours',
          header: t('column.hours'),
          noWrap: true,
          cell: (place) => `${place.opens}–${place.closes}`,
        },
        { id: 'needed', header: t('column.neededBy'), wideOnly: true, cell: neededBy },
        {
          id: 'stamps',
          header: t('column.stamps'),
          align: 'end',
          cell: (place) => formatCount(place.stamps),
        },
      ]}
    />
  )
}
