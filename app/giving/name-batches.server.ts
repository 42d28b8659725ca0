import type { NamesProposals } from '~/identity/named-proposal'

const name = `
  SELECT p.id::text AS id, b.id::text AS batch, b.place FROM identity_proposal p JOIN giving_batch b ON b.id::text = p.payload ->> 'batchId'
   WHERE p.action IN ('offline.count', 'offline.reverse') AND p.id = ANY ($1::uuid[])`

/** What proposals about cash and cheques are about: the batch. */
export const nameBatches: NamesProposals = async (sql, _locale, proposals) => {
  const rows = await sql.query<{ id: string; batch: string; place: string }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(rows.map(({ id, batch, place }) => [id, { about: place, path: `/desk/offline/${batch}` }]))
}
