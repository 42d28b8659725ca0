import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { RadioCards } from '~/ui/radio-cards'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { OrganiseForm, type OrganiseRefusal, useOrganiseWords } from './organise-form'
import { type PlaceField, type PlaceFields, placeFieldNames } from './place-form'
import { PlaceSpot } from './place-spot'
import type { Walk, WalkPlace } from './walk'
import { placeKinds } from './walk-input'
import { walkLimits } from './walk-limits'

export interface PlaceFormViewProps {
  locale: Locale
  walk: Pick<Walk, 'trails' | 'places'>
  /** None while it is added. */
  place: WalkPlace | null
  fields: PlaceFields
  version: number
  refused?: OrganiseRefusal
}

/** A place's names, where it stands, when it is open, and what is played there. */
export function PlaceFormView({ locale, walk, place, fields, version, refused }: PlaceFormViewProps) {
  const { t } = useTranslation('organising')
  const errors = refused?.errors ?? {}
  const { labelOf, say } = useOrganiseWords(errors)
  const field = (name: PlaceField) => ({
    ...{ name, label: labelOf(name), error: say(name), defaultValue: fields[name] },
  })
  const kind = place?.kind ?? placeKinds.find((one) => one === fields.kind) ?? 'checkpoint'
  return (
    <OrganiseForm
      {...{ locale, errors, version, meanwhile: refused?.meanwhile }}
      names={placeFieldNames}
      submitLabel={place ? t('save') : t('add.place')}
    >
      {place ? (
        <input type="hidden" name="kind" value={kind} />
      ) : (
        <RadioCards
          name="kind"
          legend={labelOf('kind')}
          columns={3}
          options={placeKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          defaultValue={kind}
          error={say('kind')}
        />
      )}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField {...field('nameZh')} lang="zh-CN" maxLength={walkLimits.name} required />
        <TextField {...field('nameEn')} lang="en" maxLength={walkLimits.name} required />
        <TextField {...field('opens')} type="time" required />
        <TextField {...field('closes')} type="time" required />
      </div>
      <PlaceSpot
        {...{ errors, trails: walk.trails, places: walk.places, x: fields.x, y: fields.y }}
        chosen={{ key: place?.key ?? 'new', kind }}
      />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextArea
          {...field('gameZh')}
          lang="zh-CN"
          optionalText={t('optional')}
          maxLength={walkLimits.game}
        />
        <TextArea {...field('gameEn')} lang="en" optionalText={t('optional')} maxLength={walkLimits.game} />
      </div>
    </OrganiseForm>
  )
}
