import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AccountPlaces } from '~/identity/account-places'
import { changeOwnPassword, leastPasswordLength } from '~/identity/change-own-password.server'
import { enterRecently, enterSignedIn, isRecent, onceMore } from '~/identity/enter.server'
import { OnceMore } from '~/identity/once-more'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { pageMeta } from '~/ui/page-meta'
import { TextField } from '~/ui/text-field'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const locale = localeOfPath(new URL(request.url).pathname)
  const again = isRecent(signedIn, house.now()) ? null : onceMore(request)
  const title = textsIn(locale, 'account')('password.title')
  return data(
    { locale, title, email: signedIn.email, again, least: leastPasswordLength },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const signedIn = await enterRecently(house.identity, { request, address }, house.now())
  const locale = localeOfPath(new URL(request.url).pathname)
  const changed = await changeOwnPassword(
    house.db,
    signedIn,
    String((await request.formData()).get('password') ?? ''),
  )
  if (changed.ok) return redirect(`${pathIn(locale, '/account')}?done=password`)
  return data({ refused: changed.reason }, { status: 422 })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Password() {
  const { locale, title, email, again, least } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const { t } = useTranslation('account')
  const tooLong = refused === 'too-long' ? t('password.tooLong') : undefined
  return (
    <div className="page-text max-w-[34rem] space-y-6">
      <AccountPlaces locale={locale} />
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-soft">{t('password.lead')}</p>
      </header>
      {again ? (
        <OnceMore href={again} />
      ) : (
        <Form
          method="post"
          reloadDocument
          className="space-y-5 rounded-paper border border-line bg-raised p-4 sm:p-6"
        >
          {/* For the browser's own keeper of passwords. */}
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <TextField
            name="password"
            type="password"
            label={t('password.new')}
            hint={t('password.hint', { least })}
            error={refused === 'too-short' ? t('password.tooShort', { least }) : tooLong}
            autoComplete="new-password"
            required
          />
          <Button size="large" wide>
            {t('password.submit')}
          </Button>
        </Form>
      )}
    </div>
  )
}
