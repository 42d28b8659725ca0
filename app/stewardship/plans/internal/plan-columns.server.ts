/** SQL: plan `p` as `Plan`. */
export const planColumns = `
  p.id::text, p.number, p.project, p.title_zh AS "titleZh", p.title_en AS "titleEn", p.category, p.state, p.amount_fen AS "amountFen",
  p.paid_fen AS "paidFen", p.beneficiaries, p.from_on AS "fromOn", p.to_on AS "toOn", p.approved_on AS "approvedOn",
  p.closed_on AS "closedOn", p.filed_by AS "filedBy", p.filed_name AS "filedName", p.half_by AS "halfBy", p.version,
  p.created_at AS "createdAt",
  (SELECT coalesce(array_agg(s.fund ORDER BY s.amount_fen DESC, s.fund), '{}') FROM stewardship_plan_source s WHERE s.plan = p.id) AS funds`
