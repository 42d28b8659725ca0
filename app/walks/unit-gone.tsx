import { useTranslation } from 'react-i18next'

/** A unit's link that opens nothing. */
export function UnitGone({ title }: { title: string }) {
  const { t } = useTranslation('registration')
  return (
    <div className="page-text space-y-4">
      <h1 className="font-serif text-3xl font-bold">{title}</h1>
      <p>{t('unit.waitsText')}</p>
    </div>
  )
}
