import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import type { FundToGroup } from './list-funds-to-group.server'

interface FundGroupMembersProps {
  locale: Locale
  here: string
  funds: readonly FundToGroup[]
  intent: 'put' | 'take'
}

/** Funds to tick, and one button that puts them in or takes them out. */
export function FundGroupMembers({ locale, here, funds, intent }: FundGroupMembersProps) {
  const { t } = useTranslation('editing')
  const pending = useNavigation().state !== 'idle'
  return (
    <Form method="post" action={here} className="space-y-4">
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {funds.map((fund) => (
          <li key={fund.slug} className="min-w-0">
            <CheckboxField
              name="fund"
              id={`${intent}-${fund.slug}`}
              value={fund.slug}
              label={
                <>
                  {inLocale(locale, { zh: fund.nameZh, en: fund.nameEn })}
                  <span className="tabular block text-sm text-soft">
                    {[
                      t('fundGroups.holds', { amount: formatFen(fund.balanceFen) }),
                      fund.group &&
                        intent === 'put' &&
                        t('fundGroups.isIn', {
                          group: inLocale(locale, { zh: fund.group.nameZh, en: fund.group.nameEn }),
                        }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </>
              }
            />
          </li>
        ))}
      </ul>
      <Button name="intent" value={intent} pending={pending} variant="secondary">
        {t(`fundGroups.do.${intent}`)}
      </Button>
    </Form>
  )
}
