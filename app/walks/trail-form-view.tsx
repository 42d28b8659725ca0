import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import { TextArea } from '~/ui/text-area'
import { OrganiseForm, type OrganiseRefusal, useOrganiseWords } from './organise-form'
import { type TrailFields, trailFieldNames } from './trail-form'

export interface TrailFormViewProps {
  locale: Locale
  fields: TrailFields
  version: number
  refused?: OrganiseRefusal & { line?: number }
}

/** The trail as lines of two numbers, or a GPX file pasted whole. */
export function TrailFormView({ locale, fields, version, refused }: TrailFormViewProps) {
  const { t } = useTranslation('organising')
  const errors = refused?.errors ?? {}
  const { labelOf, say } = useOrganiseWords(errors)
  return (
    <OrganiseForm
      {...{ locale, errors, version, meanwhile: refused?.meanwhile }}
      names={trailFieldNames}
      submitLabel={t('map.save')}
    >
      {refused?.line && <Notice kind="refused">{t('map.line', { n: refused.line })}</Notice>}
      <TextArea
        name="trails"
        label={labelOf('trails')}
        hint={t('hint.trails')}
        error={say('trails')}
        defaultValue={fields.trails}
        optionalText={t('optional')}
        rows={12}
        spellCheck={false}
        className="tabular"
      />
    </OrganiseForm>
  )
}
