import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import { actKey } from './act-words'
import type { Actor } from './actor'
import { canSomewhere, reachOf } from './can'
import { exportList } from './export-list.server'
import { type ListedProposal, listProposals, type ProposalKey } from './list-proposals.server'
import { type NamedProposal, type NamesProposals, nameProposals } from './named-proposal'

export interface ProposalsExport extends ExportOrder {
  namers: readonly NamesProposals[]
}

/** The proposals within `by`'s reach: those that wait first, then what was decided. 404 for whoever may see none. */
export async function exportProposals(sql: Sql, by: Actor, asked: ProposalsExport): Promise<Response> {
  if (!canSomewhere(by, 'proposal.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...asked,
    what: 'proposal',
    asked: { reach: reachOf(by, 'proposal.see', 'campaign') },
    filename: 'proposals',
    columns: columnsIn(asked),
    async read(after: ProposalKey | undefined) {
      const { proposals, next } = await listProposals(sql, by, { after, limit: 500 })
      return { rows: await nameProposals(sql, asked.locale, proposals, asked.namers), next }
    },
  })
}

function columnsIn({ locale }: ProposalsExport): ExportColumn<ListedProposal & { named: NamedProposal }>[] {
  const t = textsIn(locale, 'exports')
  const people = textsIn(locale, 'people')
  const proposals = textsIn(locale, 'proposals')
  return [
    {
      kind: 'text',
      header: t('proposal'),
      width: 36,
      cell: (p) =>
        proposals(`action.${actKey(p.action)}` as 'action.campaign-open', {
          subject: p.named.about,
        }),
    },
    { kind: 'text', header: t('state'), width: 12, cell: (p) => people(`state.${p.state}`) },
    { kind: 'text', header: t('proposedBy'), width: 18, cell: (p) => p.proposedBy },
    { kind: 'instant', header: t('proposedAt'), width: 20, cell: (p) => p.proposedAt },
    { kind: 'text', header: t('note'), width: 30, cell: (p) => p.note },
    { kind: 'text', header: t('decidedBy'), width: 18, cell: (p) => p.decidedBy },
    { kind: 'instant', header: t('decidedAt'), width: 20, cell: (p) => p.decidedAt },
    { kind: 'text', header: t('decisionNote'), width: 30, cell: (p) => p.decision },
    { kind: 'text', header: t('subject'), width: 22, cell: (p) => p.subject.id },
    { kind: 'text', header: t('proposalId'), width: 38, cell: (p) => p.id },
  ]
}
