import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { beginSecondFactor } from '~/identity/begin-second-factor.server'
import { enterSignedIn } from '~/identity/enter.server'
import { ownPath } from '~/identity/own-path'
import { proveSecondFactor } from '~/identity/prove-second-factor.server'
import { renewSession } from '~/identity/renew-session.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { QrFigure } from '~/ui/qr-figure'
import { TextField } from '~/ui/text-field'

const kept = { headers: { 'Cache-Control': 'private, no-store' } }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const begun = await beginSecondFactor(house.db, house.identity, signedIn)
  const title = textsIn(locale, 'account')(begun.ok ? 'factor.setUpTitle' : 'factor.proveTitle')
  const setUp = begun.ok ? { secret: begun.secret, qr: begun.qr } : null
  return data({ locale, to: ownPath(url.searchParams.get('to'), ''), title, setUp }, kept)
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const locale = localeOfPath(new URL(request.url).pathname)
  const form = await request.formData()
  const to = ownPath(form.get('to'), pathIn(locale, '/account'))
  if ((await house.limits.signInByAddress.take(address)) > 0) {
    return data({ refused: 'locked' as const, backupCodes: [], to }, { status: 429 })
  }
  const code = String(form.get('code') ?? '').slice(0, 40)
  const proved = await proveSecondFactor(house.db, house.identity, signedIn, code, house.now())
  if (!proved.ok) {
    const refused = proved.reason === 'locked' ? ('locked' as const) : ('wrong' as const)
    return data({ refused, backupCodes: [], to }, { status: 422 })
  }
  const headers = await renewSession(house.db, house.identity, signedIn, request)
  if (!headers) throw new Response(null, { status: 404 })
  if (proved.backupCodes.length === 0) return redirect(to, { headers })
  headers.set('Cache-Control', 'private, no-store')
  return data({ refused: null, backupCodes: proved.backupCodes, to }, { headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function SecondFactor() {
  const { to, setUp } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('account')
  if (answer && answer.backupCodes.length > 0) {
    return (
      <div className="page-text max-w-[34rem] space-y-6">
        <h1 className="font-serif text-2xl font-bold">{t('factor.backupTitle')}</h1>
        <p>{t('factor.backupLead')}</p>
        <Panel id="codes" title={t('factor.backupTitle')}>
          <ul className="tabular grid grid-cols-2 gap-x-6 gap-y-2 font-mono text-lg">
            {answer.backupCodes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </Panel>
        <LinkButton to={answer.to} reloadDocument wide size="large">
          {t('factor.goOn')}
        </LinkButton>
      </div>
    )
  }
  return (
    <div className="page-text max-w-[34rem] space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">
          {setUp ? t('factor.setUpTitle') : t('factor.proveTitle')}
        </h1>
        <p className="mt-2 text-soft">{setUp ? t('factor.setUpLead') : t('factor.proveLead')}</p>
      </header>
      {setUp && (
        <div className="space-y-3">
          <QrFigure qr={setUp.qr} title={t('factor.scan')} size={220} />
          <p>
            {t('factor.secret')}{' '}
            <code className="tabular font-mono break-all">{setUp.secret.replace(/(.{4})/g, '$1 ')}</code>
          </p>
        </div>
      )}
      <Form
        method="post"
        reloadDocument
        className="space-y-5 rounded-paper border border-line bg-raised p-4 sm:p-6"
      >
        <input type="hidden" name="to" value={to} />
        <TextField
          name="code"
          label={t('factor.code')}
          error={answer?.refused ? t(`factor.${answer.refused}`) : undefined}
          autoComplete="one-time-code"
          className="tabular max-w-56 tracking-widest"
          required
        />
        <Button size="large" wide>
          {t('factor.submit')}
        </Button>
      </Form>
    </div>
  )
}
