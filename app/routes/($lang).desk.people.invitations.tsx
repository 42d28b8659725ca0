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
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import type { InvitationState } from '~/identity/invitation'
import { listInvitations } from '~/identity/list-invitations.server'
import { revokeInvitation } from '~/identity/revoke-invitation.server'
import { useRoleWords } from '~/identity/use-role-words'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'person.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const after = searchParams.get('after')
  const { invitations, next } = await listInvitations(house.db, { after, now: house.now() })
  const used = new Set(invitations.map(({ scope }) => scope))
  return {
    locale,
    title: textsIn(locale, 'people')('invitations.title'),
    invitations,
    scopes: (await listScopeChoices(house.db)).filter(({ slug }) => used.has(slug)),
    next,
    first: !after,
    mayInvite: can(actor, 'person.invite'),
    sent: searchParams.get('done') === 'sent',
  }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'person.invite')
  const id = String((await request.formData()).get('id') ?? '')
  const revoked = await house.db.transaction((tx) => revokeInvitation(tx, by, id))
  if (!revoked.ok) return data({ reason: revoked.reason }, { status: 409 })
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, '/desk/people/invitations'), 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const tones: Record<InvitationState, TagTone> = {
  waiting: 'pending',
  accepted: 'done',
  revoked: 'neutral',
  expired: 'neutral',
}

export default function Invitations() {
  const { locale, title, invitations, scopes, next, first, mayInvite, sent } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('people')
  const roleWords = useRoleWords(locale, scopes)
  const people = pathIn(locale, '/desk/people')
  const invite = mayInvite && <LinkButton to={`${people}/invite`}>{t('people.invite')}</LinkButton>
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('invitations.lead')}
        back={{ to: people, label: t('people.title') }}
        aside={invite}
      />
      {sent && (
        <Notice kind="done" live>
          {t('invitations.done_sent')}
        </Notice>
      )}
      {refused && (
        <Notice kind="refused" live>
          {t(`error.${refused.reason}`)}
        </Notice>
      )}
      {invitations.length === 0 ? (
        <EmptyState title={t('invitations.empty')} action={invite}>
          {t('invitations.emptyHint')}
        </EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={invitations}
          rowKey={(i) => i.id}
          columns={[
            {
              id: 'to',
              header: t('invitations.to'),
              rowHeader: true,
              cell: (i) => (
                <>
                  <span className="[overflow-wrap:anywhere]">{i.email}</span>
                  <span className="block text-sm font-normal text-soft">{roleWords(i)}</span>
                </>
              ),
            },
            {
              id: 'state',
              header: t('invitations.state'),
              cell: (i) => (
                <>
                  <Tag tone={tones[i.state]}>{t(`invitations.stateWord.${i.state}`)}</Tag>
                  {i.state === 'waiting' && (
                    <span className="mt-1 block text-sm text-soft">
                      {t('invitations.until', { time: formatInstant(locale, i.expiresAt) })}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'sent',
              header: t('invitations.sent'),
              wideOnly: true,
              cell: (i) => (
                <>
                  {formatInstant(locale, i.createdAt)}
                  {i.invitedByName && (
                    <span className="block text-sm text-soft">
                      {t('invitations.by', { name: i.invitedByName })}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'do',
              header: t('invitations.revoke'),
              align: 'end',
              cell: (i) =>
                mayInvite &&
                i.state === 'waiting' && (
                  <Form method="post" reloadDocument>
                    <input type="hidden" name="id" value={i.id} />
                    <Button variant="secondary" aria-label={t('invitations.revokeOf', { email: i.email })}>
                      {t('invitations.revoke')}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: `${people}/invitations`, label: t('pager.first') }}
        next={next ? { to: `${people}/invitations?after=${next}`, label: t('pager.next') } : undefined}
      />
      {invitations.length > 0 && <ExportLinks to={`${people}/invitations/export`} />}
    </div>
  )
}
