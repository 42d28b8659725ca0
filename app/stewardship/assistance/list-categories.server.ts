import type { Sql } from '~/platform/db.server'
import type { AssistanceCategory } from './assistance'

/** Every category of assistance, by position. */
export const listCategories = (sql: Sql): Promise<AssistanceCategory[]> =>
  sql.query<AssistanceCategory>(
    'SELECT key, name_zh AS "nameZh", name_en AS "nameEn" FROM stewardship_assistance_category ORDER BY position, key',
  )
