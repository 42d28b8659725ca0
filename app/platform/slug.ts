/** Slugs stand in addresses, sealed leaves and printed codes: lower case letters, digits, hyphens. */
export const slugShape = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Words that follow `/desk/campaigns/`, `/desk/series/`, `/funds/` … themselves (tests/platform/slug.test.ts asks the routes). */
export const reservedSlugs: readonly string[] = ['new', 'import', 'export', 'groups']

/** Whether a campaign, a series or a fund may be called so: its own page is reached by it. */
export const isFreeSlug = (slug: string): boolean => slugShape.test(slug) && !reservedSlugs.includes(slug)
