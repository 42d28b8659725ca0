/** One field that somebody else changed while it was being edited here. */
export interface Meanwhile {
  name: string
  /** What stands there now, and what it was when the editing began. */
  theirs: string
  before: string
  /** What was typed here; the same as `before` when it was left alone. */
  mine: string
  /** Who saved it, and when. */
  by: string
  at: Date
  /** Both changed it, differently: a person must look. */
  clash: boolean
}

/**
 * Brings what was typed together with what somebody else saved meanwhile, so that neither is lost: a field that was
 * left alone here takes the other's text, a field that was typed in keeps it and is named as a clash.
 */
export function mergeEdits<Fields extends Record<string, string>>(
  mine: Fields,
  acts: readonly { by: string; at: Date; before: Partial<Fields>; after: Partial<Fields> }[],
): { fields: Fields; meanwhile: Meanwhile[] } {
  const changes = new Map<string, Meanwhile>()
  for (const act of acts) {
    for (const [name, theirs] of Object.entries(act.after) as [string, string][]) {
      const before = changes.get(name)?.before ?? (act.before[name] as string | undefined) ?? ''
      const typed = mine[name] ?? ''
      const clash = typed !== before && typed !== theirs
      changes.set(name, { name, theirs, before, mine: typed, by: act.by, at: act.at, clash })
    }
  }
  const fields: Record<string, string> = { ...mine }
  for (const { name, theirs, clash } of changes.values()) if (!clash && name in fields) fields[name] = theirs
  return { fields: fields as Fields, meanwhile: [...changes.values()].filter((m) => m.theirs !== m.mine) }
}
