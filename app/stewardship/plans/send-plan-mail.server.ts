import { formatFen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { textsIn } from '~/platform/texts.server'
import type { PlanMail } from './internal/ask-for-plan-mail.server'

export type { PlanMail }

const find = `
  SELECT p.number, p.title_zh AS "titleZh", p.title_en AS "titleEn", p.amount_fen AS "amountFen", p.state, u.email, u.name, u.locale,
         (SELECT r.text FROM stewardship_plan_review r WHERE r.plan = p.id AND r.kind = $2 ORDER BY r.at DESC LIMIT 1) AS why
    FROM stewardship_plan p JOIN identity_user u ON u.id = p.filed_by AND u.closed_at IS NULL WHERE p.id = $1::uuid`
const saidAs = { returned: 'return', rejected: 'reject', approved: 'approve' } as const

/**
 * Tells whoever filed a plan what became of it, in their language. Run by the outbox, therefore at least once; what has moved on since
 * stays out. Refuses `unknown` (nobody to be told), `overtaken`.
 */
export async function sendPlanMail(
  { db, mailer, config }: { db: Sql; mailer: Mailer; config: { PUBLIC_URL: string; SHANXING_DEMO: boolean } },
  { planId, kind }: PlanMail,
): Promise<Outcome<object, 'unknown' | 'overtaken'>> {
  const [plan] = await db.query<{
    number: string
    titleZh: string
    titleEn: string
    amountFen: bigint
    state: string
    email: string
    name: string
    locale: Locale
    why: string | null
  }>(find, [planId, saidAs[kind]])
  if (!plan) return { ok: false, reason: 'unknown' }
  if (plan.state !== kind) return { ok: false, reason: 'overtaken' }
  const locale = plan.locale === 'en' ? 'en' : 'zh-CN'
  const t = textsIn(locale, 'plans')
  const title = (locale === 'en' && plan.titleEn) || plan.titleZh
  const about = { name: plan.name, title, number: plan.number, amount: formatFen(plan.amountFen) }
  const lines = [
    ...(config.SHANXING_DEMO ? [t('mail.demo'), ''] : []),
    t('mail.hello', about),
    '',
    t(`mail.${kind}`, about),
    ...(plan.why ? ['', plan.why] : []),
    '',
    `${config.PUBLIC_URL}${pathIn(locale, `/desk/plans/${planId}`)}`,
    '',
    t('mail.signature'),
  ]
  await mailer.send({
    to: plan.email,
    subject: t(`mail.subject.${kind}`, about),
    text: `${lines.join('\n')}\n`,
  })
  return { ok: true }
}
