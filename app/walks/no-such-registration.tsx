import { useTranslation } from 'react-i18next'

/** A link that opens nothing: cut off on its way, or followed by a newer one. */
export function NoSuchRegistration({ title }: { title: string }) {
  const { t } = useTranslation('registration')
  return (
    <div className="page-text space-y-4">
      <h1 className="font-serif text-3xl font-bold">{title}</h1>
      <p>{t('goneText')}</p>
    </div>
  )
}
