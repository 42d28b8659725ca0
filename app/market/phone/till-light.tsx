import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { Tag } from '~/ui/tag'
import type { TillKeeping } from './use-till'

/** Whether the phone needs a signal, and what still waits for one. */
export function TillLight({ keeping, lasting }: { keeping: TillKeeping; lasting: boolean }) {
  const { t } = useTranslation('till')
  const { offline, entries, elsewhere, stored } = keeping
  const waiting = entries.filter((e) => e.state === 'waiting').length
  const refused = entries.filter((e) => e.state === 'refused').length
  return (
    <div role="status" className="space-y-2">
      <p className="flex flex-wrap gap-2">
        {lasting && offline === 'ready' && <Tag tone="done">{t('light.ready')}</Tag>}
        {offline === 'not-yet' && <Tag tone="pending">{t('light.notYet')}</Tag>}
        {waiting > 0 ? (
          <Tag tone="pending">{t('light.waiting', { count: waiting })}</Tag>
        ) : (
          entries.length > 0 && <Tag tone="done">{t('light.sent')}</Tag>
        )}
      </p>
      {(!lasting || offline === 'cannot') && (
        <Notice kind="refused" title={t('light.cannot')}>
          {t('light.cannotHint')}
        </Notice>
      )}
      {!stored && (
        <Notice kind="refused" title={t('light.full')}>
          {t('light.fullHint')}
        </Notice>
      )}
      {refused > 0 && (
        <Notice kind="refused" title={t('light.refused', { count: refused })}>
          {t('light.refusedHint')}
        </Notice>
      )}
      {elsewhere > 0 && <Notice kind="attention">{t('light.elsewhere', { count: elsewhere })}</Notice>}
    </div>
  )
}
