import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { SelectField } from '~/ui/desk/select-field'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import { ActForm, useFields } from './act-form'
import { outputKinds, outputWords } from './output'
import type { SectionProps } from './project-section'

/** Standards and publications. */
export function OutputsSection({ locale, found, forms }: SectionProps) {
  const { t } = useTranslation('projecting')
  const { field, day } = useFields(forms, 'output')
  const kinds = outputKinds.map((value) => ({ value, label: inLocale(locale, outputWords[value]) }))
  return (
    <>
      {found.outputs.length === 0 && <p className="text-soft">{t('output.none')}</p>}
      <ul className="divide-y divide-line">
        {found.outputs.map((one) => (
          <li key={one.id} className="py-2.5">
            <strong>{inLocale(locale, { zh: one.titleZh, en: one.titleEn || one.titleZh })}</strong>
            <span className="block text-sm text-soft">
              {[
                inLocale(locale, outputWords[one.kind]),
                one.identifier,
                one.publishedOn && formatDay(locale, one.publishedOn),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {found.mayChange && (
        <Panel id="add" title={t('output.add')}>
          <ActForm forms={forms} at="output" intent="output-add" send={t('output.send')}>
            <SelectField {...field('kind')} label={t('field.outputKind')} options={kinds} />
            <TextField {...field('titleZh')} label={t('field.titleZh')} />
            <TextField {...field('titleEn')} label={t('field.titleEn')} optionalText={t('optional')} />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                {...field('identifier')}
                label={t('field.identifier')}
                optionalText={t('optional')}
              />
              <TextField
                {...day('publishedOn', { max: forms.today })}
                label={t('field.publishedOn')}
                optionalText={t('optional')}
              />
            </div>
          </ActForm>
        </Panel>
      )}
    </>
  )
}
