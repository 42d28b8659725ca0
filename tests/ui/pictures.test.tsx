import QRCode from 'qrcode'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Branch } from '~/ui/branch'
import { QrFigure } from '~/ui/qr-figure'
import { qrPath } from '~/ui/qr-path'
import { ShareWindow } from '~/ui/share-window'

test('a drawn QR code has exactly the dark modules of the code, inside a quiet zone of four', () => {
  const { modules } = QRCode.create('https://example.org/check/1')
  const { size, path } = qrPath(modules)
  expect(size).toBe(modules.size + 8)
  const dark = new Set<string>()
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let i = 0; i < Number(run); i++) dark.add(`${Number(x) - 4 + i},${Number(y) - 4}`)
  }
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      expect(dark.has(`${column},${row}`)).toBe(Boolean(modules.data[row * modules.size + column]))
    }
  }
})

test('a QR figure says what it is for', () => {
  const html = renderToStaticMarkup(
    <QrFigure qr={{ size: 10, path: 'M4 4h1v1h-1z' }} title="核验" caption="扫一扫" />,
  )
  expect(html).toContain('role="img" aria-label="核验"')
  expect(html).toContain('<figcaption')
})

test('shares are told in words: amount and part of each, and their sum', () => {
  const html = renderToStaticMarkup(
    <ShareWindow
      label="去向"
      totalLabel="合计"
      shares={[
        { id: 'a', label: '甲', amountFen: 4_666n },
        { id: 'b', label: '乙', amountFen: '2000' },
      ]}
    />,
  )
  for (const part of ['¥46.66', '70.0%', '¥20.00', '30.0%', '¥66.66']) expect(html).toContain(part)
  expect(html).toContain('flex-grow:6999')
})

test('shares of nothing draw an empty window and no percentages out of thin air', () => {
  const html = renderToStaticMarkup(
    <ShareWindow label="去向" shares={[{ id: 'a', label: '甲', amountFen: 0n }]} />,
  )
  expect(html).toContain('class="share-window keeps-colours"></div>')
  expect(html).toContain('>0%<')
})

test('a branch is nested lists: gift, funds, uses, in that order', () => {
  const html = renderToStaticMarkup(
    <Branch
      label="去向"
      gift={{ id: 'g', label: '捐赠', amountFen: 6_666n }}
      funds={[
        { id: 'a', label: '基金', amountFen: 6_666n, uses: [{ id: 'u', label: '助餐', amountFen: 3_000n }] },
      ]}
    />,
  )
  expect(html.replace(/<svg.*?<\/svg>/g, '').replace(/ (class|value)="[^"]*"/g, '')).toMatch(
    /<figure aria-label="去向">.*捐赠.*<ul><li>.*基金.*<ul><li>.*助餐.*<\/li><\/ul><\/li><\/ul>/,
  )
})
