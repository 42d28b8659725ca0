import { Form } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { RadioCards } from '~/ui/radio-cards'
import { TextField } from '~/ui/text-field'
import type { PassChoice } from './pass-choice'
import type { PassField, PassFields } from './pass-fields'
import { passRoles } from './role'

export interface PassFormProps {
  action: string
  campaign: string
  /** The new pass's own id: sent twice, the form makes one. */
  id: string
  /** In Asia/Shanghai. */
  today: string
  /** Places that have passes already: called the same, they are the same. */
  places: readonly string[]
  /** Places of the walk and stalls of the market, to choose one of; without a choice the place is written. */
  choices: readonly PassChoice[]
  fields?: Partial<PassFields>
  wrong?: readonly PassField[]
}

/** For which place, which day, and who carries it. */
export function PassForm({ action, campaign, id, today, places, choices, ...typed }: PassFormProps) {
  const { fields, wrong = [] } = typed
  const { t } = useTranslation('passes')
  const [chosen, setChosen] = useState(
    choices.some(({ value }) => value === fields?.placeKey) ? fields!.placeKey! : '',
  )
  // Without scripts everything stays in sight: what is chosen counts.
  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])
  const written = !scripted || chosen === ''
  const text = (name: 'place' | 'label' | 'hours' | 'contact') => ({
    name,
    label: t(`field.${name}`),
    hint: t(`hint.${name}`),
    defaultValue: fields?.[name],
    error: wrong.includes(name) ? t(`error.${name}`) : undefined,
    autoComplete: 'off',
  })
  return (
    <Form method="post" action={action} reloadDocument className="space-y-5">
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="id" value={id} />
      {choices.length > 0 && (
        <SelectField
          name="placeKey"
          label={t('choosePlace')}
          hint={t('choosePlaceHint')}
          emptyLabel={t('chooseNone')}
          options={choices}
          defaultValue={chosen}
          onChange={(event) => setChosen(event.target.value)}
          error={wrong.includes('placeKey') ? t('error.placeKey') : undefined}
        />
      )}
      <div hidden={!written} className="space-y-5">
        <RadioCards
          name="role"
          legend={t('role')}
          columns={2}
          options={passRoles.map((role) => ({ value: role, label: t(`role.${role}`, { ns: 'people' }) }))}
          defaultValue={fields?.role || passRoles[0]}
          error={wrong.includes('role') ? t('error.role') : undefined}
        />
        <TextField
          {...text('place')}
          list="pass-places"
          required={choices.length === 0 || (scripted && written)}
        />
        <datalist id="pass-places">
          {places.map((place) => (
            <option key={place} value={place} />
          ))}
        </datalist>
      </div>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField
          name="validOn"
          type="date"
          label={t('day')}
          hint={t('dayHint')}
          min={today}
          defaultValue={fields?.validOn || today}
          error={wrong.includes('validOn') ? t('error.validOn') : undefined}
          required
        />
        <TextField {...text('label')} required />
        <TextField {...text('hours')} optionalText={t('optional', { ns: 'period' })} />
        <TextField {...text('contact')} optionalText={t('optional', { ns: 'period' })} />
      </div>
      <Button name="intent" value="make">
        {t('makeDo')}
      </Button>
    </Form>
  )
}
