import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import type { Actor } from './actor'
import { can } from './can'
import { exportList } from './export-list.server'
import { type ListedInvitation, listInvitations } from './list-invitations.server'
import type { ScopeChoice } from './role-form'
import { sayRole } from './say-role'

export interface InvitationsExport extends ExportOrder {
  /** Decides which have expired. */
  now: Date
  /** Names of what roles are limited to. */
  scopes: readonly ScopeChoice[]
}

/** Invitations that went out and what became of them, newest first; no link among them. 404 for whoever may not see people. */
export async function exportInvitations(sql: Sql, by: Actor, asked: InvitationsExport): Promise<Response> {
  if (!can(by, 'person.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...asked,
    what: 'invitation',
    filename: 'invitations',
    columns: columnsIn(asked),
    async read(after: string | undefined) {
      const { invitations, next } = await listInvitations(sql, { after, limit: 500, now: asked.now })
      return { rows: invitations, next }
    },
  })
}

function columnsIn({ locale, scopes }: InvitationsExport): ExportColumn<ListedInvitation>[] {
  const t = textsIn(locale, 'exports')
  const people = textsIn(locale, 'people')
  return [
    { kind: 'text', header: t('mail'), width: 28, cell: (i) => i.email },
    { kind: 'text', header: t('role'), width: 30, cell: (i) => sayRole(people, locale, scopes, i) },
    {
      kind: 'text',
      header: t('state'),
      width: 12,
      cell: (i) => people(`invitations.stateWord.${i.state}`),
    },
    { kind: 'instant', header: t('sentAt'), width: 20, cell: (i) => i.createdAt },
    { kind: 'instant', header: t('goodUntil'), width: 20, cell: (i) => i.expiresAt },
    { kind: 'text', header: t('invitedBy'), width: 20, cell: (i) => i.invitedByName },
    { kind: 'text', header: t('accountId'), width: 34, cell: (i) => i.acceptedBy },
  ]
}
