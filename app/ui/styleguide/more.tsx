import { Button } from '../button'
import { Dialog } from '../dialog'
import { Disclosure } from '../disclosure'
import { QrFigure } from '../qr-figure'
import type { QrDrawing } from '../qr-path'
import { Tabs } from '../tabs'
import { useTexts } from './texts'

export function MoreSection({ qr }: { qr: QrDrawing }) {
  const { dialog, tabs, disclosure, qr: qrTexts } = useTexts()
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <div className="space-y-6">
        <Dialog trigger={dialog.trigger} title={dialog.title} closeLabel={dialog.close}>
          {(close) => (
            <div className="space-y-4 text-center">
              <p className="text-start">{dialog.text}</p>
              <QrFigure qr={qr} title={qrTexts.title} caption={qrTexts.caption} size={220} />
              <Button type="button" wide onClick={close}>
                {dialog.done}
              </Button>
            </div>
          )}
        </Dialog>
        <Tabs
          label={tabs.label}
          tabs={[
            { id: 'in', label: tabs.in, panel: <p>{tabs.inText}</p> },
            { id: 'out', label: tabs.out, panel: <p>{tabs.outText}</p> },
          ]}
        />
      </div>
      <div>
        <Disclosure summary={disclosure.summary}>
          <p>{disclosure.text}</p>
        </Disclosure>
        <Disclosure summary={disclosure.summary} open>
          <p>{disclosure.text}</p>
        </Disclosure>
      </div>
    </div>
  )
}
