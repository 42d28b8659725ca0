/** What inside/profile.mjs answers. */
export interface Profile {
  busyShare: number
  byOwner: { what: string; share: number }[]
  byFunction: { what: string; share: number }[]
}

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`
const list = (all: Profile['byOwner'], count: number) =>
  all
    .slice(0, count)
    .map((o) => `${o.what} ${percent(o.share)}`)
    .join(', ')

/** Where the web process spent its time, by own time (not counting what was called). */
export const profileNotes = (profile: Profile): string[] => [
  `The web process was busy ${percent(profile.busyShare)} of the time, of that: ${list(profile.byOwner, 10)}.`,
  `Its busiest functions: ${list(profile.byFunction, 8)}.`,
]
