import type { ShellData } from '~/platform/phone/shell-data'
import type { PublicChain } from './code-chain'
import type { Roster } from './roster'
import type { WalkPlan } from './walk-plan'

/** What a volunteer's page brings with it: all that it needs of its place, so that it works from then on without signal. */
export interface VolunteerShellData extends ShellData {
  publicUrl: string
  pass: { id: string; label: string; place: string; contact: string }
  plan: WalkPlan
  roster: Roster
  /** The pass's own rotating chain with its seed (hexadecimal): this phone alone shows its codes. Null where it has none. */
  rotating: { chain: PublicChain; seed: string } | null
}
