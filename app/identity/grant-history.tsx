import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import type { GrantRecord } from './find-person.server'
import type { ScopeChoice } from './role-form'
import { useRoleWords } from './use-role-words'

export interface GrantHistoryProps {
  locale: Locale
  grants: readonly GrantRecord[]
  scopes: readonly ScopeChoice[]
  /** With a button to take a live one back. */
  mayChange: boolean
}

/** Roles with who gave them, when, until when, and who took them back. */
export function GrantHistory({ locale, grants, scopes, mayChange }: GrantHistoryProps) {
  const { t } = useTranslation('people')
  const words = useRoleWords(locale, scopes)
  const at = (time: Date) => formatInstant(locale, time)
  return (
    <ul className="divide-y divide-line border-y border-line">
      {grants.map((g) => (
        <li key={g.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <div className="min-w-0">
            <p className={g.live ? 'font-semibold' : ''}>
              {words(g)}
              {g.standsInFor && (
                <span className="ms-2 font-normal text-soft">
                  {t('scope.standIn', { name: g.standsInFor })}
                </span>
              )}
            </p>
            <p className="text-sm text-soft">
              {g.grantedBy
                ? t('person.given', { name: g.grantedBy, time: at(g.grantedAt) })
                : t('person.givenBySoftware', { time: at(g.grantedAt) })}
            </p>
            {g.live && g.validUntil && (
              <p className="text-sm text-soft">{t('person.until', { time: at(g.validUntil) })}</p>
            )}
            {!g.live && (
              <p className="text-sm text-soft">
                {g.revokedAt && g.revokedBy
                  ? t('person.revoked', { name: g.revokedBy, time: at(g.revokedAt) })
                  : t('person.ended', { time: at(g.revokedAt ?? g.validUntil!) })}
              </p>
            )}
          </div>
          {g.live && mayChange && (
            <Form method="post" reloadDocument>
              <input type="hidden" name="grant" value={g.id} />
              <Button
                name="intent"
                value="revoke"
                variant="secondary"
                aria-label={t('person.revokeOf', { role: words(g) })}
              >
                {t('person.revoke')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
