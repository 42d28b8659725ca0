/** A fund with its totals, for a `FROM ledger_fund f LEFT JOIN ledger_fund_total t ON t.fund = f.slug`. */
export const fundWithTotals = `
  SELECT f.slug, f.kind, f.name_zh AS "nameZh", f.name_en AS "nameEn", f.purpose_zh AS "purposeZh",
         f.purpose_en AS "purposeEn", f.restricted, f.position, f.version, f.founder, f.manager,
         f.founded_on AS "foundedOn", f.opening_min_fen AS "openingMinFen", f.group_key AS "group", coalesce(t.received_fen, 0) AS "receivedFen",
         coalesce(t.disbursed_fen, 0) AS "disbursedFen", coalesce(t.balance_fen, 0) AS "balanceFen",
         coalesce(t.tree_size, 0) AS "treeSize"
  FROM ledger_fund f LEFT JOIN ledger_fund_total t ON t.fund = f.slug`
