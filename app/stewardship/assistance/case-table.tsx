import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { AssistanceCase, Person } from './assistance'

interface CaseTableProps {
  cases: readonly AssistanceCase[]
  /** Only in the answer to a look. */
  persons: Readonly<Record<string, Person>> | null
  categories: readonly { value: string; label: string }[]
  here: string
  mayRemove: boolean
}

/** The cases of a batch; who they are only where somebody has just looked. */
export function CaseTable({ cases, persons, categories, here, mayRemove }: CaseTableProps) {
  const { t } = useTranslation('assistance')
  const names = new Map(categories.map(({ value, label }) => [value, label]))
  return (
    <Table
      caption={t('one.cases')}
      captionHidden
      rows={cases}
      rowKey={(c) => c.id}
      emptyText={t('one.noCases')}
      columns={[
        {
          id: 'category',
          header: t('column.category'),
          rowHeader: true,
          cell: (c) => (
            <>
              {names.get(c.category) ?? c.category}
              <span className="block text-sm font-normal text-soft">{c.township ?? '—'}</span>
            </>
          ),
        },
        {
          id: 'who',
          header: t('column.name'),
          cell: (c) => (
            <>
              {persons ? (
                <span className="block">
                  {persons[c.id]?.name}
                  <span className="tabular block text-sm text-soft">{persons[c.id]?.idNumber || '—'}</span>
                </span>
              ) : (
                <span className="me-2 text-soft">{t('one.hidden')}</span>
              )}
              {c.again > 0 && <Tag tone="attention">{t('one.again', { n: c.again })}</Tag>}
            </>
          ),
        },
        { id: 'amount', header: t('column.amount'), align: 'end', cell: (c) => <Money fen={c.amountFen} /> },
        ...(mayRemove
          ? [
              {
                id: 'remove',
                header: '',
                cell: (c: AssistanceCase) => (
                  <Form method="post" action={`${here}#cases`}>
                    <input type="hidden" name="case" value={c.id} />
                    <Button name="intent" value="remove" variant="quiet">
                      {t('one.remove')}
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
