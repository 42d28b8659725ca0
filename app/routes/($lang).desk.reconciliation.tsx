import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { askForBalance } from '~/payments/ask-for-balance.server'
import { readReconciliation } from '~/payments/read-reconciliation.server'
import { ReconciliationView } from '~/payments/reconciliation-view'
import { formatDay, formatInstant, isDay, shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { TextField } from '~/ui/text-field'

const dayMs = 24 * 3600_000
const beside = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)

/** Gifts = provider = bank for one day; yesterday, where none is asked for: today is not over. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'reconciliation.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const today = shanghaiDay(house.now())
  const asked = searchParams.get('day') ?? ''
  const day = isDay(asked) && asked <= today ? asked : beside(today, -1)
  return data(
    {
      locale,
      title: textsIn(locale, 'reconciliation')('title'),
      today,
      mayRead: can(by, 'bank.change'),
      asked: searchParams.has('asked'),
      found: await readReconciliation(house.db, day, { unlisted: house.gateways.unlisted }),
      earlier: beside(day, -1),
      later: day < today ? beside(day, 1) : null,
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

/** Has the provider's balance read now: what came a minute ago is told of by then. */
export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'bank.change')
  await askForBalance(house.db, by)
  const { pathname, searchParams } = new URL(request.url)
  const day = searchParams.get('day') ?? ''
  return redirect(`${pathname}?${isDay(day) ? `day=${day}&` : ''}asked=1`, 303)
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ReconciliationPage() {
  const { locale, title, today, found, earlier, later, mayRead, asked } = useLoaderData<typeof loader>()
  const { t } = useTranslation('reconciliation')
  const at = (day: string) => pathIn(locale, `/desk/reconciliation?day=${day}`)
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={title} lead={t('lead')} />
      <Form method="get" className="flex flex-wrap items-end gap-3">
        <TextField
          key={found.day}
          name="day"
          type="date"
          label={t('day')}
          defaultValue={found.day}
          max={today}
          required
        />
        <Button type="submit" variant="secondary">
          {t('show')}
        </Button>
        <LinkButton variant="quiet" to={at(earlier)}>
          {t('earlier')}
        </LinkButton>
        {later && (
          <LinkButton variant="quiet" to={at(later)}>
            {t('later')}
          </LinkButton>
        )}
      </Form>
      <h2 className="font-serif text-xl font-bold">{formatDay(locale, found.day)}</h2>
      <ReconciliationView found={found} locale={locale} />
      <Form method="post" action={at(found.day)} className="flex flex-wrap items-center gap-3">
        <p className="text-sm text-soft">
          {found.readTo ? t('readTo', { at: formatInstant(locale, found.readTo) }) : t('neverRead')}{' '}
          {asked && t('asked')}
        </p>
        {asked ? (
          <LinkButton variant="secondary" to={at(found.day)}>
            {t('again')}
          </LinkButton>
        ) : (
          mayRead && (
            <Button type="submit" variant="secondary">
              {t('readNow')}
            </Button>
          )
        )}
      </Form>
    </div>
  )
}
