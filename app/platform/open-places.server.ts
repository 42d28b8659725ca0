/** How many long answers each reader's network holds open. */
export interface OpenPlaces {
  /** Takes a place and answers how to give it back, any number of times; null when all of that network's are taken. */
  take(network: string): (() => void) | null
}

/** At most `most` open at once per network, 0 for any number. Counted in this process, as rate limits are. */
export function openPlaces(most: number): OpenPlaces {
  const taken = new Map<string, number>()
  return {
    take(network) {
      const before = taken.get(network) ?? 0
      if (most > 0 && before >= most) return null
      taken.set(network, before + 1)
      let held = true
      return () => {
        if (!held) return
        held = false
        const left = taken.get(network)! - 1
        if (left > 0) taken.set(network, left)
        else taken.delete(network)
      }
    },
  }
}
