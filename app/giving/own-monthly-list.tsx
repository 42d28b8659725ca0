import { useTranslation } from 'react-i18next'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import type { OwnMonthly } from './list-own-monthly.server'
import { MonthlyStateTag } from './monthly-view'

/** A donor's monthly gifts, each a way to its own page. */
export function OwnMonthlyList({ locale, rows }: { locale: Locale; rows: readonly OwnMonthly[] }) {
  const { t } = useTranslation('givenMonthly')
  return (
    <Panel id="monthly" title={t('title')}>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.secret} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <a
              className="link inline-flex min-h-11 items-center"
              href={pathIn(locale, `/monthly/${row.secret}`)}
            >
              {inLocale(locale, { zh: row.campaignZh, en: row.campaignEn })}
            </a>
            <span className="flex items-center gap-3">
              <MonthlyStateTag state={row.state} label={t(`state.${row.state}`)} />
              <Money fen={row.amountFen} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
