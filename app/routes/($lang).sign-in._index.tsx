import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { letIn } from '~/identity/let-in.server'
import { ownPath } from '~/identity/own-path'
import { passIfSignedIn } from '~/identity/pass-if-signed-in.server'
import { PasskeySignIn } from '~/identity/passkey-sign-in'
import { signInWithPassword } from '~/identity/sign-in-with-password.server'
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
  const again = url.searchParams.has('again')
  const email = again ? ((await house.identity.signedIn(request, address))?.email ?? '') : ''
  const to = ownPath(url.searchParams.get('to'), '')
  const title = textsIn(locale, 'account')('signIn.title')
  const closed = url.searchParams.has('closed')
  return data(
    { locale, to, title, again, email, closed },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const form = await request.formData()
  const email = String(form.get('email') ?? '').slice(0, 200)
  const seconds = await house.limits.signInByAddress.take(address)
  if (seconds > 0) {
    return data({ email, seconds }, { status: 429, headers: { 'Retry-After': String(seconds) } })
  }
  const password = String(form.get('password') ?? '')
  const known = await signInWithPassword(house.db, { email, password })
  const inside = known.ok && (await letIn(house, { request, address }, known.personId, form.get('to')))
  if (!inside) return data({ email, seconds: 0 }, { status: 422 })
  return redirect(inside.to, { headers: inside.headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function SignIn() {
  const { locale, to, again, email, closed } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('account')
  return (
    <div className="page-text max-w-[34rem] space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{t('signIn.title')}</h1>
        <p className="mt-2 text-soft">{t('signIn.lead')}</p>
      </header>
      {closed && !refused && (
        <Notice kind="done" live>
          <p>{t('close.done')}</p>
        </Notice>
      )}
      {again && !refused && (
        <Notice kind="attention">
          <p>{t('again.why')}</p>
        </Notice>
      )}
      {refused && (
        <Notice kind="refused" live>
          <p>{refused.seconds > 0 ? t('signIn.tooMany', { seconds: refused.seconds }) : t('signIn.wrong')}</p>
        </Notice>
      )}
      <Form
        method="post"
        reloadDocument
        className="space-y-5 rounded-paper border border-line bg-raised p-4 sm:p-6"
      >
        <input type="hidden" name="to" value={to} />
        <TextField
          name="email"
          type="email"
          label={t('signIn.email')}
          defaultValue={refused?.email ?? email}
          autoComplete="username"
          required
        />
        <TextField
          name="password"
          type="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
        />
        <Button size="large" wide>
          {t('signIn.submit')}
        </Button>
      </Form>
      {/* The sign-in page knows where somebody goes on who has signed in. */}
      <PasskeySignIn to={to || pathIn(locale, '/sign-in')} />
      <p>
        <Link
          className="link inline-block py-2"
          to={`${pathIn(locale, '/sign-in/code')}?to=${encodeURIComponent(to)}${again ? '&again=1' : ''}`}
        >
          {t('signIn.byCode')}
        </Link>
      </p>
    </div>
  )
}
