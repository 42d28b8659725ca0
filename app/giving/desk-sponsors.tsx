import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { mostLevels, type Sponsor, type SponsorLevel, sponsorPhase } from './sponsor'

const tones = {
  draft: 'pending',
  goods: 'done',
  agreed: 'attention',
  partly: 'attention',
  arrived: 'done',
} as const satisfies Record<string, TagTone>

/** A sponsor's state in a word. */
export function SponsorTag({ sponsor }: { sponsor: Sponsor }) {
  const { t } = useTranslation('sponsoring')
  const phase = sponsorPhase(sponsor)
  return <Tag tone={tones[phase]}>{t(`phase.${phase}`)}</Tag>
}

interface TableProps {
  locale: Locale
  here: string
  sponsors: Sponsor[]
  levels: SponsorLevel[]
}

/** A campaign's sponsors, the highest level first. */
export function SponsorTable({ locale, here, sponsors, levels }: TableProps) {
  const { t } = useTranslation('sponsoring')
  const names = new Map(levels.map((l) => [l.key, inLocale(locale, { zh: l.nameZh, en: l.nameEn })]))
  const sum = (part: 'cashFen' | 'goodsFen') => sponsors.reduce((all, s) => all + s[part], 0n)
  return (
    <Table
      caption={t('title')}
      captionHidden
      rows={sponsors}
      rowKey={(s) => s.id}
      columns={[
        {
          id: 'name',
          header: t('column.name'),
          rowHeader: true,
          cell: (s) => (
            <Link className="link inline-flex min-h-11 items-center" to={`${here}/${s.id}`}>
              {inLocale(locale, { zh: s.nameZh, en: s.nameEn })}
            </Link>
          ),
        },
        { id: 'level', header: t('column.level'), cell: (s) => names.get(s.level) ?? s.level },
        { id: 'cash', header: t('column.cash'), align: 'end', cell: (s) => <Money fen={s.cashFen} /> },
        { id: 'goods', header: t('column.goods'), align: 'end', cell: (s) => <Money fen={s.goodsFen} /> },
        { id: 'state', header: t('column.state'), noWrap: true, cell: (s) => <SponsorTag sponsor={s} /> },
      ]}
      foot={[
        '',
        '',
        <Money key="cash" fen={sum('cashFen')} />,
        <Money key="goods" fen={sum('goodsFen')} />,
        '',
      ]}
    />
  )
}

/** The campaign's own levels, from the highest down. */
export function LevelsForm({ levels }: { levels: SponsorLevel[] }) {
  const { t } = useTranslation('sponsoring')
  const rows = Array.from({ length: Math.min(mostLevels, levels.length + 2) }, (_, n) => levels[n])
  return (
    <Form method="post" className="space-y-3">
      <p className="text-soft">{t('levels.lead')}</p>
      {rows.map((level, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their places
        <div key={n} className="grid gap-3 sm:grid-cols-2">
          <input type="hidden" name={`key${n}`} value={level?.key ?? ''} />
          <TextField
            name={`zh${n}`}
            label={t('levels.zh', { n: n + 1 })}
            defaultValue={level?.nameZh ?? ''}
            lang="zh-CN"
            autoComplete="off"
          />
          <TextField
            name={`en${n}`}
            label={t('levels.en', { n: n + 1 })}
            defaultValue={level?.nameEn ?? ''}
            lang="en"
            autoComplete="off"
          />
        </div>
      ))}
      <Button name="intent" value="levels" variant="secondary">
        {t('levels.save')}
      </Button>
    </Form>
  )
}
