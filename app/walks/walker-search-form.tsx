import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { TextField } from '~/ui/text-field'
import type { UnitCount } from './count-walkers.server'
import { type WalkerFilter, walkerChoices } from './walker-filter'

interface WalkerSearchFormProps {
  here: string
  filter: WalkerFilter
  levels: ReadonlyMap<string, string>
  units: readonly UnitCount[]
}

/** Narrows the list by name or number, level, state and unit. */
export function WalkerSearchForm({ here, filter, levels, units }: WalkerSearchFormProps) {
  const { t } = useTranslation('walkers')
  return (
    <Form method="get" action={here} className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-5">
      <TextField name="q" label={t('search.q')} defaultValue={filter.q} />
      <SelectField
        name="level"
        label={t('column.level')}
        emptyLabel={t('search.all')}
        defaultValue={filter.level ?? ''}
        options={[...levels].map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        name="state"
        label={t('column.state')}
        emptyLabel={t('search.all')}
        defaultValue={filter.state ?? ''}
        options={walkerChoices.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <SelectField
        name="unit"
        label={t('column.unit')}
        emptyLabel={t('search.all')}
        defaultValue={filter.unit ?? ''}
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
      <Button variant="secondary">{t('search.do')}</Button>
    </Form>
  )
}
