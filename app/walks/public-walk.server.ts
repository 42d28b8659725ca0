import type { KnownWalk, WalkPlans } from './walk-plans.server'

/** The walk of a campaign that everybody may see, or null: from memory, however many phones ask. */
export const publicWalk = async (
  house: { walks: WalkPlans; live: { find(campaign: string): Promise<unknown> } },
  campaign: string,
): Promise<KnownWalk | null> => ((await house.live.find(campaign)) ? house.walks.get(campaign) : null)
