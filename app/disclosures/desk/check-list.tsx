import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { Finding } from '../checks/check'
import type { DisclosurePageProps } from './disclosure-page'

/** What the checks found, each with what to do; a number without a record can be let stand with its source. */
export function CheckList({ written, findings, mayWrite }: DisclosurePageProps) {
  const { t } = useTranslation('disclosing')
  if (written?.state !== 'draft' && written?.state !== 'submitted') return null
  const say = ({ code, detail }: Finding): string => {
    const { part, kind, ...rest } = detail
    return t(`finding.${code}`, {
      ...rest,
      ...(part && { part: t(`part.${part as 'partners'}`) }),
      ...(kind && { kind: t(`kind.${kind as 'mobile'}`) }),
    })
  }
  return (
    <Panel id="checks" title={t('one.checks')}>
      {findings.length === 0 && <Notice kind="done" title={t('one.checksNone')} />}
      <ul className="divide-y divide-line">
        {findings.map((finding, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings are told apart by their place only
          <li key={n} className="space-y-2 py-3">
            <p className="flex flex-wrap items-baseline gap-2">
              <Tag tone={finding.level === 'stop' ? 'refused' : 'attention'}>
                {finding.level === 'stop' ? t('one.stops') : t('one.looks')}
              </Tag>
              {finding.at && <span className="text-sm text-soft">{t(`part.${finding.at}`)}</span>}
              <span className="min-w-0 [overflow-wrap:anywhere]">{say(finding)}</span>
            </p>
            {finding.code === 'number-unsupported' && mayWrite && written.state === 'draft' && (
              <Form method="post" className="flex flex-wrap items-end gap-3">
                <input type="hidden" name="number" value={finding.detail.said} />
                <TextField
                  id={`reason-${n}`}
                  name="reason"
                  label={t('one.letStandReason')}
                  autoComplete="off"
                  maxLength={200}
                />
                <Button name="intent" value="acknowledge" variant="secondary">
                  {t('one.letStand')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
