import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listScopeChoices } from '~/campaigns/list-scope-choices.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { type ListedPerson, listPeople } from '~/identity/list-people.server'
import { useRoleWords } from '~/identity/use-role-words'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'person.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const search = (searchParams.get('search') ?? '').slice(0, 200)
  const after = searchParams.get('after')
  const { people, next } = await listPeople(house.db, { search, after })
  const used = new Set(people.flatMap((p) => p.grants.map((g) => g.scope)))
  return {
    locale,
    title: textsIn(locale, 'people')('people.title'),
    people,
    scopes: (await listScopeChoices(house.db)).filter(({ slug }) => used.has(slug)),
    next,
    search,
    first: !after,
    mayInvite: can(actor, 'person.invite'),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function People() {
  const { locale, title, people, scopes, next, search, first, mayInvite } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  const roleWords = useRoleWords(locale, scopes)
  const here = pathIn(locale, '/desk/people')
  const page = (after: string) => `${here}?${new URLSearchParams({ ...(search && { search }), after })}`
  const rolesOf = (person: ListedPerson) => (
    <ul className="space-y-1">
      {person.grants.map((grant) => (
        <li key={`${grant.role} ${grant.scope} ${grant.standsInFor}`}>
          {roleWords(grant)}
          {grant.standsInFor && (
            <span className="text-soft"> ({t('scope.standIn', { name: grant.standsInFor })})</span>
          )}
        </li>
      ))}
      {person.grants.length === 0 && <li className="text-soft">{t('people.noRole')}</li>}
    </ul>
  )
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('people.lead')}
        aside={
          <>
            <LinkButton variant="secondary" to={`${here}/invitations`}>
              {t('people.invitations')}
            </LinkButton>
            {mayInvite && <LinkButton to={`${here}/invite`}>{t('people.invite')}</LinkButton>}
          </>
        }
      />
      <Form method="get" className="flex max-w-xl flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <TextField
            name="search"
            type="search"
            label={t('people.search')}
            hint={mayInvite ? t('people.searchHint') : undefined}
            defaultValue={search}
            autoComplete="off"
          />
        </div>
        <Button variant="secondary" className="h-12">
          {t('people.find')}
        </Button>
      </Form>
      {people.length === 0 ? (
        <EmptyState title={t('people.empty')}>{t('people.emptyHint')}</EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={people}
          rowKey={(p) => p.id}
          columns={[
            {
              id: 'name',
              header: t('people.name'),
              rowHeader: true,
              cell: (p) => (
                <>
                  <Link className="link inline-block py-2" to={`${here}/${p.id}`}>
                    {p.name || p.email}
                  </Link>
                  <span className="block text-sm font-normal text-soft sm:hidden">
                    {p.closed ? t('people.closed') : p.email}
                  </span>
                </>
              ),
            },
            { id: 'email', header: t('people.email'), wideOnly: true, cell: (p) => p.email },
            { id: 'roles', header: t('people.roles'), cell: rolesOf },
            {
              id: 'state',
              header: t('people.state'),
              wideOnly: true,
              noWrap: true,
              cell: (p) =>
                p.closed ? (
                  <Tag>{t('people.closed')}</Tag>
                ) : (
                  <Tag tone={p.secondFactor ? 'done' : 'neutral'}>
                    {p.secondFactor ? t('people.secondFactor') : t('people.noSecondFactor')}
                  </Tag>
                ),
            },
          ]}
        />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('pager.first') }}
        next={next ? { to: page(next), label: t('pager.next') } : undefined}
      />
      {people.length > 0 && <ExportLinks to={`${here}/export`} query={search ? { search } : {}} />}
    </div>
  )
}
