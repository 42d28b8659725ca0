import { useState } from 'react'
import { Button } from '../button'
import { Icon } from '../icon'
import { LinkButton } from '../link-button'
import { useTexts } from './texts'

export function ButtonSection() {
  const { button } = useTexts()
  const [pending, setPending] = useState(false)
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button type="button">{button.primary}</Button>
        <Button type="button" variant="secondary">
          {button.secondary}
        </Button>
        <Button type="button" variant="quiet">
          {button.quiet}
        </Button>
        <Button type="button" variant="danger">
          {button.danger}
        </Button>
        <LinkButton to="#buttons" variant="secondary">
          {button.link}
          <Icon name="arrow" />
        </LinkButton>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="button" pending pendingLabel={button.pending}>
          {button.primary}
        </Button>
        <Button
          type="button"
          variant="secondary"
          pending={pending}
          pendingLabel={button.pending}
          onClick={() => setPending(true)}
        >
          {button.primary}
        </Button>
        <Button type="button" disabled>
          {button.disabled}
        </Button>
        <Button type="button" variant="secondary" disabled>
          {button.disabled}
        </Button>
      </div>
      <div className="max-w-sm">
        <Button type="button" size="large" wide>
          {button.large}
        </Button>
      </div>
    </div>
  )
}
