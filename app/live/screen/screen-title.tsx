import { KapokBranch } from './kapok-branch'
import type { ScreenCampaign } from './screen-now'

/** The branch of a campaign without a goal simply stands in flower. */
const decoration = 6

interface ScreenTitleProps {
  campaign: ScreenCampaign
  /** How many tenths of the goal have arrived. */
  open: number
}

/** Whose day it is, in both languages, where and when; on the branch a flower for each tenth of the goal. */
export function ScreenTitle({ campaign, open }: ScreenTitleProps) {
  const { name, otherName, otherLocale, place, day, goalFen } = campaign
  return (
    <header className="screen-title">
      <KapokBranch open={goalFen === null ? decoration : open} className="screen-branch" />
      <h1>{name}</h1>
      <p className="screen-names">
        {otherName && <span lang={otherLocale}>{otherName}</span>}
        {place && <span>{place}</span>}
        <span className="screen-day">{day}</span>
      </p>
    </header>
  )
}
