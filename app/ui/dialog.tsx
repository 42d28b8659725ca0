import type { ReactNode } from 'react'
import {
  Dialog as AriaDialog,
  Button,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components'
import { type ButtonLook, buttonClass } from './button-look'
import { Icon } from './icon'

export interface DialogProps extends ButtonLook {
  /** What the button that opens it says. */
  trigger: ReactNode
  title: string
  closeLabel: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

/**
 * A modal with its own button: focus goes in, stays in and comes back; Escape and the ground close it.
 * It brings react-aria-components with it: import it only where a page needs it, or behind `lazy`.
 */
export function Dialog({
  trigger,
  title,
  closeLabel,
  children,
  variant = 'secondary',
  size,
  wide,
}: DialogProps) {
  return (
    <DialogTrigger>
      <Button className={buttonClass({ variant, size, wide })}>{trigger}</Button>
      <ModalOverlay
        isDismissable
        className="fixed inset-0 z-20 flex items-end justify-center bg-[rgb(20_18_16/0.6)] sm:items-center sm:p-6"
      >
        <Modal className="max-h-[92dvh] w-full animate-appear overflow-y-auto rounded-t-paper bg-paper text-ink shadow-lifted sm:max-w-md sm:rounded-paper">
          <AriaDialog className="p-5 outline-none sm:p-6">
            {({ close }) => (
              <>
                <div className="mb-4 flex items-start justify-between gap-4">
                  <Heading slot="title" className="font-serif text-xl font-bold">
                    {title}
                  </Heading>
                  <Button
                    aria-label={closeLabel}
                    onPress={close}
                    className="-me-2 -mt-2 flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-paper hover:bg-sunk"
                  >
                    <Icon name="close" />
                  </Button>
                </div>
                {typeof children === 'function' ? children(close) : children}
              </>
            )}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
