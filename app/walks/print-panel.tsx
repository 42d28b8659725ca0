import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { LinkButton } from '~/ui/link-button'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { WalkPlace } from './walk'

/** Everything that is printed for a walk. `here` is the walk's address, with its language. */
export function PrintPanel({
  locale,
  here,
  places,
}: {
  locale: Locale
  here: string
  places: readonly WalkPlace[]
}) {
  const { t } = useTranslation('organising')
  const sizes = ['a4', 'a3'] as const
  return (
    <Panel id="print" title={t('print.title')}>
      <p className="text-soft">{t('print.lead')}</p>
      <div className="mt-4 grid gap-6 sm:grid-cols-2">
        <div className="space-y-2">
          <h3 className="font-semibold">{t('print.posters')}</h3>
          <p className="flex flex-wrap gap-3">
            {sizes.map((size) => (
              <LinkButton
                key={size}
                variant="secondary"
                to={`${here}/posters.pdf?size=${size}`}
                reloadDocument
              >
                {t('print.postersIn', { size: size.toUpperCase() })}
              </LinkButton>
            ))}
          </p>
          <h3 className="pt-2 font-semibold">{t('print.cards')}</h3>
          <p>
            <LinkButton variant="secondary" to={`${here}/cards.pdf`} reloadDocument>
              {t('print.cardsDo')}
            </LinkButton>
          </p>
        </div>
        <form method="get" action={`${here}/stamp-cards.pdf`} className="space-y-3">
          <TextField
            {...{ name: 'count', type: 'number', min: 1, max: 600, defaultValue: '60', required: true }}
            label={t('print.stampCards')}
            hint={t('print.stampCardsHint')}
          />
          <Button variant="secondary">{t('print.stampCardsDo')}</Button>
        </form>
        <form method="get" action={`${here}/flip-book.pdf`} className="space-y-3 sm:col-span-2">
          <div className="grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
            <SelectField
              name="place"
              label={t('print.flipBook')}
              hint={t('print.flipBookHint')}
              options={places.map(({ key, nameZh, nameEn }) => ({
                value: key,
                label: inLocale(locale, { zh: nameZh, en: nameEn }),
              }))}
            />
            <SelectField
              name="size"
              label={t('print.size')}
              options={sizes.map((size) => ({ value: size, label: size.toUpperCase() }))}
            />
            <Button variant="secondary" className="min-h-12">
              {t('print.flipBookDo')}
            </Button>
          </div>
        </form>
      </div>
    </Panel>
  )
}
