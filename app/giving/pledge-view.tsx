import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { Icon } from '~/ui/icon'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { CopyReference } from './copy-reference'
import type { Pledge } from './pledge'
import { PledgeStateTag } from './pledge-state-tag'

interface PledgeViewProps {
  locale: Locale
  title: string
  pledge: Pick<
    Pledge,
    'reference' | 'unitName' | 'amountFen' | 'arrivedFen' | 'state' | 'pledgedOn' | 'dueOn' | 'nameConsent'
  >
  campaign: { to: string; name: string }
  here: string
  accountName: string
  bankName: string
  accountNumber: string
  /** Empty: left to the federation. */
  designation: string
}

/** A pledge for whoever made it: what was promised, what has come, and how to transfer the rest. */
export function PledgeView({ locale, title, pledge, campaign, here, ...account }: PledgeViewProps) {
  const { t } = useTranslation('pledges')
  const [amount, arrived] = [BigInt(pledge.amountFen), BigInt(pledge.arrivedFen)]
  return (
    <>
      <header>
        <a className="link inline-flex min-h-11 items-center gap-2" href={campaign.to} title={t('back')}>
          <Icon name="back" size={18} />
          {campaign.name}
        </a>
        <h1 className="font-serif text-2xl font-bold [overflow-wrap:anywhere] sm:text-3xl">{title}</h1>
        <p className="mt-2">
          <PledgeStateTag state={pledge.state} label={t(`state.${pledge.state}`)} />
        </p>
        <p className="mt-1 text-soft">{t('page.keep')}</p>
      </header>
      {pledge.state === 'withdrawn' && <Notice title={t('page.withdrawnText')} />}
      {pledge.state === 'arrived' && (
        <Notice kind="done" title={t('page.arrivedText')}>
          {arrived > amount && t('page.over')}
        </Notice>
      )}
      {pledge.state === 'open' && arrived > 0n && <Notice title={t('page.partText')} />}
      <Panel id="promised" title={t('page.promised')} aside={<Money fen={amount} />}>
        <DefinitionList
          items={[
            { term: t('page.arrivedFen'), detail: <Money fen={arrived} /> },
            ...(pledge.state === 'open'
              ? [{ term: t('page.left'), detail: <Money fen={amount - arrived} /> }]
              : []),
            { term: t('page.designation'), detail: account.designation || t('form.federation') },
            { term: t('page.pledgedOn'), detail: formatDay(locale, pledge.pledgedOn) },
            ...(pledge.dueOn ? [{ term: t('page.dueOn'), detail: formatDay(locale, pledge.dueOn) }] : []),
          ]}
        />
        <p className="mt-2 text-sm text-soft">{pledge.nameConsent ? t('page.public') : t('page.hidden')}</p>
      </Panel>
      {pledge.state !== 'withdrawn' && (
        <Panel id="transfer" title={t('page.reference')}>
          <CopyReference reference={pledge.reference} />
          <p className="mt-1 text-soft">{t('page.referenceHint')}</p>
          <h3 className="mt-4 mb-1 font-semibold">{t('page.account')}</h3>
          <DefinitionList
            items={[
              { term: t('page.accountName'), detail: <span lang="zh-CN">{account.accountName}</span> },
              { term: t('page.bankName'), detail: <span lang="zh-CN">{account.bankName}</span> },
              {
                term: t('page.accountNumber'),
                detail: <span className="tabular">{account.accountNumber}</span>,
              },
            ]}
          />
        </Panel>
      )}
      <p>
        <a className="link inline-flex min-h-11 items-center" href={`${here}/letter.pdf`}>
          {t('page.letter')}
        </a>
      </p>
    </>
  )
}
