import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay, formatInstant, shanghaiMinute } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import type { Walk } from './walk'

/** A walk's settings as facts. */
export function WalkFacts({ locale, walk }: { locale: Locale; walk: Walk }) {
  const { t } = useTranslation('organising')
  const questions = walk.questions.map((q) => inLocale(locale, { zh: q.labelZh, en: q.labelEn }))
  return (
    <DefinitionList
      items={[
        { term: t('day'), detail: formatDay(locale, walk.day) },
        { term: t('field.registerFrom'), detail: formatInstant(locale, shanghaiMinute(walk.registerFrom)) },
        { term: t('field.registerUntil'), detail: formatInstant(locale, shanghaiMinute(walk.registerUntil)) },
        { term: t('field.backBy'), detail: walk.backBy },
        { term: t('field.stampOrder'), detail: t(`order.${walk.stampOrder}`) },
        {
          term: t('field.leastMinutesApart'),
          detail: t('minutes', { count: walk.leastMinutesApart }),
        },
        { term: t('field.unitMembers'), detail: t('people', { count: walk.unitMembers }) },
        { term: t('section.fee'), detail: walk.feeFen === 0n ? t('noFee') : formatFen(walk.feeFen) },
        {
          term: t('section.questions'),
          detail:
            questions.length > 0
              ? questions.map((q, n) => <p key={walk.questions[n]!.key}>{q}</p>)
              : t('none'),
        },
      ]}
    />
  )
}
