import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { OrganiseForm, useOrganiseWords } from './organise-form'
import { type SetUpFields, setUpFieldNames } from './set-up-form'
import { TrailMap } from './trail-map'
import type { WalkInput } from './walk-input'
import { walkLimits } from './walk-limits'

export interface SetUpPanelProps {
  locale: Locale
  day: string
  draft: WalkInput
  fields: SetUpFields
  errors: Record<string, string>
  action: string
}

/** A walk to begin from: what is decided now stands in the form, the rest is shown and changed afterwards. */
export function SetUpPanel({ locale, day, draft, fields, errors, action }: SetUpPanelProps) {
  const { t } = useTranslation('organising')
  const { labelOf, say } = useOrganiseWords(errors)
  const field = (name: keyof SetUpFields) => ({
    ...{ name, label: labelOf(name), error: say(name), defaultValue: fields[name] },
  })
  const levels = draft.levels.map(({ name, capacity }) =>
    t('draft.levelLine', { name: inLocale(locale, name), count: capacity }),
  )
  return (
    <>
      <Panel id="draft" title={t('draft.title')}>
        <p className="mb-4 text-soft">{t('draft.lead')}</p>
        <div className="grid items-center gap-6 lg:grid-cols-2">
          <DefinitionList
            items={[
              { term: t('day'), detail: formatDay(locale, day) },
              { term: t('levels'), detail: levels.map((line) => <p key={line}>{line}</p>) },
              { term: t('places'), detail: t('draft.places', { count: draft.places.length - 2 }) },
            ]}
          />
          <TrailMap
            trails={draft.settings.trails ?? []}
            places={draft.places}
            title={t('mapText')}
            className="w-full rounded-paper border border-line bg-paper"
          />
        </div>
      </Panel>
      <Panel id="set-up" title={t('setUp')}>
        <OrganiseForm {...{ locale, errors, action }} names={setUpFieldNames} submitLabel={t('setUpDo')}>
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <TextField {...field('registerFrom')} type="datetime-local" required />
            <TextField {...field('registerUntil')} type="datetime-local" required />
            <TextField {...field('backBy')} type="time" hint={t('hint.backBy')} required />
          </div>
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <TextArea
              {...field('waiverZh')}
              hint={t('hint.waiver')}
              lang="zh-CN"
              rows={10}
              maxLength={walkLimits.waiver}
            />
            <TextArea
              {...field('waiverEn')}
              hint={t('hint.waiver')}
              lang="en"
              rows={10}
              maxLength={walkLimits.waiver}
            />
          </div>
        </OrganiseForm>
      </Panel>
    </>
  )
}
