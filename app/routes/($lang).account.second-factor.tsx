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
import { beginSecondFactor, hasSecondFactor } from '~/identity/begin-second-factor.server'
import { enterRecently, enterSignedIn, isRecent, onceMore } from '~/identity/enter.server'
import { hasPasskey } from '~/identity/has-passkey.server'
import { OnceMore } from '~/identity/once-more'
import { ownPath } from '~/identity/own-path'
import { PasskeySignIn } from '~/identity/passkey-sign-in'
import { proveSecondFactor } from '~/identity/prove-second-factor.server'
import { renewBackupCodes } from '~/identity/renew-backup-codes.server'
import { renewSession } from '~/identity/renew-session.server'
import { switchOffSecondFactor } from '~/identity/switch-off-second-factor.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { QrFigure } from '~/ui/qr-figure'
import { TextField } from '~/ui/text-field'

const kept = { headers: { 'Cache-Control': 'private, no-store' } }

export async function loader(args: LoaderFunctionArgs) {
  const signedIn = await enterToEnrol(args)
  const {
    request,
    context: { house },
  } = args
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const begun = await beginSecondFactor(house.db, house.identity, signedIn)
  const title = textsIn(locale, 'account')(begun.ok ? 'factor.setUpTitle' : 'factor.proveTitle')
  const setUp = begun.ok ? { secret: begun.secret, qr: begun.qr } : null
  const known = begun.ok ? null : begun.reason
  return data(
    {
      locale,
      to: ownPath(url.searchParams.get('to'), ''),
      title,
      setUp,
      proved: known === 'has-one' && signedIn.secondFactorProved,
      byPasskey: known === 'prove-first' || (known === 'has-one' && (await hasPasskey(house.db, signedIn))),
      byCode: known !== 'prove-first',
      again: isRecent(signedIn, house.now()) ? null : onceMore(request),
    },
    kept,
  )
}

/** The first authenticator wakes the rights of a role: it asks for a recent sign-in, as every later change does. */
async function enterToEnrol({
  request,
  context: { house, address },
}: LoaderFunctionArgs | ActionFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  if (isRecent(signedIn, house.now()) || (await hasSecondFactor(house.db, signedIn.actor.id))) return signedIn
  throw redirect(onceMore(request))
}

/** Whoever has proved the factor changes it: new backup codes, or off. */
async function change({ request, context: { house, address } }: ActionFunctionArgs, intent: 'renew' | 'off') {
  const signedIn = await enterRecently(house.identity, { request, address }, house.now())
  const to = pathIn(localeOfPath(new URL(request.url).pathname), '/account')
  if (intent === 'off') {
    const off = await switchOffSecondFactor(house.db, signedIn)
    if (off.ok) return redirect(to)
    return data({ refused: off.reason, backupCodes: [], to }, { status: 422 })
  }
  const renewed = await renewBackupCodes(house.db, house.identity, signedIn)
  if (renewed.ok) return data({ refused: null, backupCodes: renewed.backupCodes, to }, kept)
  return data({ refused: renewed.reason, backupCodes: [], to }, { status: 422 })
}

export async function action(args: ActionFunctionArgs) {
  const {
    request,
    context: { house, address },
  } = args
  const form = await request.formData()
  const intent = form.get('intent')
  if (intent === 'renew' || intent === 'off') return change(args, intent)
  const signedIn = await enterToEnrol(args)
  const locale = localeOfPath(new URL(request.url).pathname)
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
  const { locale, to, setUp, proved, byPasskey, byCode, again } = useLoaderData<typeof loader>()
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
  if (proved) {
    return (
      <div className="page-text max-w-[34rem] space-y-6">
        <AccountPlaces locale={locale} />
        <header>
          <h1 className="font-serif text-3xl font-bold">{t('factor.proveTitle')}</h1>
          <p className="mt-2 text-soft">{t('factor.proved')}</p>
        </header>
        {answer?.refused === 'needed' && (
          <Notice kind="refused" live>
            <p>{t('factor.needed')}</p>
          </Notice>
        )}
        {again && <OnceMore href={again} />}
        {!again && (
          <Form method="post" reloadDocument className="space-y-6">
            <Panel id="renew" title={t('factor.renew')}>
              <p className="mb-4">{t('factor.renewHint')}</p>
              <Button variant="secondary" name="intent" value="renew">
                {t('factor.renew')}
              </Button>
            </Panel>
            <Panel id="off" title={t('factor.off')}>
              <p className="mb-4">{t('factor.offHint')}</p>
              <Button variant="danger" name="intent" value="off">
                {t('factor.off')}
              </Button>
            </Panel>
          </Form>
        )}
      </div>
    )
  }
  return (
    <div className="page-text max-w-[34rem] space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">
          {setUp ? t('factor.setUpTitle') : t('factor.proveTitle')}
        </h1>
        <p className="mt-2 text-soft">
          {t(setUp ? 'factor.setUpLead' : byCode ? 'factor.proveLead' : 'factor.passkeyLead')}
        </p>
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
      {byPasskey && <PasskeySignIn to={to || pathIn(locale, '/account')} />}
      {byCode && (
        <Form
          method="post"
          reloadDocument
          className="space-y-5 rounded-paper border border-line bg-raised p-4 sm:p-6"
        >
          <input type="hidden" name="to" value={to} />
          <TextField
            name="code"
            label={t('factor.code')}
            error={
              answer?.refused ? t(answer.refused === 'locked' ? 'factor.locked' : 'factor.wrong') : undefined
            }
            autoComplete="one-time-code"
            className="tabular max-w-56 tracking-widest"
            required
          />
          <Button size="large" wide>
            {t('factor.submit')}
          </Button>
        </Form>
      )}
    </div>
  )
}
