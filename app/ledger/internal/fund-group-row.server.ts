import type { Sql } from '~/platform/db.server'
import { slugShape } from '~/platform/slug'
import type { FundGroup } from '../fund'
import { mostFundCharacters } from '../fund-limits'

/** A group as it is kept, its names trimmed; null where it is none. */
export function checkedGroup(group: FundGroup): FundGroup | null {
  const [nameZh, nameEn] = [group.nameZh.normalize('NFC').trim(), group.nameEn.normalize('NFC').trim()]
  const named = [nameZh, nameEn].every((name) => name !== '' && name.length <= mostFundCharacters.group)
  const placed = Number.isInteger(group.position) && slugShape.test(group.key)
  return named && placed ? { key: group.key, nameZh, nameEn, position: group.position } : null
}

const taken = `
  SELECT 1 FROM ledger_fund_group WHERE key <> $1 AND (name_zh IN ($2, $3) OR lower(name_en) IN (lower($2), lower($3))) LIMIT 1`

/** Lists of funds name their group: a name that two of them have would say nothing. */
export const isNameTaken = async (tx: Sql, { key, nameZh, nameEn }: FundGroup): Promise<boolean> =>
  (await tx.query(taken, [key, nameZh, nameEn])).length > 0
