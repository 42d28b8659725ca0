/**
 * SQL: whose hands are also the proposer's of a proposal `p`, so that they never decide it: for whom the proposer stands in or
 * did, and where a pass proposed, who made that pass and for whom they stand in: its link was theirs first.
 */
export const behindProposer = `
  identity_stood_in_for(p.proposed_by, p.proposed_at)
  || coalesce((SELECT ARRAY[m.created_by] || identity_stood_in_for(m.created_by, p.proposed_at)
                 FROM identity_pass m WHERE m.id::text = p.proposed_by), '{}')`
