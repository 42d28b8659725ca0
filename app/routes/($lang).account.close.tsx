import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eraseDonor } from '~/giving/erase-donor.server'
import { AccountPlaces } from '~/identity/account-places'
import { endSession } from '~/identity/end-session.server'
import { enterSignedIn } from '~/identity/enter.server'
import { enterAsOwner, firstStep } from '~/identity/enter-as-owner.server'
import { OnceMore } from '~/identity/once-more'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const locale = localeOfPath(new URL(request.url).pathname)
  const first = await firstStep(house, signedIn, request)
  return data(
    { locale, title: textsIn(locale, 'account')('close.title'), email: signedIn.email, first },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const signedIn = await enterAsOwner(house, { request, address })
  const locale = localeOfPath(new URL(request.url).pathname)
  const typed = String((await request.formData()).get('word') ?? '')
    .trim()
    .slice(0, 40)
  const wanted = textsIn(locale, 'account')('close.word')
  if (typed.toLowerCase() !== wanted.toLowerCase())
    return data({ reason: 'word' as const, typed }, { status: 422 })
  const erased = await eraseDonor(house.db, signedIn)
  if (!erased.ok) return data({ reason: erased.reason, typed }, { status: 422 })
  return redirect(pathIn(locale, '/sign-in?closed=1'), { headers: await endSession(house.identity, request) })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Close() {
  const { locale, title, email, first } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('account')
  const word = t('close.word')
  return (
    <div className="page-text space-y-6">
      <AccountPlaces locale={locale} />
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-soft">{t('close.whose', { email })}</p>
      </header>
      {refused?.reason === 'has-role' && (
        <Notice kind="refused" live>
          <p>{t('close.hasRole')}</p>
        </Notice>
      )}
      <Panel id="goes" title={t('close.goesTitle')}>
        <p>{t('close.goes')}</p>
      </Panel>
      <Panel id="stays" title={t('close.staysTitle')}>
        <p>{t('close.stays')}</p>
        <p className="mt-3">{t('close.elsewhere')}</p>
        <p className="mt-3 font-semibold">{t('close.papers')}</p>
      </Panel>
      {first ? (
        <OnceMore {...first} />
      ) : (
        <Form method="post" reloadDocument className="max-w-md space-y-5">
          <TextField
            name="word"
            label={t('close.type', { word })}
            defaultValue={refused?.typed}
            error={refused?.reason === 'word' ? t('close.wrongWord', { word }) : undefined}
            autoComplete="off"
            maxLength={40}
            required
          />
          <Button variant="danger">{t('close.submit')}</Button>
        </Form>
      )}
    </div>
  )
}
