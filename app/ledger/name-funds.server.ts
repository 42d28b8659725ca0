import type { Database } from '~/platform/db.server'

/** Names of the funds among `slugs`, by slug; slugs without a fund are left out. */
export async function nameFunds(
  db: Database,
  slugs: readonly string[],
): Promise<Record<string, { zh: string; en: string }>> {
  const funds = await db.prisma.fund.findMany({
    where: { slug: { in: [...new Set(slugs)] } },
    select: { slug: true, nameZh: true, nameEn: true },
  })
  return Object.fromEntries(funds.map((f) => [f.slug, { zh: f.nameZh, en: f.nameEn }]))
}
