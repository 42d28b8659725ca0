import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Panel } from '~/ui/panel'
import { FigureValue } from '../notice/figure-value'
import type { Figure } from '../statement/figure'
import { spellField } from '../statement/live-fields'

/** The live fields that a text may name, each with what it says now. */
export function FieldList({ locale, figures }: { locale: Locale; figures: readonly Figure[] }) {
  const { t } = useTranslation('disclosing')
  return (
    <Panel id="fields" title={t('one.fields')} tone="sunk">
      <p className="text-sm text-soft">{figures.length === 0 ? t('one.fieldsNone') : t('one.fieldsHint')}</p>
      <ul className="mt-2 divide-y divide-line">
        {figures.map((figure) => (
          <li key={figure.key} className="py-2">
            <span className="flex justify-between gap-4">
              <span>{figure.label[locale]}</span>
              <FigureValue figure={figure} locale={locale} />
            </span>
            <code className="text-sm break-all select-all">{spellField(figure)}</code>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
