import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { boxClass } from '~/ui/field-wiring'
import { TextField } from '~/ui/text-field'
import { type GiftFilter, giftChannels, giftStates } from './gift-filter'

interface Props {
  locale: Locale
  /** The page's own address, without a query. */
  here: string
  typed: string
  error?: 'number-mistyped'
  filter: GiftFilter
  campaigns: readonly { slug: string; zh: string; en: string }[]
}

function Choice({
  name,
  label,
  value,
  children,
}: {
  name: string
  label: string
  value: string | null
  children: ReactNode
}) {
  return (
    <div>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      <select id={name} name={name} defaultValue={value ?? ''} className={`${boxClass} mt-1.5 h-12`}>
        {children}
      </select>
    </div>
  )
}

/** One box that recognises what was typed, and what the list is narrowed to. A GET form: its address can be kept. */
export function GiftSearchForm({ locale, here, typed, error, filter, campaigns }: Props) {
  const { t } = useTranslation('gifts')
  return (
    // With another address the boxes show what that address asks for.
    <Form
      method="get"
      action={here}
      role="search"
      className="space-y-4"
      key={JSON.stringify([typed, filter])}
    >
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-72">
          <TextField
            name="q"
            type="search"
            label={t('search.box')}
            hint={t('search.hint')}
            defaultValue={typed}
            error={error && t('search.mistyped')}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
          />
        </div>
        <Button type="submit" className="h-12">
          {t('search.go')}
        </Button>
      </div>
      {/* Folded unless in use: on a phone what was found must stand on the first screen. */}
      <Disclosure summary={t('search.filters')} open={Object.values(filter).some((value) => value !== null)}>
        <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-5">
          <div className="max-lg:col-span-2">
            <Choice name="campaign" label={t('search.campaign')} value={filter.campaign}>
              <option value="">{t('search.anyCampaign')}</option>
              {campaigns.map((campaign) => (
                <option key={campaign.slug} value={campaign.slug}>
                  {inLocale(locale, campaign)}
                </option>
              ))}
            </Choice>
          </div>
          <Choice name="state" label={t('search.state')} value={filter.state}>
            <option value="">{t('search.anyState')}</option>
            {giftStates.map((state) => (
              <option key={state} value={state}>
                {t(`state.${state}`)}
              </option>
            ))}
          </Choice>
          <Choice name="channel" label={t('search.channel')} value={filter.channel}>
            <option value="">{t('search.anyChannel')}</option>
            {giftChannels.map((channel) => (
              <option key={channel} value={channel}>
                {t(`channel.${channel}`)}
              </option>
            ))}
          </Choice>
          <TextField name="from" type="date" label={t('search.from')} defaultValue={filter.from ?? ''} />
          <TextField name="to" type="date" label={t('search.to')} defaultValue={filter.to ?? ''} />
        </div>
      </Disclosure>
      {(typed !== '' || Object.values(filter).some((value) => value !== null)) && (
        <p>
          <Link to={here} className="link inline-flex min-h-11 items-center">
            {t('search.clear')}
          </Link>
        </p>
      )}
    </Form>
  )
}
