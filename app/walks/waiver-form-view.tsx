import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { TextArea } from '~/ui/text-area'
import { OrganiseForm, type OrganiseRefusal, useOrganiseWords } from './organise-form'
import { type WaiverFields, waiverFieldNames } from './waiver-form'

export interface WaiverFormViewProps {
  locale: Locale
  fields: WaiverFields
  version: number
  refused?: OrganiseRefusal
}

/** The waiver's text in both languages: saved, it is a new version. */
export function WaiverFormView({ locale, fields, version, refused }: WaiverFormViewProps) {
  const { t } = useTranslation('organising')
  const errors = refused?.errors ?? {}
  const { labelOf, say } = useOrganiseWords(errors)
  return (
    <OrganiseForm
      {...{ locale, errors, version, meanwhile: refused?.meanwhile }}
      names={waiverFieldNames}
      submitLabel={t('waiver.save')}
    >
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {waiverFieldNames.map((name) => (
          <TextArea
            key={name}
            {...{ name, label: labelOf(name), error: say(name), defaultValue: fields[name], rows: 14 }}
            lang={name === 'waiverEn' ? 'en' : 'zh-CN'}
          />
        ))}
      </div>
    </OrganiseForm>
  )
}
