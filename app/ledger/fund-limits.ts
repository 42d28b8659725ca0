export const fundKinds = ['federation', 'community', 'campaign_pool', 'project'] as const
/** How many characters a fund's texts may have. */
export const mostFundCharacters = { name: 80, purpose: 600, group: 40 }
