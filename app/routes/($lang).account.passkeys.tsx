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
import { AddPasskey } from '~/identity/add-passkey'
import { enterRecently, enterSignedIn, isRecent, onceMore } from '~/identity/enter.server'
import { listOwnPasskeys } from '~/identity/list-own-passkeys.server'
import { mayAddFactor } from '~/identity/may-add-factor.server'
import { OnceMore } from '~/identity/once-more'
import { removeOwnPasskey } from '~/identity/remove-own-passkey.server'
import { renameOwnPasskey } from '~/identity/rename-own-passkey.server'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const { pathname } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const passkeys = await listOwnPasskeys(house.db, signedIn)
  return data(
    {
      locale,
      title: textsIn(locale, 'account')('passkeys.title'),
      again: isRecent(signedIn, house.now()) ? null : onceMore(request),
      proveFirst: !(await mayAddFactor(house.db, signedIn)),
      passkeys: passkeys.map(({ id, name, since }) => ({ id, name, since: formatInstant(locale, since) })),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const signedIn = await enterRecently(house.identity, { request, address }, house.now())
  const form = await request.formData()
  const id = String(form.get('passkey') ?? '')
  const name = String(form.get('name') ?? '')
  const done =
    form.get('intent') === 'rename'
      ? await renameOwnPasskey(house.db, signedIn, { id, name })
      : await removeOwnPasskey(house.db, signedIn, id)
  return done.ok ? redirect(new URL(request.url).pathname) : data({ refused: done.reason }, { status: 422 })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Passkeys() {
  const { locale, title, again, proveFirst, passkeys } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const { t } = useTranslation('account')
  const changeable = !again && !proveFirst
  const prove = `${pathIn(locale, '/account/second-factor')}?to=${encodeURIComponent(pathIn(locale, '/account/passkeys'))}`
  return (
    <div className="page-text space-y-6">
      <AccountPlaces locale={locale} />
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-soft">{t('passkeys.lead')}</p>
      </header>
      {refused === 'unknown-passkey' && (
        <Notice kind="refused" live>
          <p>{t('passkeys.gone')}</p>
        </Notice>
      )}
      {again && <OnceMore href={again} />}
      {refused === 'needed' && (
        <Notice kind="refused" live>
          <p>{t('passkeys.needed')}</p>
        </Notice>
      )}
      {!again && proveFirst && (
        <Notice kind="attention">
          <p>{t('passkeys.proveFirst')}</p>
          <LinkButton to={prove} variant="secondary" reloadDocument>
            {t('passkeys.prove')}
          </LinkButton>
        </Notice>
      )}
      {passkeys.map((passkey) => (
        <Panel
          key={passkey.id}
          id={`passkey-${passkey.id}`}
          title={passkey.name || t('passkeys.unnamed')}
          aside={<span className="text-sm text-soft">{t('passkeys.since', { when: passkey.since })}</span>}
        >
          {changeable && (
            <Form method="post" reloadDocument className="flex flex-wrap items-end gap-3">
              <input type="hidden" name="passkey" value={passkey.id} />
              <div className="min-w-48 flex-1">
                <TextField
                  id={`name-${passkey.id}`}
                  name="name"
                  label={t('passkeys.name')}
                  defaultValue={passkey.name}
                  maxLength={60}
                />
              </div>
              <Button variant="secondary" name="intent" value="rename">
                {t('passkeys.rename')}
              </Button>
              <Button variant="danger" name="intent" value="remove">
                {t('passkeys.remove')}
              </Button>
            </Form>
          )}
        </Panel>
      ))}
      {changeable && (
        <Panel id="add" title={t('passkeys.add')}>
          <AddPasskey />
        </Panel>
      )}
    </div>
  )
}
