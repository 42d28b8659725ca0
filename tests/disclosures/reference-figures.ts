/** Yuan as they are written in the reference, as whole fen. */
const yuan = (text: string) => String(BigInt(text.replace('.', '')))

/**
 * The figures of the reference quarter (a district federation's published bundle, 2024-Q1) by project, and where our answers hold them.
 * Figures that were published as "about" or "over" stand as the least that must be reached.
 */
export const referenceFigures: Record<string, Record<string, string | number | { atLeast: number }>> = {
  'community-funds': { 'plans.approved.count': 144, 'plans.approved.amountFen': yuan('7309000.00') },
  'poverty-relief-day': { 'plans.approved.count': 4, 'plans.approved.amountFen': yuan('1027400.00') },
  assistance: {
    'assistance.cases': 368,
    'assistance.amountFen': yuan('1543705.00'),
    'assistance.byCategory.living.cases': 139,
    'assistance.byCategory.living.amountFen': yuan('616621.00'),
    'assistance.byCategory.medical.cases': 18,
    'assistance.byCategory.medical.amountFen': yuan('94414.00'),
    'assistance.byCategory.migrant-workers.cases': 1,
    'assistance.byCategory.migrant-workers.amountFen': yuan('50000.00'),
    'assistance.byCategory.unsafe-housing.cases': 2,
    'assistance.byCategory.unsafe-housing.amountFen': yuan('60000.00'),
    'assistance.byCategory.schooling.cases': 162,
    'assistance.byCategory.schooling.amountFen': yuan('503020.00'),
    'assistance.byCategory.autumn-schooling.cases': 3,
    'assistance.byCategory.autumn-schooling.amountFen': yuan('2000.00'),
    'assistance.byCategory.boarders.cases': 13,
    'assistance.byCategory.boarders.amountFen': yuan('37500.00'),
    'assistance.byCategory.girls.cases': 30,
    'assistance.byCategory.girls.amountFen': yuan('180150.00'),
    'assistance.byMonth.2024-03.amountFen': yuan('231310.00'),
    'contract.1.yearlyFen': yuan('3500000.00'),
  },
  'bereaved-families': {
    'indicator.activities.count': 3,
    'indicator.phone-visits.count': 140,
    'indicator.home-visits.count': 6,
    'indicator.rice-bags.count': 980,
    'indicator.peer-supporters.total': 17,
    'indicator.households.total': 175,
    'indicator.people.total': 274,
  },
  'rural-volunteers': { 'milestones.met.count': 5, 'milestones.all.count': 6 },
  'social-worker-growth': { 'indicator.modules.total': 4 },
  'family-law': {
    'indicator.couples-surveyed.target': 1000,
    'indicator.other-services-done.total': 100,
    'indicator.satisfaction-over.total': 95,
  },
  'yangcheng-for-people': {
    'plans.ofFund.yangcheng-2022.count': 1,
    'plans.ofFund.yangcheng-2023.count': 2,
    'plans.byFund.yangcheng-2022.amountFen': yuan('169300.00'),
    'plans.byFund.yangcheng-2023.amountFen': yuan('39831.72'),
    'paid.amountFen': yuan('209131.72'),
  },
  standards: { 'outputs.trial-standard.count': 4, 'outputs.group-standard.count': 1 },
  'charity-complex': {
    'procurement.1.winners.count': 1,
    'procurement.2.winners.count': 1,
    'procurement.3.winners.count': 1,
    'procurement.4.winners.count': 1,
  },
  'charity-communities': { 'call.1.received.count': 5, 'call.1.places.count': 32 },
  'welfare-home': { 'procurement.1.winners.count': 1, 'procurement.2.winners.count': 2 },
  'health-walk-10': {
    'walk.units.registered': { atLeast: 60 },
    'walk.walkers.onSite': { atLeast: 900 },
    'walk.visits.byVisitors': { atLeast: 5_001 },
    'walk.marketFen': yuan('16800.00'),
    'walk.raisedFen': yuan('126900.00'),
    'walk.sponsors.count': 8,
    'walk.sponsors.worthFen': yuan('240000.00'),
    'walk.checkpoints': 5,
    'walk.stalls': 9,
    'indicator.served-all-editions.total': 26_000,
    // What was stated of the nine earlier walks, no sum of their books (docs/decisions/0035).
    'indicator.raised-all-editions.total': 3_100_000,
    'indicator.live-views.count': 300_000,
  },
  'special-education': {
    'indicator.classes.count': 55,
    'indicator.attendances.count': 1032,
    'indicator.children-resident.total': 140,
    'indicator.work-placement.count': 12,
    'indicator.one-to-one.total': 2,
  },
}
