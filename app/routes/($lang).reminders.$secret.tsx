import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { answerReminder } from '~/giving/answer-reminder.server'
import { findReminder } from '~/giving/find-reminder.server'
import { giveFormPath } from '~/giving/gift-form'
import { formatFen } from '~/money/fen'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const t = textsIn(locale, 'monthly')
  // Where the form leads: the link itself is in the mail only.
  if (params.secret === 'asked')
    return data({ locale, title: t('reminder.askedTitle'), asked: true, found: null, done: false })
  const reminder = await findReminder(house.db, { secret: params.secret! })
  const campaign = reminder && (await findCampaign(house.db, reminder.campaign))
  if (!reminder || !campaign)
    return data(
      { locale, title: t('reminder.off'), asked: false, found: null, done: false },
      { status: 404, headers: unkept },
    )
  const { state, amountFen, day, target } = reminder
  const found = {
    state,
    about: { amount: formatFen(amountFen), campaign: textOf(campaign, locale).name, day },
    give: pathIn(locale, giveFormPath(campaign.slug, amountFen, target)),
    here: pathIn(locale, `/reminders/${params.secret}`),
  }
  const done = searchParams.get('done') === 'on' && state === 'on'
  return data({ locale, title: t('reminder.title'), asked: false, found, done }, { headers: unkept })
}

export async function action({ request, params, context: { house } }: ActionFunctionArgs) {
  const { pathname } = new URL(request.url)
  const form = await request.formData().catch(() => null)
  const answer = form?.get('answer')
  if (answer !== 'on' && answer !== 'off') throw new Response(null, { status: 400 })
  const today = shanghaiDay(house.now())
  const told = await answerReminder(house.db, { secret: params.secret!, wants: answer === 'on', today })
  if (!told.ok) throw new Response(null, { status: 404 })
  return redirect(`${pathname}?done=${answer}`, { status: 303, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ReminderPage() {
  const { title, asked, found, done } = useLoaderData<typeof loader>()
  const { t } = useTranslation('monthly')
  if (!found)
    return (
      <div className="page-text max-w-2xl">
        <h1 className="font-serif text-2xl font-bold sm:text-3xl">{title}</h1>
        {asked && <p className="mt-4">{t('reminder.askedText')}</p>}
      </div>
    )
  const { state, about } = found
  return (
    <div className="page-text max-w-2xl space-y-6">
      <h1 className="font-serif text-2xl font-bold sm:text-3xl">{title}</h1>
      {done && <Notice kind="done" live title={t('reminder.started')} />}
      {state === 'off' ? (
        <Notice live title={t('reminder.off')} />
      ) : (
        <p>{t(state === 'on' ? 'reminder.on' : 'reminder.asked', about)}</p>
      )}
      <Form method="post" action={found.here} reloadDocument className="flex flex-wrap gap-3">
        {state !== 'on' && (
          <Button name="answer" value="on">
            {t('reminder.yes')}
          </Button>
        )}
        {state !== 'off' && (
          <Button name="answer" value="off" variant="secondary">
            {t('reminder.stop')}
          </Button>
        )}
      </Form>
      <p>
        <LinkButton variant="secondary" to={found.give} reloadDocument>
          {t('reminder.give')}
        </LinkButton>
      </p>
    </div>
  )
}
