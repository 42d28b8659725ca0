import type { ShellData } from '~/platform/phone/shell-data'
import type { WalkPlan } from './walk-plan'

/** What the stamp card's page brings with it. */
export interface CardShellData extends ShellData {
  publicUrl: string
  /** Null on the page that all codes share: the phone then looks among the plans it knows. */
  plan: WalkPlan | null
}
