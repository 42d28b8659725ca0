import { type ChangeEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { FormSection } from '~/ui/form-section'
import { RadioCards } from '~/ui/radio-cards'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { BothLanguages } from './both-languages'
import type { CampaignState } from './campaign'
import { editRule } from './campaign-editing'
import type { CampaignFields } from './campaign-form'
import { mostCharacters } from './campaign-limits'
import { FixedField } from './fixed-field'

export interface SeriesChoice {
  slug: string
  nameZh: string
  nameEn: string
  nextEdition: number
}

export interface CampaignFormPartsProps {
  locale: Locale
  fields: CampaignFields
  /** What to say at a field, if anything is wrong there. */
  say: (field: string) => string | undefined
  /** `new` asks for the slug too. */
  state: CampaignState | 'new'
  series: readonly SeriesChoice[]
  covers: readonly string[]
}

const pair = 'grid gap-x-6 gap-y-4 sm:grid-cols-2'

/** The fields of a campaign, in the order in which one thinks of them. What its state no longer allows is shown and carried along. */
export function CampaignFormParts({ locale, fields, say, state, series, covers }: CampaignFormPartsProps) {
  const { t } = useTranslation('editing')
  const box = useRef<HTMLDivElement>(null)
  const rule = (name: string) => (state === 'new' ? 'free' : editRule(state, name))
  const fixed = (name: string) => (rule(name) === 'fixed' ? t('form.fixed') : undefined)
  const hint = (name: string, text?: string) =>
    rule(name) === 'reason' ? [text, t('form.withReason')].filter(Boolean).join(' ') : text
  const optional = t('form.optional')
  const forOpening = t('form.forOpening')
  const common = { fields, say }
  const at = (name: string) => box.current?.querySelector<HTMLInputElement>(`[name=${name}]`)

  /** Suggests the edition that comes next, as long as none was typed by hand. */
  function suggestEdition(event: ChangeEvent<HTMLDivElement>) {
    const typed = event.target as unknown as HTMLInputElement
    if (state !== 'new') return
    typed.dataset.typed = 'yes'
    const edition = at('edition')
    const next = series.find((s) => s.slug === typed.value)?.nextEdition
    if (typed.name === 'series' && next && edition && !edition.dataset.typed) edition.value = String(next)
  }

  const text = (name: keyof CampaignFields, more: { hint?: string; type?: string; optionalText?: string }) =>
    fixed(name) ? (
      <FixedField
        name={name}
        label={t(`field.${name}`)}
        value={fields[name]}
        shown={/On$/.test(name) && fields[name] ? formatDay(locale, fields[name]) : undefined}
        why={t('form.fixed')}
      />
    ) : (
      <TextField
        name={name}
        label={t(`field.${name}`)}
        error={say(name)}
        defaultValue={fields[name]}
        {...more}
        hint={hint(name, more.hint)}
      />
    )

  return (
    <div ref={box} onChange={suggestEdition} className="space-y-8">
      <FormSection title={t('form.what')}>
        <div className={pair}>
          {fixed('series') ? (
            <FixedField
              name="series"
              label={t('field.series')}
              value={fields.series}
              shown={nameOf(
                series.find((s) => s.slug === fields.series),
                locale,
              )}
              why={t('form.fixed')}
            />
          ) : (
            <SelectField
              name="series"
              label={t('field.series')}
              error={say('series')}
              defaultValue={fields.series}
              emptyLabel={t('form.chooseSeries')}
              options={series.map((s) => ({
                value: s.slug,
                label: inLocale(locale, { zh: s.nameZh, en: s.nameEn }),
              }))}
            />
          )}
          {text('edition', { hint: state === 'new' ? t('form.editionHint') : undefined })}
        </div>
        <BothLanguages
          {...common}
          name="name"
          label={t('field.name')}
          most={mostCharacters.name}
          hint={hint('nameZh')}
        />
        {state === 'new' ? (
          text('slug', { hint: t('form.slugHint') })
        ) : (
          <input type="hidden" name="slug" value={fields.slug} />
        )}
        <BothLanguages
          {...common}
          name="summary"
          label={t('field.summary')}
          hint={hint('summaryZh', t('form.summaryHint'))}
          most={mostCharacters.summary}
          rows={2}
          optionalText={state === 'new' || state === 'draft' ? forOpening : undefined}
        />
        <BothLanguages
          {...common}
          name="story"
          label={t('field.story')}
          hint={hint('storyZh', t('form.storyHint'))}
          most={mostCharacters.story}
          rows={10}
          optionalText={state === 'new' || state === 'draft' ? forOpening : undefined}
        />
      </FormSection>

      <FormSection title={t('form.when')}>
        <div className={pair}>
          {text('startsOn', { type: 'date' })}
          {text('endsOn', { type: 'date', hint: state === 'open' ? t('form.onlyLater') : undefined })}
          {text('eventOn', { type: 'date', optionalText: optional, hint: t('form.eventHint') })}
          {text('levelsKm', { optionalText: optional, hint: t('form.levelsHint') })}
        </div>
        <BothLanguages
          {...common}
          name="place"
          label={t('field.place')}
          most={mostCharacters.place}
          optionalText={optional}
          fixed={fixed('placeZh')}
        />
        {text('goalFen', { optionalText: optional, hint: t('form.goalHint') })}
      </FormSection>

      <FormSection title={t('form.picture')}>
        <RadioCards
          name="cover"
          legend={t('field.cover')}
          hint={hint('cover')}
          error={say('cover')}
          columns={3}
          defaultValue={fields.cover}
          options={coverChoices(covers, fields.cover).map((cover) => ({
            value: cover,
            label: <img src={cover} alt="" width={320} height={180} className="w-full" />,
            detail: <span className="[overflow-wrap:anywhere]">{cover.replace(/^\/\w+\//, '')}</span>,
          }))}
        />
        <BothLanguages
          {...common}
          name="coverAlt"
          label={t('field.coverAlt')}
          hint={hint('coverAltZh', t('form.coverAltHint'))}
          most={mostCharacters.coverAlt}
          optionalText={state === 'new' || state === 'draft' ? forOpening : undefined}
        />
      </FormSection>

      <FormSection title={t('form.filing')} id="filing" hint={t('form.filingHint')}>
        {fixed('membersOnly') ? (
          <FixedField
            name="membersOnly"
            label={t('field.membersOnly')}
            value={fields.membersOnly}
            shown={fields.membersOnly ? t('value.yes') : t('value.no')}
            why={t('form.fixed')}
          />
        ) : (
          <CheckboxField
            name="membersOnly"
            value="yes"
            label={t('field.membersOnly')}
            hint={t('form.membersOnlyHint')}
            defaultChecked={fields.membersOnly === 'yes'}
          />
        )}
        {text('filingNumber', {})}
        <BothLanguages
          {...common}
          name="platform"
          names={['designatedPlatform', 'designatedPlatformEn']}
          label={t('field.platform')}
          hint={hint('designatedPlatform', t('form.platformHint'))}
          most={mostCharacters.platform}
        />
      </FormSection>

      {state !== 'new' && state !== 'draft' && (
        <TextArea
          name="reason"
          label={t('field.reason')}
          hint={t('form.reasonHint')}
          optionalText={state === 'settled' ? undefined : t('form.reasonWhen')}
          error={say('reason')}
          defaultValue={fields.reason}
          rows={2}
        />
      )}
    </div>
  )
}

const nameOf = (series: SeriesChoice | undefined, locale: Locale) =>
  series && inLocale(locale, { zh: series.nameZh, en: series.nameEn })

const coverChoices = (covers: readonly string[], current: string) =>
  current && !covers.includes(current) ? [current, ...covers] : covers
