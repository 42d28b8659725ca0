import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { ListedProposal } from './list-proposals.server'

/** What a proposal is about, in words of the room that it belongs to. */
export interface NamedProposal {
  about: string
  /** Where the desk shows it, without language. */
  path: string
  /** What whoever decides should know besides. */
  facts?: string
}
/** Names of a room's own proposals, by the proposal's id; others are left out. Wiring lists all of them. */
export type NamesProposals = (
  sql: Sql,
  locale: Locale,
  proposals: readonly Pick<ListedProposal, 'id' | 'subject'>[],
) => Promise<Map<string, NamedProposal>>

/** All that is known of these proposals. One that no room knows is called by what it is about. */
export async function nameProposals<P extends Pick<ListedProposal, 'id' | 'subject'>>(
  sql: Sql,
  locale: Locale,
  proposals: readonly P[],
  namers: readonly NamesProposals[],
): Promise<(P & { named: NamedProposal })[]> {
  const known = new Map<string, NamedProposal>()
  for (const names of namers)
    for (const [id, named] of await names(sql, locale, proposals)) known.set(id, named)
  return proposals.map((p) => ({ ...p, named: known.get(p.id) ?? { about: p.subject.id, path: '/desk' } }))
}
