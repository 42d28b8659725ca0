import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { acceptInvitation, joinInput, leastPasswordLength } from '~/identity/accept-invitation.server'
import { findInvitation } from '~/identity/find-invitation.server'
import { openSession } from '~/identity/open-session.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { pageMeta } from '~/ui/page-meta'
import { Prose } from '~/ui/prose'
import { TextField } from '~/ui/text-field'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The address is a key: no cache may keep the page. */
const unkept = { 'Cache-Control': 'private, no-store' }

/** Looking uses nothing up: mail programs and scanners follow links by themselves. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'people')
  const found = await findInvitation(house.db, params.secret!)
  if (!found) {
    const gone = { locale, title: t('join.goneTitle'), invitation: null }
    return data(gone, { status: 410, headers: unkept })
  }
  const { email, role, invitedByName } = found
  const first = email === ''
  const title = first ? t('join.firstTitle') : t('join.title')
  const invitation = { email, first, role, invitedByName, least: leastPasswordLength }
  return data({ locale, title, invitation }, { headers: unkept })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const form = await request.formData()
  const typed = (name: string) => String(form.get(name) ?? '')
  const kept = { name: typed('name'), email: typed('email').trim() }
  const input = { ...kept, password: typed('password') }
  const joined = await acceptInvitation(house.db, house.identity, params.secret!, input, address)
  const { pathname } = new URL(request.url)
  if (joined.ok) {
    const headers = await openSession(house.identity, joined.personId)
    return redirect(pathIn(localeOfPath(pathname), '/desk'), { status: 303, headers: headers ?? undefined })
  }
  // The page looks again and says that the link is not good any more.
  if (joined.reason === 'no-invitation') return redirect(pathname, 303)
  const faults = (joinInput.safeParse(input).error?.issues ?? []).map((issue) => String(issue.path[0]))
  if (joined.reason === 'invalid' && faults.length === 0) faults.push('email')
  return data({ ...kept, faults, taken: joined.reason === 'already-a-person' }, { status: 422 })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Join() {
  const { locale, title, invitation } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('people')
  if (!invitation) {
    return (
      <div className="page-text space-y-4">
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <Prose>
          <p>{t('join.gone')}</p>
          <p>
            <a href={pathIn(locale, '/sign-in')}>{t('join.signIn')}</a>
          </p>
        </Prose>
      </div>
    )
  }
  const { email, first, role, invitedByName, least } = invitation
  const wrong = (field: string) => refused?.faults.includes(field)
  const roleWord = t(`role.${role}`)
  const lead = first
    ? t('join.firstLead')
    : invitedByName
      ? t('join.lead', { name: invitedByName, role: roleWord })
      : t('join.leadPlain', { role: roleWord })
  return (
    <div className="page-text space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-lg text-soft">{lead}</p>
      </header>
      <Form
        method="post"
        reloadDocument
        className="space-y-5 rounded-paper border border-line bg-raised p-4 sm:p-6"
      >
        <TextField
          name="name"
          label={t('join.name')}
          hint={t('join.nameHint')}
          defaultValue={refused?.name}
          error={wrong('name') ? t('error.name') : undefined}
          autoComplete="name"
          required
        />
        {first ? (
          <TextField
            name="email"
            type="email"
            label={t('join.email')}
            defaultValue={refused?.email}
            error={refused?.taken ? t('join.taken') : wrong('email') ? t('error.email') : undefined}
            autoComplete="email"
            required
          />
        ) : (
          <>
            <p>{t('join.emailIs', { email })}</p>
            {refused?.taken && <p className="font-semibold text-kapok-text">{t('join.taken')}</p>}
            {/* So that password managers keep the password under the address it belongs to. */}
            <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          </>
        )}
        <TextField
          name="password"
          type="password"
          label={t('join.password')}
          hint={t('join.passwordHint', { count: least })}
          error={wrong('password') ? t('error.password', { count: least }) : undefined}
          autoComplete="new-password"
          minLength={least}
          maxLength={200}
          required
        />
        <Button size="large" className="max-sm:w-full">
          {t('join.submit')}
        </Button>
      </Form>
    </div>
  )
}
