import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type SeriesInput, seriesInput } from './campaign-input'

/** Creates a series, or answers the one that has this slug. Refuses `invalid`. */
export async function createSeries(
  db: Database,
  input: SeriesInput,
): Promise<Outcome<{ slug: string; created: boolean }, 'invalid'>> {
  const parsed = seriesInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { slug, name, about } = parsed.data
  const { count } = await db.prisma.series.createMany({
    data: [{ slug, nameZh: name.zh, nameEn: name.en, aboutZh: about.zh, aboutEn: about.en }],
    skipDuplicates: true,
  })
  return { ok: true, slug, created: count === 1 }
}
