import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { askForCode, codeMinutes } from '~/identity/ask-for-code.server'
import { letIn } from '~/identity/let-in.server'
import { ownPath } from '~/identity/own-path'
import { passIfSignedIn } from '~/identity/pass-if-signed-in.server'
import { signInWithCode } from '~/identity/sign-in-with-code.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { TextField } from '~/ui/text-field'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await passIfSignedIn(house, { request, address })
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const title = textsIn(locale, 'account')('code.title')
  return { locale, to: ownPath(url.searchParams.get('to'), ''), title, minutes: codeMinutes }
}

/** Two steps on one address: without a code one is sent, with it the visitor is signed in. */
export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const form = await request.formData()
  const email = String(form.get('email') ?? '').slice(0, 200)
  const code = form.get('code')
  const ticket = String(form.get('ticket') ?? '')
  const answer = { email, ticket, sent: code !== null, wrong: '' as '' | 'email' | 'code', seconds: 0 }
  const seconds = await house.limits.signInByAddress.take(address)
  if (seconds > 0) {
    return data({ ...answer, seconds }, { status: 429, headers: { 'Retry-After': String(seconds) } })
  }
  if (code === null) {
    const asked = await askForCode(house.db, house.identity, { email, locale, address })
    if (asked.ok) return data({ ...answer, email: asked.email, ticket: asked.ticket, sent: true })
    return data({ ...answer, wrong: 'email' as const }, { status: 422 })
  }
  const known = await signInWithCode(house.db, house.identity, {
    ticket,
    code: String(code).slice(0, 40),
    locale,
  })
  const inside = known.ok && (await letIn(house, { request, address }, known.personId, form.get('to')))
  if (!inside) return data({ ...answer, wrong: 'code' as const }, { status: 422 })
  return redirect(inside.to, { headers: inside.headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function SignInByCode() {
  const { locale, to, minutes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('account')
  const sent = Boolean(answer?.sent)
  return (
    <div className="page-text max-w-[34rem] space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{t('code.title')}</h1>
        <p className="mt-2 text-soft">{t('code.lead', { minutes })}</p>
      </header>
      {answer && answer.seconds > 0 && (
        <Notice kind="refused" live>
          <p>{t('signIn.tooMany', { seconds: answer.seconds })}</p>
        </Notice>
      )}
      {sent && (
        <Notice kind="info" title={t('code.sentTitle')} live>
          <p>{t('code.sent', { email: answer?.email })}</p>
        </Notice>
      )}
      <Form
        method="post"
        reloadDocument
        className="space-y-5 rounded-paper border border-line bg-raised p-4 sm:p-6"
      >
        <input type="hidden" name="to" value={to} />
        {sent ? (
          <>
            <input type="hidden" name="email" value={answer?.email} />
            <input type="hidden" name="ticket" value={answer?.ticket} />
            <TextField
              name="code"
              label={t('code.code')}
              error={answer?.wrong === 'code' ? t('code.wrong') : undefined}
              autoComplete="one-time-code"
              inputMode="numeric"
              className="tabular max-w-48 tracking-widest"
              required
            />
          </>
        ) : (
          <TextField
            name="email"
            type="email"
            label={t('signIn.email')}
            error={answer?.wrong === 'email' ? t('code.emailWrong') : undefined}
            defaultValue={answer?.email}
            autoComplete="email"
            required
          />
        )}
        <Button size="large" wide>
          {sent ? t('code.submit') : t('code.send')}
        </Button>
      </Form>
      <p className="flex flex-wrap gap-x-6">
        {sent && (
          <Link
            className="link inline-block py-2"
            to={`${pathIn(locale, '/sign-in/code')}?to=${encodeURIComponent(to)}`}
            reloadDocument
          >
            {t('code.again')}
          </Link>
        )}
        <Link
          className="link inline-block py-2"
          to={`${pathIn(locale, '/sign-in')}?to=${encodeURIComponent(to)}`}
        >
          {t('code.byPassword')}
        </Link>
      </p>
    </div>
  )
}
