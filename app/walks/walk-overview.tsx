import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/ui/panel'
import { DeskLevelTable } from './desk-level-table'
import { DeskPlaceTable, type WalkTableProps } from './desk-place-table'
import { PrintPanel } from './print-panel'
import { TrailMap } from './trail-map'
import { WalkFacts } from './walk-facts'

/** A walk as its organiser decided it, panel by panel, each with the way to where it is changed. */
export function WalkOverview(props: WalkTableProps) {
  const { locale, here, walk, mayChange } = props
  const { t } = useTranslation('organising')
  const way = (to: string, label: string) => (
    <Link className="link inline-flex min-h-11 items-center" to={`${here}/${to}`}>
      {label}
    </Link>
  )
  const change = (to: string, label: string) => mayChange && way(to, label)
  return (
    <>
      <Panel id="settings" title={t('settings.title')} aside={change('settings', t('settings.edit'))}>
        <WalkFacts locale={locale} walk={walk} />
      </Panel>
      <Panel id="places" title={t('places')} aside={change('places/new', t('add.place'))}>
        <DeskPlaceTable {...props} />
      </Panel>
      <Panel id="map" title={t('map.title')} aside={change('map', t('map.edit'))}>
        <TrailMap
          trails={walk.trails}
          places={walk.places}
          title={t('mapText')}
          className="max-h-[32rem] w-full rounded-paper border border-line bg-paper"
        />
      </Panel>
      <Panel id="levels" title={t('levels')} aside={change('levels/new', t('add.level'))}>
        <DeskLevelTable {...props} />
      </Panel>
      <Panel
        id="waiver"
        title={t('waiver.title')}
        aside={way('waiver', mayChange ? t('waiver.edit') : t('waiver.see'))}
      >
        <p>{t('waiver.now', { version: walk.waiver.version })}</p>
      </Panel>
      {mayChange && <PrintPanel locale={locale} here={here} places={walk.places} />}
    </>
  )
}
