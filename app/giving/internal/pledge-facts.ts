import type { Pledge } from '../pledge'

/** What the trail tells of a pledge: no person behind it, so that they can be erased. */
export const pledgeFacts = (
  p: Pick<Pledge, 'unitName' | 'amountFen' | 'region' | 'fund' | 'nameConsent'>,
) => ({
  unitName: p.unitName,
  amountFen: p.amountFen,
  region: p.region,
  fund: p.fund,
  nameConsent: p.nameConsent,
})
