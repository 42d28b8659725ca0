import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { inLocale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { TextField } from '~/ui/text-field'
import type { FundGroup } from './fund'
import { type FundFilter, fundRanks } from './fund-filter'
import { fundKinds } from './fund-limits'

interface FundSearchProps {
  locale: Locale
  here: string
  filter: FundFilter
  groups: readonly Pick<FundGroup, 'key' | 'nameZh' | 'nameEn'>[]
}

/** Narrows and ranks the public list of funds. */
export function FundSearch({ locale, here, filter, groups }: FundSearchProps) {
  const { t } = useTranslation('ledger')
  const narrowed = filter.q !== '' || filter.group !== null || filter.kind !== null
  return (
    <Form method="get" action={here} className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-5">
      <TextField name="q" type="search" label={t('funds.search')} defaultValue={filter.q} />
      {groups.length > 0 && (
        <SelectField
          name="group"
          label={t('funds.group')}
          emptyLabel={t('funds.all')}
          defaultValue={filter.group ?? ''}
          options={groups.map((g) => ({
            value: g.key,
            label: inLocale(locale, { zh: g.nameZh, en: g.nameEn }),
          }))}
        />
      )}
      <SelectField
        name="kind"
        label={t('funds.kindLabel')}
        emptyLabel={t('funds.all')}
        defaultValue={filter.kind ?? ''}
        options={fundKinds.map((value) => ({ value, label: t(`funds.kind.${value}`) }))}
      />
      <SelectField
        name="by"
        label={t('funds.by')}
        defaultValue={filter.by}
        options={fundRanks.map((value) => ({ value, label: t(`funds.rank.${value}`) }))}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button variant="secondary">{t('funds.find')}</Button>
        {narrowed && (
          <Link className="link inline-flex min-h-11 items-center" to={here}>
            {t('funds.clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}
