import type { ShellData } from '~/platform/phone/shell-data'
import type { StallPlace } from './take-up'

/** What a stall's page starts from. Which stall it is comes from the pass in the phone; none when it carries none. */
export interface StallShell extends ShellData {
  place: StallPlace | null
}
