import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { TextField } from '~/ui/text-field'

interface UnitDoorsProps {
  /** The leader's page, and the link by which members join. */
  here: string
  joinUrl: string
  /** Whether registration is open at all, and whether this unit's list was closed. */
  open: boolean
  closed: boolean
}

/** How members come into a unit, and the button that closes its list or opens it again. */
export function UnitDoors({ here, joinUrl, open, closed }: UnitDoorsProps) {
  const { t } = useTranslation('registration')
  if (!open) return <Notice title={t('closed')} />
  return (
    <>
      {closed ? (
        <Notice title={t('unit.listClosed')}>{t('unit.listClosedText')}</Notice>
      ) : (
        <TextField
          name="share"
          label={t('unit.share')}
          hint={t('unit.shareHint')}
          readOnly
          defaultValue={joinUrl}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {!closed && (
          <LinkButton to={`${here}/import`} reloadDocument>
            {t('unit.importWay')}
          </LinkButton>
        )}
        <LinkButton variant="secondary" to={here.replace('/units/', '/fundraise/')} reloadDocument>
          {t('party.page')}
        </LinkButton>
        <Form method="post" action="." reloadDocument>
          <Button name="intent" value={closed ? 'open' : 'close'} variant="quiet">
            {closed ? t('unit.openList') : t('unit.closeList')}
          </Button>
        </Form>
      </div>
    </>
  )
}
