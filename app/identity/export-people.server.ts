import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import type { Actor } from './actor'
import { can } from './can'
import { exportList } from './export-list.server'
import { type ListedPerson, listPeople } from './list-people.server'
import type { ScopeChoice } from './role-form'
import { sayRole } from './say-role'

export interface PeopleExport extends ExportOrder {
  search: string | null
  /** Names of what roles are limited to. */
  scopes: readonly ScopeChoice[]
}

/**
 * The people that a search finds, by name, with the roles that they hold now; nothing that opens an account. The trail is
 * told that there was a search, not what for: a name in it could not be erased. 404 for whoever may not see people.
 */
export async function exportPeople(sql: Sql, by: Actor, asked: PeopleExport): Promise<Response> {
  if (!can(by, 'person.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...asked,
    what: 'person',
    asked: { searched: Boolean(asked.search?.trim()) },
    filename: 'people',
    columns: columnsIn(asked),
    async read(after: string | undefined) {
      const { people, next } = await listPeople(sql, { search: asked.search, after, limit: 500 })
      return { rows: people, next }
    },
  })
}

function columnsIn({ locale, scopes }: PeopleExport): ExportColumn<ListedPerson>[] {
  const t = textsIn(locale, 'exports')
  const people = textsIn(locale, 'people')
  const yesNo = (is: boolean) => (is ? t('yes') : t('no'))
  const roleOf = (grant: ListedPerson['grants'][number]) => {
    const lent = grant.standsInFor && ` (${people('scope.standIn', { name: grant.standsInFor })})`
    return sayRole(people, locale, scopes, grant) + (lent ?? '')
  }
  return [
    { kind: 'text', header: t('name'), width: 20, cell: (p) => p.name },
    { kind: 'text', header: t('mail'), width: 28, cell: (p) => p.email },
    { kind: 'text', header: t('roles'), width: 40, cell: (p) => p.grants.map(roleOf).join('; ') },
    { kind: 'text', header: t('closed'), width: 12, cell: (p) => yesNo(p.closed) },
    { kind: 'text', header: t('secondFactor'), width: 12, cell: (p) => yesNo(p.secondFactor) },
    { kind: 'text', header: t('accountId'), width: 34, cell: (p) => p.id },
  ]
}
