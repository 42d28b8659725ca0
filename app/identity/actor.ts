import type { Role } from './role'

export interface Grant {
  role: Role
  /** `*`, or the slug of the one campaign, fund or place that it reaches. */
  scope: string
  /** The account for whom this person stands in, else null. */
  standsInFor: string | null
}

/** Whoever does something: a person who has signed in, a volunteer with a pass, or the software itself. */
export interface Actor {
  kind: 'person' | 'pass' | 'software'
  /** Account or pass id; `software` for the software. */
  id: string
  name: string
  /** The network address it came from. */
  from: string
  /** Read anew with each request: a role that was taken away is gone with the next one. */
  grants: readonly Grant[]
}

/** What nobody in particular does: loading the demonstration, work by the clock. It may do everything and is named in the trail. */
export const theSoftware: Actor = {
  kind: 'software',
  id: 'software',
  name: 'Shanxing',
  from: 'software',
  grants: [],
}
