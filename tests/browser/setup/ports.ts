/** Each worker of the browser tests has a server of its own: its port. */
export const portOf = (worker: number): number => Number(process.env.E2E_PORT || 3210) + worker
/** Where a test may start one more server of its own. */
export const ownPortOf = (worker: number): number => portOf(worker + 10)
