import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localeOfPath } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { TextField } from '~/ui/text-field'
import { askForLostTicket } from '~/walks/ask-for-lost-ticket.server'
import { findRegistration } from '~/walks/find-registration.server'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  if (!(await findRegistration(house.db, params.slug!, house.now())))
    throw new Response(null, { status: 404 })
  return data({ title: textsIn(locale, 'registration')('lost.title') })
}

/** The same answer for every address: nobody learns from here who walks. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const email = String(form.get('email') ?? '').slice(0, 300)
  const campaign = params.slug!
  if (!(await findRegistration(house.db, campaign, house.now()))) throw new Response(null, { status: 404 })
  const said = (answer: 'sent' | 'invalid' | 'tooMany', status: number) => data({ email, answer }, { status })
  if ((await house.limits.signInByAddress.take(address)) > 0) return said('tooMany', 429)
  const asked = await askForLostTicket(house.db, house.config, { campaign, email })
  return asked.ok ? said('sent', 200) : said('invalid', 422)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function LostTicket() {
  const { title } = useLoaderData<typeof loader>()
  const told = useActionData<typeof action>()
  const { t } = useTranslation('registration')
  const error = told && told.answer !== 'sent' ? t(`lost.${told.answer}`) : undefined
  return (
    <div className="page-text max-w-xl space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-lg text-soft">{t('lost.lead')}</p>
      </header>
      {told?.answer === 'sent' && <Notice kind="done" live title={t('lost.sent', { email: told.email })} />}
      <Form method="post" reloadDocument noValidate className="space-y-4">
        <TextField
          name="email"
          type="email"
          label={t('lost.email')}
          defaultValue={told?.email}
          error={error}
          autoComplete="email"
          inputMode="email"
        />
        <Button variant="primary" size="large" className="max-sm:w-full">
          {t('lost.send')}
        </Button>
      </Form>
    </div>
  )
}
