import { useState } from 'react'
import { Branch } from '../branch'
import { Button } from '../button'
import { KapokSprig } from '../kapok-sprig'
import { LatticeMeter } from '../lattice-meter'
import { QrFigure } from '../qr-figure'
import type { QrDrawing } from '../qr-path'
import { Seal } from '../seal'
import { ShareWindow } from '../share-window'
import { fill, useTexts } from './texts'

function Meters() {
  const { meter } = useTexts()
  const [fen, setFen] = useState(12_690_000n)
  const texts = { ...meter, ofGoal: (percent: string) => fill(meter.ofGoal, { percent }) }
  return (
    <div className="space-y-8">
      <div>
        <LatticeMeter
          label={meter.ordinary}
          confirmedFen={fen}
          pendingFen={866_600n}
          goalFen={20_000_000n}
          texts={texts}
        >
          <li className="text-soft">{meter.gifts}</li>
        </LatticeMeter>
        <Button
          type="button"
          variant="secondary"
          className="mt-3"
          onClick={() => setFen((f) => f + 800_000n)}
        >
          {meter.move}
        </Button>
      </div>
      <LatticeMeter label={meter.zero} confirmedFen={0n} goalFen={20_000_000n} texts={texts} />
      <LatticeMeter
        label={meter.over}
        confirmedFen={26_400_000n}
        pendingFen={1_200_000n}
        goalFen={20_000_000n}
        texts={texts}
      />
      <LatticeMeter label={meter.noGoal} confirmedFen={3_456_700n} pendingFen={50_000n} texts={texts} />
    </div>
  )
}

function Seals() {
  const { seal } = useTexts()
  const [round, setRound] = useState(0)
  return (
    <div>
      <div className="flex flex-wrap items-center gap-4">
        {seal.names.map((name) => (
          <Seal
            key={`${name}${round}`}
            name={name}
            title={`${name} ${seal.pressed}`}
            size={72}
            animate={round > 0}
          />
        ))}
        <Seal name="红叶林" state="empty" title={seal.empty} size={72} />
        <Seal name="善行" cut="white" straight size={40} />
      </div>
      <Button type="button" variant="secondary" className="mt-3" onClick={() => setRound((n) => n + 1)}>
        {seal.press}
      </Button>
    </div>
  )
}

export function MotifSection({ qr }: { qr: QrDrawing }) {
  const { shares, branch, qr: qrTexts } = useTexts()
  return (
    <div className="grid gap-10 lg:grid-cols-2">
      <Meters />
      <div className="space-y-10">
        <Seals />
        <ShareWindow
          label={shares.label}
          totalLabel={shares.total}
          shares={[
            { id: 'a', label: shares.a, detail: shares.detail, amountFen: 4_666n },
            { id: 'b', label: shares.b, amountFen: 1_500n },
            { id: 'c', label: shares.c, amountFen: 500n },
          ]}
        />
        <Branch
          label={branch.label}
          gift={{ id: 'gift', label: branch.gift, detail: branch.giftDay, amountFen: 6_666n }}
          funds={[
            {
              id: 'a',
              label: branch.fundA,
              amountFen: 4_666n,
              uses: [
                { id: 'u1', label: branch.useA, detail: branch.useADetail, amountFen: 3_000n },
                {
                  id: 'u2',
                  label: branch.useB,
                  detail: branch.useBDetail,
                  amountFen: 1_666n,
                  state: 'waiting',
                },
              ],
            },
            { id: 'b', label: branch.fundB, amountFen: 2_000n },
          ]}
        />
        <div className="flex flex-wrap items-end gap-8">
          <QrFigure qr={qr} title={qrTexts.title} caption={qrTexts.caption} size={168} />
          <KapokSprig className="h-28 text-wood" />
        </div>
      </div>
    </div>
  )
}
