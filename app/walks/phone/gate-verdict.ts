import type { GateScreen } from './open-gate'

/** Green and the high tone; everything else is amber and low, and a person looks at it. Screen and sound say the same. */
export function isGood(screen: GateScreen): boolean {
  if (screen.kind === 'done') return screen.stored
  if (screen.kind === 'answer') return screen.answer.say === 'welcome' || screen.answer.say === 'visitor'
  const { judgement, already, stored } = screen
  // Whoever cancelled and walked all the same is for a person to decide.
  if (judgement.walker && judgement.walker.state !== 'registered') return false
  return (
    stored &&
    judgement.complete &&
    judgement.refused === 0 &&
    judgement.flags.length === 0 &&
    already === null
  )
}
