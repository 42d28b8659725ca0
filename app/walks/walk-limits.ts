/** How much an organiser's texts and lists may hold; forms say it before the verbs do. */
export const walkLimits = {
  name: 40,
  game: 400,
  label: 80,
  choice: 40,
  choices: 20,
  questions: 10,
  waiver: 8_000,
  levels: 10,
  places: 40,
  trails: 20,
  /** Of one trail. */
  points: 500,
  capacity: 100_000,
  /** Of one unit: where an organiser raises nothing, and the most to which they may raise it. */
  unitMembers: 200,
  mostUnitMembers: 5_000,
  /** 100,000.00 yuan. */
  feeFen: 10_000_000n,
} as const

/** Keys stand in passes, codes' places and addresses. */
export const keyShape = /^[a-z0-9][a-z0-9-]{0,23}$/
