import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'
import type { QrDrawing } from '~/ui/qr-path'
import { Celebration } from './celebration'
import { GiveCode } from './give-code'
import { tenthsOf } from './milestones'
import { OperatorStrip } from './operator-strip'
import { ScreenFoot } from './screen-foot'
import { ScreenGifts } from './screen-gifts'
import type { ScreenNow } from './screen-now'
import { ScreenTitle } from './screen-title'
import { ScreenTotal } from './screen-total'
import { ScreenWindow } from './screen-window'
import { useNewBuild } from './use-new-build'
import { useScreen } from './use-screen'
import { useWall } from './use-wall'

export interface BigScreenProps {
  locale: Locale
  theme: 'venue' | 'sun'
  /** As the server rendered it. */
  first: ScreenNow
  /** Where to give, as a code and in words. */
  code: QrDrawing & { said: string }
  demo: boolean
}

/** The wall at the venue. It runs for a day without a hand: every list is bounded and every timer has one owner. */
export function BigScreen({ locale, theme, first, code, demo }: BigScreenProps) {
  const { t } = useTranslation('screen')
  const { slug } = first.campaign
  const { now, totals, live, joys, fell } = useScreen(first, pathIn(locale, `/screen/${slug}/now`))
  const { campaign, gifts, giving } = now
  const goal = campaign.goalFen === null ? null : BigInt(campaign.goalFen)
  const notReal = demo
    ? campaign.madeUp
      ? t('demoMadeUp')
      : t('demo')
    : campaign.madeUp
      ? t('madeUp')
      : null
  const hand = useWall()
  useNewBuild(now.build !== first.build && joys.length === 0)
  return (
    <main className="big-screen" data-theme={theme} data-hand={hand || undefined}>
      <ScreenTitle campaign={campaign} open={tenthsOf(BigInt(totals.confirmedFen), goal)} />
      <ScreenTotal totals={totals} live={live} at={now.at} notReal={notReal} />
      <ScreenWindow totals={totals} goalFen={goal} fell={fell} />
      <ScreenGifts gifts={gifts} summary={campaign.summary} open={giving === 'open'} />
      <GiveCode code={code}>
        {giving === 'open'
          ? t('give')
          : giving === 'early'
            ? t('notYet', { day: campaign.from })
            : t('closed')}
      </GiveCode>
      <ScreenFoot campaign={campaign} />
      <Celebration milestone={joys[0] ?? null} gifts={totals.gifts} />
      <OperatorStrip locale={locale} theme={theme} slug={slug} />
    </main>
  )
}
