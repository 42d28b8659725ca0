import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button'
import { classes } from '../classes'
import { TextField } from '../text-field'
import { SelectField } from './select-field'

export interface SearchChoice {
  name: string
  label: string
  value: string | null | undefined
  options: readonly { value: string; label: string }[]
}

export interface SearchFormProps {
  here: string
  /** What is typed: its label says what it finds. */
  typed: { label: string; value: string }
  choices: readonly SearchChoice[]
}

/** Narrows a list by what is typed (`q`) and by choices, one of which is always all. */
export function SearchForm({ here, typed, choices }: SearchFormProps) {
  const { t } = useTranslation('lists')
  const wide = choices.length > 1 ? 'lg:grid-cols-4' : 'lg:grid-cols-3'
  return (
    <Form method="get" action={here} className={classes('grid items-end gap-4 sm:grid-cols-2', wide)}>
      <TextField name="q" label={typed.label} defaultValue={typed.value} />
      {choices.map(({ name, label, value, options }) => (
        <SelectField
          key={name}
          name={name}
          label={label}
          emptyLabel={t('all')}
          defaultValue={value ?? ''}
          options={options}
        />
      ))}
      <Button variant="secondary">{t('find')}</Button>
    </Form>
  )
}
