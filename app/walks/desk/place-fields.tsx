import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '~/ui/desk/select-field'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { TrailMap } from '../trail-map'
import type { Walk } from '../walk'
import { placeKinds } from '../walk-input'
import type { EditAnswer } from './edit-answer'
import { useWrongWords } from './form-frame'
import { MapPicker } from './map-picker'
import type { Fields } from './walk-forms'

export interface PlaceFieldsProps {
  fields: Fields
  answer: EditAnswer | undefined
  walk: Pick<Walk, 'trails' | 'places'>
  /** A new place says its key and what it is. */
  isNew: boolean
}

/** A checkpoint's words, hours, and where it stands: typed as numbers, or clicked on the map. */
export function PlaceFields({ fields, answer, walk, isNew }: PlaceFieldsProps) {
  const { t } = useTranslation('deskWalk')
  const say = useWrongWords(answer)
  const [at, setAt] = useState({ x: fields.x ?? '', y: fields.y ?? '' })
  const text = (name: 'nameZh' | 'nameEn' | 'opens' | 'closes' | 'key', type = 'text') => (
    <TextField
      name={name}
      type={type}
      label={t(`field.${name}`)}
      error={say(name)}
      defaultValue={fields[name]}
    />
  )
  const number = (name: 'x' | 'y') => (
    <TextField
      name={name}
      inputMode="numeric"
      className="tabular"
      label={t(`field.${name}`)}
      hint={t(`hint.${name}`)}
      error={say(name)}
      value={at[name]}
      onChange={(event) => setAt({ ...at, [name]: event.target.value })}
    />
  )
  const others = walk.places.filter(({ key }) => key !== fields.key)
  const [x, y] = [Number(at.x), Number(at.y)]
  const kind = placeKinds.find((one) => one === fields.kind) ?? 'checkpoint'
  const own = { key: fields.key || 'new', kind, x, y }
  const index = walk.places.findIndex(({ key }) => key === fields.key)
  const places = index < 0 ? [...others, own] : walk.places.map((p, n) => (n === index ? own : p))
  return (
    <>
      {isNew ? (
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <SelectField
            name="kind"
            label={t('field.kind')}
            error={say('kind')}
            defaultValue={kind}
            options={placeKinds.map((one) => ({ value: one, label: t(`place.${one}`) }))}
          />
          <TextField
            name="key"
            label={t('field.key')}
            hint={t('hint.key')}
            error={say('key')}
            defaultValue={fields.key}
            autoCapitalize="none"
          />
        </div>
      ) : (
        <>
          <input type="hidden" name="kind" value={fields.kind} />
          <input type="hidden" name="key" value={fields.key} />
        </>
      )}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {text('nameZh')}
        {text('nameEn')}
        {text('opens', 'time')}
        {text('closes', 'time')}
        <TextArea
          name="gameZh"
          label={t('field.gameZh')}
          error={say('gameZh')}
          defaultValue={fields.gameZh}
        />
        <TextArea
          name="gameEn"
          label={t('field.gameEn')}
          error={say('gameEn')}
          defaultValue={fields.gameEn}
        />
        {number('x')}
        {number('y')}
      </div>
      <p className="text-soft">{t('place.map')}</p>
      <MapPicker onPick={(px, py) => setAt({ x: String(px), y: String(py) })}>
        <TrailMap
          whole
          trails={walk.trails}
          places={places.filter((p) => Number.isFinite(p.x) && Number.isFinite(p.y))}
          chosen={own.key}
          title={t('trail.map')}
          className="h-full w-full"
        />
      </MapPicker>
    </>
  )
}
