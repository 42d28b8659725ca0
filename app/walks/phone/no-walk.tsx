import { useTranslation } from 'react-i18next'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import type { CardState, OpenCard } from './card-state'

/** A code that this phone knows no walk for, or no walk at all: the walks it does know, and the way out. */
export function NoWalk({ card, state: { ready, plans, result } }: { card: OpenCard; state: CardState }) {
  const { t, i18n } = useTranslation('card')
  const locale = i18n.language as Locale
  if (!ready && !result) return <main className="card-main">{t('shell.loading')}</main>
  return (
    <main className="card-main">
      <h1 className="card-title">{plans.length > 0 ? t('other.chooseWalk') : t('other.noWalk')}</h1>
      {result?.kind === 'unknown-chain' && (
        <Notice kind="attention" title={t('result.unknown-chain')} live>
          {result.asked ? t('result.unknownOnline') : t('result.unknownOffline')}
        </Notice>
      )}
      {result?.kind === 'nothing-of-ours' && (
        <Notice kind="refused" title={t('result.nothing-of-ours')} live>
          {t('result.nothingHint')}
        </Notice>
      )}
      {plans.length > 0 ? <p>{t('other.chooseHint')}</p> : <p>{t('other.noWalkHint')}</p>}
      {plans.map(({ campaign, nameZh, nameEn }) => (
        <Button
          key={campaign}
          type="button"
          variant="secondary"
          wide
          onClick={() => card.chooseWalk(campaign)}
        >
          {inLocale(locale, { zh: nameZh, en: nameEn })}
        </Button>
      ))}
      <p>
        <a className="link" href={pathIn(locale, '/')}>
          {t('other.home')}
        </a>
      </p>
    </main>
  )
}
