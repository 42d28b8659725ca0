import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import type { FundFacts, FundGroup } from './fund'
import type { PurposeChange } from './fund-purpose'

/** Who founded and runs a fund, its group and its opening rule; nothing where nothing is written down. */
export function FundFactsView({
  locale,
  facts,
  group,
}: {
  locale: Locale
  facts: Omit<FundFacts, 'openingMinFen'> & { openingMinFen: bigint | string | null }
  group: Pick<FundGroup, 'key' | 'nameZh' | 'nameEn'> | null
}) {
  const { t } = useTranslation('ledger')
  const items = [
    facts.founder !== '' && { term: t('funds.founder'), detail: <AsPublished text={facts.founder} /> },
    facts.manager !== '' && { term: t('funds.manager'), detail: <AsPublished text={facts.manager} /> },
    facts.foundedOn && { term: t('funds.foundedOn'), detail: formatDay(locale, facts.foundedOn) },
    group && {
      term: t('funds.group'),
      detail: (
        <Link className="link inline-block py-1" to={pathIn(locale, `/funds?group=${group.key}`)}>
          {inLocale(locale, { zh: group.nameZh, en: group.nameEn })}
        </Link>
      ),
    },
    facts.openingMinFen !== null && {
      term: t('funds.openingMin'),
      detail: <Money fen={facts.openingMinFen} />,
    },
  ].filter((item) => typeof item === 'object' && item !== null)
  return items.length === 0 ? null : <DefinitionList items={items} />
}

/** A name as it is published, in whatever language that is. */
const AsPublished = ({ text }: { text: string }) => (
  <span lang={/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'}>{text}</span>
)

/** What a fund was for, what it is for now, why, and by what it changed; the newest first. */
export function PurposeChanges({ locale, changes }: { locale: Locale; changes: readonly PurposeChange[] }) {
  const { t } = useTranslation('ledger')
  if (changes.length === 0) return null
  return (
    <Panel id="purpose" title={t('funds.changes')} tone="plain">
      <p className="mb-3 max-w-prose text-soft">{t('funds.changesLead')}</p>
      <ul className="space-y-4">
        {changes.map((c) => {
          const day = formatDay(locale, c.basisOn)
          return (
            <li key={c.id} className="border-s-2 border-edge ps-4">
              <p className="font-semibold">{formatDay(locale, c.agreedOn!)}</p>
              <DefinitionList
                items={[
                  { term: t('funds.before'), detail: inLocale(locale, { zh: c.beforeZh, en: c.beforeEn }) },
                  { term: t('funds.after'), detail: inLocale(locale, { zh: c.afterZh, en: c.afterEn }) },
                  {
                    term: t('funds.why'),
                    detail: (
                      <AsPublished
                        text={inLocale(locale, { zh: c.reasonZh, en: c.reasonEn || c.reasonZh })}
                      />
                    ),
                  },
                ]}
              />
              <p className="text-soft">
                {c.basis === 'filing'
                  ? t('funds.filing', { number: c.filingNumber, day })
                  : t('funds.consent', { how: c.consentHow, day })}
              </p>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
