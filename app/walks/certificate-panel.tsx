import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { CardCertificate } from './find-certificate.server'
import type { CertificateRefusal } from './issue-certificate.server'

export interface CertificatePanelProps {
  locale: Locale
  /** The card's own page. */
  here: string
  certificate: CardCertificate | null
  /** A registered walker's: its name is chosen on the party's own page. */
  registered: boolean
  /** A level is complete and the card came back. */
  ready: boolean
  refused?: { name: string; reason: CertificateRefusal }
}

/** Where a walker asks for the certificate and takes it along; a visitor says once what name it carries. */
export function CertificatePanel({
  locale,
  here,
  certificate,
  registered,
  ready,
  refused,
}: CertificatePanelProps) {
  const { t } = useTranslation('walks')
  const namable = !registered && !certificate?.name
  const asks = (ready && (!certificate || certificate.renewable)) || (certificate && namable) || refused
  return (
    <Panel id="certificate" title={t('certificate.title')}>
      {!ready && !certificate && <p className="text-soft">{t('certificate.notYet')}</p>}
      {certificate?.withdrawn && (
        <Notice kind="refused" title={t('check.withdrawnTitle')}>
          {t('check.withdrawnText')}
        </Notice>
      )}
      {certificate && !certificate.withdrawn && (
        <>
          <p className="tabular">
            {t('certificate.number')} {certificate.number}
          </p>
          <p className="my-4 flex flex-wrap gap-3">
            <LinkButton to={`${here}/certificate.png`} size="large" className="max-sm:w-full" reloadDocument>
              {t('certificate.picture')}
            </LinkButton>
            <LinkButton
              to={`${here}/certificate.pdf`}
              size="large"
              variant="secondary"
              className="max-sm:w-full"
              reloadDocument
            >
              {t('certificate.pdf')}
            </LinkButton>
            <LinkButton
              to={pathIn(locale, `/check/walk/${certificate.number}/${certificate.code}`)}
              size="large"
              variant="quiet"
              className="max-sm:w-full"
            >
              {t('certificate.check')}
            </LinkButton>
          </p>
        </>
      )}
      {asks && (
        <Form method="post" action={`${here}?index`} className="space-y-4" reloadDocument noValidate>
          {!certificate && ready && <p>{t('certificate.ready')}</p>}
          {certificate?.renewable && <p>{t('certificate.renewable')}</p>}
          {refused && refused.reason !== 'name-too-long' && (
            <Notice kind="attention" live>
              {t(refused.reason === 'name-stands' ? 'certificate.nameStands' : 'certificate.refused')}
            </Notice>
          )}
          {namable && (
            <TextField
              name="name"
              label={t('certificate.name')}
              hint={t('certificate.nameOnce')}
              defaultValue={refused?.name}
              error={refused?.reason === 'name-too-long' ? t('certificate.tooLong') : undefined}
              autoComplete="name"
            />
          )}
          <Button variant={certificate ? 'secondary' : 'primary'} size="large">
            {certificate && !certificate.renewable ? t('certificate.setName') : t('certificate.get')}
          </Button>
        </Form>
      )}
      {registered && (ready || certificate) && (
        <p className="mt-4 text-sm text-soft">{t('certificate.nameByLink')}</p>
      )}
    </Panel>
  )
}
