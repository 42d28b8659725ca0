import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listScopeChoices } from '~/campaigns/list-scope-choices.server'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { closePerson } from '~/identity/close-person.server'
import { endAllSessions } from '~/identity/end-all-sessions.server'
import { enter } from '~/identity/enter.server'
import { findPerson } from '~/identity/find-person.server'
import { GrantHistory } from '~/identity/grant-history'
import { grantRole } from '~/identity/grant-role.server'
import { listStandInChoices } from '~/identity/list-stand-in-choices.server'
import { reopenPerson } from '~/identity/reopen-person.server'
import { ResetFactorPanel } from '~/identity/reset-factor-panel'
import { resetSecondFactor } from '~/identity/reset-second-factor.server'
import { revokeRole } from '~/identity/revoke-role.server'
import { RoleChoice } from '~/identity/role-fields'
import { type RoleFields, readRoleChoice, readRoleFields } from '~/identity/role-form'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { House } from '~/wiring.server'

/** What the page says was just done. */
const deeds = ['given', 'had', 'revoked', 'signed-out', 'factor-reset', 'closed', 'reopened'] as const

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'person.see')
  const person = await findPerson(house.db, params.id!)
  if (!person) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  return {
    locale: localeOfPath(url.pathname),
    person,
    choices: await listScopeChoices(house.db),
    standIns: (await listStandInChoices(house.db)).filter(({ id }) => id !== person.id),
    me: actor.id === person.id,
    mayChange: can(actor, 'person.change'),
    maySeeTrail: can(actor, 'act.see'),
    done: deeds.find((deed) => deed === url.searchParams.get('done')) ?? null,
  }
}

interface Refused {
  field: string
  reason: string
  fields?: RoleFields
}
type Done = { done: (typeof deeds)[number] }

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'person.change')
  const form = await request.formData()
  const answer = await change(house, by, params.id!, form)
  if ('done' in answer) {
    const locale = localeOfPath(new URL(request.url).pathname)
    return redirect(pathIn(locale, `/desk/people/${params.id}?done=${answer.done}`), 303)
  }
  if (answer.reason === 'unknown-person' && answer.field !== 'standsInFor')
    throw new Response(null, { status: 404 })
  return data<Refused>(answer, { status: answer.field === 'form' ? 409 : 422 })
}

/** What the form asks for; a refusal says next to which field it belongs. */
async function change({ db }: House, by: Actor, personId: string, form: FormData): Promise<Done | Refused> {
  switch (form.get('intent')) {
    case 'give':
      return give(db, by, personId, form)
    case 'revoke': {
      const revoked = await db.transaction((tx) => revokeRole(tx, by, String(form.get('grant') ?? '')))
      return revoked.ok ? { done: 'revoked' } : { field: 'form', reason: revoked.reason }
    }
    case 'sign-out': {
      const ended = await db.transaction((tx) => endAllSessions(tx, by, personId))
      return ended.ok ? { done: 'signed-out' } : { field: 'form', reason: ended.reason }
    }
    case 'reset-factor': {
      if (form.get('sure') !== 'yes') return { field: 'sureReset', reason: 'not-sure' }
      const reset = await db.transaction((tx) => resetSecondFactor(tx, by, personId))
      return reset.ok ? { done: 'factor-reset' } : { field: 'form', reason: reset.reason }
    }
    case 'close': {
      if (form.get('sure') !== 'yes') return { field: 'sure', reason: 'not-sure' }
      const note = String(form.get('note') ?? '')
        .trim()
        .slice(0, 400)
      const closed = await db.transaction((tx) => closePerson(tx, by, personId, note))
      return closed.ok ? { done: 'closed' } : { field: 'form', reason: closed.reason }
    }
    case 'reopen': {
      const opened = await db.transaction((tx) => reopenPerson(tx, by, personId))
      return opened.ok ? { done: 'reopened' } : { field: 'form', reason: opened.reason }
    }
    default:
      return { field: 'form', reason: 'unknown-intent' }
  }
}

const fieldOf: Record<string, string> = {
  'invalid-scope': 'scope',
  'end-missing': 'until',
  'end-passed': 'until',
  'nothing-to-stand-in-for': 'standsInFor',
}

async function give(db: House['db'], by: Actor, personId: string, form: FormData): Promise<Done | Refused> {
  const fields = readRoleFields(form)
  const chosen = readRoleChoice(fields, await listScopeChoices(db))
  if (!chosen.ok) return { field: chosen.field, reason: chosen.reason, fields }
  const { role, scope, validUntil } = chosen
  const standsInFor = fields.standsInFor || undefined
  const given = await db.transaction((tx) =>
    grantRole(tx, by, { personId, role, scope, validUntil, standsInFor }),
  )
  if (given.ok) return { done: given.created ? 'given' : 'had' }
  return { field: fieldOf[given.reason] ?? 'form', reason: given.reason, fields }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.person.name || args.data?.person.email, unlisted: true })

export default function PersonPage() {
  const { locale, person, choices, standIns, me, mayChange, maySeeTrail, done } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() as Refused | undefined
  const { t } = useTranslation('people')
  const at = (time: Date) => formatInstant(locale, time)
  const words = (reason: string) => t(`error.${reason}` as 'error.role')
  const say = (field: string) => (refused?.field === field ? words(refused.reason) : undefined)
  const live = person.grants.filter((g) => g.live)
  const earlier = person.grants.filter((g) => !g.live)
  const trail = pathIn(locale, '/desk/trail')
  const history = { locale, scopes: choices }
  return (
    <div className="max-w-3xl space-y-6">
      <DeskHeading
        title={person.name || person.email}
        lead={t('person.since', { time: at(person.createdAt) }) + (me ? ` · ${t('person.you')}` : '')}
        back={{ to: pathIn(locale, '/desk/people'), label: t('people.title') }}
      />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`person.done.${done}`)}
        </Notice>
      )}
      {refused?.field === 'form' && (
        <Notice kind="refused" live>
          {words(refused.reason)}
        </Notice>
      )}
      {person.closedAt && (
        <Notice kind="attention">{t('person.closed', { time: at(person.closedAt) })}</Notice>
      )}
      <DefinitionList
        items={[
          { term: t('person.email'), detail: person.email },
          { term: t('person.language'), detail: person.locale === 'en' ? t('person.en') : t('person.zh') },
          {
            term: t('person.secondFactor'),
            detail: person.secondFactor ? t('person.yes') : t('person.no'),
          },
          { term: t('person.sessions'), detail: person.sessions },
        ]}
      />
      {maySeeTrail && (
        <p className="flex flex-wrap gap-x-6">
          <Link className="link inline-block py-2" to={`${trail}?person=${person.id}`}>
            {t('person.trail')}
          </Link>
          <Link className="link inline-block py-2" to={`${trail}?subject=person:${person.id}`}>
            {t('person.trailAbout')}
          </Link>
        </p>
      )}
      <Panel id="roles" title={t('person.roles')}>
        {live.length > 0 ? (
          <GrantHistory {...history} grants={live} mayChange={mayChange} />
        ) : (
          <p className="text-soft">{t('person.rolesEmpty')}</p>
        )}
        {earlier.length > 0 && (
          <Disclosure summary={t('person.history')}>
            <GrantHistory {...history} grants={earlier} mayChange={false} />
          </Disclosure>
        )}
      </Panel>
      {mayChange && !person.closedAt && !me && (
        <Panel id="give" title={t('person.give')}>
          <Form method="post" reloadDocument className="space-y-5">
            <RoleChoice
              locale={locale}
              choices={choices}
              fields={refused?.fields}
              errors={{ role: say('role'), scope: say('scope') }}
            />
            <SelectField
              name="standsInFor"
              label={t('form.standsInFor')}
              hint={t('form.standsInForHint')}
              optionalText={t('form.optional')}
              emptyLabel={t('form.nobody')}
              options={standIns.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={refused?.fields?.standsInFor ?? ''}
              error={say('standsInFor')}
            />
            <TextField
              name="until"
              type="date"
              label={t('form.until')}
              hint={t('form.untilHint')}
              optionalText={t('form.optional')}
              defaultValue={refused?.fields?.until ?? ''}
              error={say('until')}
              className="max-w-56"
            />
            <Button name="intent" value="give">
              {t('person.giveDo')}
            </Button>
          </Form>
        </Panel>
      )}
      {mayChange && !person.closedAt && (
        <>
          <Panel id="sign-out" title={t('person.signOut')} tone="plain">
            <p>{t('person.signOutLead')}</p>
            <Form method="post" reloadDocument className="mt-3">
              <Button variant="secondary" name="intent" value="sign-out">
                {t('person.signOut')}
              </Button>
            </Form>
          </Panel>
          {person.secondFactor && !me && (
            <ResetFactorPanel
              administers={live.some((g) => g.role === 'administrator')}
              notSure={say('sureReset')}
            />
          )}
          <Panel id="close" title={t('person.close')} tone="plain">
            <p>{t('person.closeLead')}</p>
            <Form method="post" reloadDocument className="mt-3 space-y-4">
              <TextField
                name="note"
                label={t('person.closeNote')}
                optionalText={t('form.optional')}
                autoComplete="off"
                maxLength={400}
              />
              <CheckboxField name="sure" value="yes" label={t('person.closeSure')} error={say('sure')} />
              <Button variant="danger" name="intent" value="close">
                {t('person.closeDo')}
              </Button>
            </Form>
          </Panel>
        </>
      )}
      {mayChange && person.closedAt && (
        <Panel id="reopen" title={t('person.reopen')} tone="plain">
          <p>{t('person.reopenLead')}</p>
          <Form method="post" reloadDocument className="mt-3">
            <Button variant="secondary" name="intent" value="reopen">
              {t('person.reopen')}
            </Button>
          </Form>
        </Panel>
      )}
    </div>
  )
}
