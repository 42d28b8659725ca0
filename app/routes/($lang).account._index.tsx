import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AccountPlaces } from '~/identity/account-places'
import { hasSecondFactor } from '~/identity/begin-second-factor.server'
import { canSomewhere } from '~/identity/can'
import { changeOwnDetails } from '~/identity/change-own-details.server'
import { deviceOf } from '~/identity/device'
import { endSessions } from '~/identity/end-sessions.server'
import { enterRecently, enterSignedIn, isRecent, type Knock, onceMore } from '~/identity/enter.server'
import { listSessions } from '~/identity/list-sessions.server'
import { OnceMore } from '~/identity/once-more'
import { OwnDetailsForm } from '~/identity/own-details-form'
import { formatInstant } from '~/platform/dates'
import { type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import type { House } from '~/wiring.server'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const { actor, email, sessionId, secondFactorMissing } = signedIn
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const sessions = await listSessions(house.db, actor.id)
  return data(
    {
      locale,
      title: textsIn(locale, 'account')('own.title'),
      email,
      own: { name: actor.name, locale: signedIn.locale },
      again: isRecent(signedIn, house.now()) ? null : onceMore(request),
      changed: (['password', 'details'] as const).find((done) => done === url.searchParams.get('done')),
      factor: await hasSecondFactor(house.db, actor.id),
      roles: actor.grants.map((grant) => ({ role: grant.role, scope: grant.scope })),
      desk: secondFactorMissing || canSomewhere(actor, 'desk.see'),
      sessions: sessions.map(({ id, userAgent, since }) => ({
        id,
        device: deviceOf(userAgent),
        since: since.toISOString(),
        here: id === sessionId,
      })),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const form = await request.formData()
  if (form.get('intent') === 'details') return changeDetails(form, { request, address }, house)
  const signedIn = await enterRecently(house.identity, { request, address }, house.now())
  const end = String(form.get('end') ?? '')
  const ended = await endSessions(house.db, signedIn, end === 'others' ? 'others' : { id: end })
  return data({ ended, refused: undefined })
}

/** Afterwards the page speaks the language that was chosen. */
async function changeDetails(form: FormData, knock: Knock, house: Pick<House, 'db' | 'identity'>) {
  const signedIn = await enterSignedIn(house.identity, knock)
  const [name, locale] = ['name', 'locale'].map((field) => String(form.get(field) ?? '').slice(0, 200))
  const typed = { name: name!, locale: locale! }
  const changed = await changeOwnDetails(house.db, signedIn, typed)
  if (changed.ok) return redirect(`${pathIn(locale as Locale, '/account')}?done=details`)
  return data({ ended: 0, refused: { ...typed, reason: changed.reason } }, { status: 422 })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Account() {
  const { locale, email, own, again, changed, factor, roles, desk, sessions } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  const { t } = useTranslation('account')
  return (
    <div className="page-text space-y-8">
      <AccountPlaces locale={locale} />
      <header className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="font-serif text-3xl font-bold">{t('own.title')}</h1>
        <div className="flex flex-wrap gap-3">
          {desk && (
            <LinkButton to={pathIn(locale, '/desk')} reloadDocument>
              {t('own.desk')}
            </LinkButton>
          )}
          <Form method="post" action={pathIn(locale, '/sign-out')} reloadDocument>
            <Button variant="secondary">{t('own.signOut')}</Button>
          </Form>
        </div>
      </header>
      {done && done.ended > 0 && (
        <Notice kind="done" live>
          <p>{t('own.ended')}</p>
        </Notice>
      )}
      {changed && !done && (
        <Notice kind="done" live>
          <p>{t(`${changed}.done`)}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t('own.email'), detail: email },
          {
            term: t('own.roles'),
            detail: roles.length
              ? roles.map((r) => t(`role.${r.role}`) + (r.scope === '*' ? '' : ` (${r.scope})`)).join(' · ')
              : t('own.noRoles'),
          },
          {
            term: t('own.factor'),
            detail: (
              <>
                {t(factor ? 'own.factorOn' : 'own.factorOff')}{' '}
                <Link
                  className="link inline-block py-1"
                  to={pathIn(locale, '/account/second-factor')}
                  reloadDocument
                >
                  {t(factor ? 'own.factorChange' : 'own.factorSetUp')}
                </Link>
              </>
            ),
          },
          {
            term: t('own.password'),
            detail: (
              <Link className="link inline-block py-1" to={pathIn(locale, '/account/password')}>
                {t('own.passwordChange')}
              </Link>
            ),
          },
        ]}
      />
      <OwnDetailsForm {...own} refused={done?.refused} />
      <Panel id="sessions" title={t('own.sessions')}>
        {again && sessions.length > 1 && <OnceMore href={again} />}
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div className="min-w-0">
                <p className="font-semibold">
                  {session.device.browser === 'unknown' && session.device.system === 'unknown'
                    ? t('own.unknownDevice')
                    : t('own.device', {
                        browser: t(`browser.${session.device.browser}`),
                        system: t(`system.${session.device.system}`),
                      })}
                </p>
                <p className="text-sm text-soft">{formatInstant(locale, new Date(session.since))}</p>
              </div>
              {session.here && <p className="font-semibold text-banyan-text">{t('own.thisOne')}</p>}
              {!session.here && !again && (
                <Form method="post">
                  <input type="hidden" name="end" value={session.id} />
                  <Button variant="secondary">{t('own.end')}</Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        {sessions.length > 1 && !again && (
          <Form method="post" className="mt-4">
            <input type="hidden" name="end" value="others" />
            <Button variant="secondary">{t('own.endOthers')}</Button>
          </Form>
        )}
      </Panel>
    </div>
  )
}
