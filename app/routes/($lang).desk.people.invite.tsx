import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listScopeChoices } from '~/campaigns/list-scope-choices.server'
import { enter } from '~/identity/enter.server'
import { invitePerson } from '~/identity/invite-person.server'
import { RoleChoice } from '~/identity/role-fields'
import { readRoleChoice, readRoleFields } from '~/identity/role-form'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { RadioCards } from '~/ui/radio-cards'
import { TextField } from '~/ui/text-field'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'person.invite')
  const locale = localeOfPath(new URL(request.url).pathname)
  const title = textsIn(locale, 'people')('invite.title')
  return { locale, title, choices: await listScopeChoices(house.db) }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'person.invite')
  const form = await request.formData()
  const email = String(form.get('email') ?? '').trim()
  const fields = readRoleFields(form)
  const mailLocale = form.get('locale') === 'en' ? 'en' : 'zh-CN'
  const refuse = (field: string, reason: string, status = 422, personId?: string) =>
    data({ field, reason, personId, email, fields, mailLocale }, { status })
  const chosen = readRoleChoice(fields, await listScopeChoices(house.db))
  if (!chosen.ok) return refuse(chosen.field, chosen.reason)
  const { role, scope } = chosen
  const invited = await house.db.transaction((tx) =>
    invitePerson(tx, by, { email, role, scope, locale: mailLocale }, house.config),
  )
  if (!invited.ok) {
    return invited.reason === 'already-a-person'
      ? refuse('email', 'already-a-person', 409, invited.personId)
      : refuse('email', 'email')
  }
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, '/desk/people/invitations?done=sent'), 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Invite() {
  const { locale, title, choices } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('people')
  const people = pathIn(locale, '/desk/people')
  const say = (field: string) =>
    refused?.field === field ? t(`error.${refused.reason}` as 'error.email') : undefined
  return (
    <div className="max-w-2xl space-y-6">
      <DeskHeading title={title} lead={t('invite.lead')} back={{ to: people, label: t('people.title') }} />
      {refused?.personId && (
        <Notice kind="attention" title={t('error.already-a-person')} live>
          <LinkButton variant="secondary" to={`${people}/${refused.personId}`}>
            {t('invite.toPerson')}
          </LinkButton>
        </Notice>
      )}
      <Form method="post" reloadDocument className="space-y-5">
        <TextField
          name="email"
          type="email"
          label={t('invite.email')}
          defaultValue={refused?.email}
          error={say('email')}
          autoComplete="off"
          required
        />
        <RoleChoice
          locale={locale}
          choices={choices}
          fields={refused?.fields}
          errors={{ role: say('role'), scope: say('scope') }}
        />
        <RadioCards
          name="locale"
          legend={t('invite.locale')}
          columns={2}
          options={[
            { value: 'zh-CN', label: t('invite.zh') },
            { value: 'en', label: t('invite.en') },
          ]}
          defaultValue={refused?.mailLocale ?? locale}
        />
        <Button size="large">{t('invite.send')}</Button>
      </Form>
    </div>
  )
}
