/** unpaid: the place is held until it is paid. waiting: on the waiting list. */
export const walkerStates = ['registered', 'unpaid', 'waiting', 'cancelled'] as const
export type WalkerState = (typeof walkerStates)[number]

/** Whether registration takes people at this moment. */
export type RegistrationState = 'not-yet' | 'open' | 'closed'

export function registrationState(
  walk: { registerFrom: Date; registerUntil: Date; campaignState: string },
  now: Date,
): RegistrationState {
  if (walk.campaignState !== 'open' || now >= walk.registerUntil) return 'closed'
  return now < walk.registerFrom ? 'not-yet' : 'open'
}

/** A place waits for its payment this long; one that came from the waiting list longer, for people who sleep. */
export const holdMinutes = 30
export const movedUpHoldMinutes = 24 * 60
