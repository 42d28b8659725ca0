import { EmptyState } from '../empty-state'
import { LinkButton } from '../link-button'
import { Notice } from '../notice'
import { Tag } from '../tag'
import { useTexts } from './texts'

export function StateSection() {
  const { notice, tag, empty } = useTexts()
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div className="space-y-3">
        <Notice kind="info" title={notice.infoTitle}>
          {notice.info}
        </Notice>
        <Notice kind="attention" title={notice.attentionTitle}>
          {notice.attention}
        </Notice>
        <Notice kind="done" title={notice.doneTitle}>
          {notice.done}
        </Notice>
        <Notice kind="refused" title={notice.refusedTitle}>
          {notice.refused}
        </Notice>
      </div>
      <div className="space-y-4">
        <p className="flex flex-wrap gap-2">
          {(['neutral', 'done', 'pending', 'attention', 'info', 'refused'] as const).map((tone) => (
            <Tag key={tone} tone={tone}>
              {tag[tone]}
            </Tag>
          ))}
        </p>
        <EmptyState title={empty.title} action={<LinkButton to="#states">{empty.action}</LinkButton>}>
          {empty.text}
        </EmptyState>
      </div>
    </div>
  )
}
