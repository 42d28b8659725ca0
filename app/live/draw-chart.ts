import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import type { ChartSpec, SeriesLook } from './chart-spec'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
)

type Point = 'circle' | 'rectRot' | 'triangle' | 'rect' | 'star'

/** How a series looks: told apart by shape and dash as well as by colour. */
const looks: Record<SeriesLook, { token: string; dash: number[]; point: Point }> = {
  arrived: { token: '--color-banyan', dash: [], point: 'circle' },
  earlier: { token: '--color-kapok', dash: [6, 4], point: 'rectRot' },
  earliest: { token: '--color-sky', dash: [2, 3], point: 'triangle' },
  count: { token: '--color-sky', dash: [], point: 'circle' },
  'place-1': { token: '--color-kapok', dash: [], point: 'circle' },
  'place-2': { token: '--color-banyan', dash: [6, 4], point: 'rectRot' },
  'place-3': { token: '--color-sky', dash: [2, 3], point: 'triangle' },
  'place-4': { token: '--color-amber', dash: [10, 3, 2, 3], point: 'rect' },
  'place-5': { token: '--color-ink', dash: [1, 4], point: 'star' },
}

export interface DrawnChart {
  /** Moves the figures in place. */
  update(spec: ChartSpec): void
  destroy(): void
}

/** Draws `spec` on the canvas with the page's own colours and type. For the browser only; chart.js travels with it. */
export function drawChart(canvas: HTMLCanvasElement, spec: ChartSpec): DrawnChart {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const style = getComputedStyle(canvas)
  const token = (name: string) => style.getPropertyValue(name).trim()
  Chart.defaults.font.family = style.fontFamily
  Chart.defaults.font.size = 13
  Chart.defaults.color = token('--color-soft')

  const nameLength = canvas.clientWidth < 360 ? 15 : canvas.clientWidth < 560 ? 22 : 30
  const chart = new Chart(canvas, {
    data: dataOf(spec, token, nameLength),
    options: optionsOf(spec, token, still),
  } as ChartConfiguration)
  return {
    update(next) {
      const data = dataOf(next, token, nameLength)
      const sameShape = data.datasets.length === chart.data.datasets.length
      chart.data.labels = data.labels
      // Datasets that stay keep their bars, which then grow instead of appearing anew.
      if (!sameShape) chart.data.datasets = data.datasets
      else for (const [n, set] of data.datasets.entries()) Object.assign(chart.data.datasets[n]!, set)
      chart.options = optionsOf(next, token, still) as typeof chart.options
      chart.update()
    },
    destroy: () => chart.destroy(),
  }
}

/** A name over several lines of about `most` letters; a Chinese character is as wide as two. English breaks between words. */
function linesOf(name: string, most: number): string[] {
  const lines: string[] = []
  let width = 0
  for (const [piece] of name.matchAll(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g)) {
    const isWide = /[\u2e80-\uffff]/.test(piece)
    if (lines.length === 0 || width + (isWide ? 2 : piece.trimEnd().length) > most) {
      lines.push(piece)
      width = 0
    } else lines[lines.length - 1] += piece
    width += isWide ? 2 : piece.length
  }
  return lines
}

type Token = (name: string) => string

function dataOf(spec: ChartSpec, token: Token, nameLength: number): ChartConfiguration['data'] {
  return {
    labels: spec.sideways ? spec.labels.map((name) => linesOf(name, nameLength)) : [...spec.labels],
    datasets: spec.series.map(({ label, kind, look, values }) => {
      const { token: name, dash, point } = looks[look]
      const colour = token(name)
      return kind === 'bar'
        ? {
            type: 'bar' as const,
            label,
            data: [...values],
            backgroundColor: colour,
            maxBarThickness: 34,
            order: 2,
          }
        : {
            type: 'line' as const,
            label,
            data: [...values],
            borderColor: colour,
            backgroundColor: colour,
            borderDash: dash,
            borderWidth: 2,
            pointStyle: point,
            // Only where something came: a row of marks along zero would say nothing.
            pointRadius: values.map((value) => (value ? 4 : 0)),
            order: 1,
          }
    }),
  }
}

function optionsOf(spec: ChartSpec, token: Token, still: boolean): object {
  const short = new Intl.NumberFormat(spec.locale, { notation: 'compact', maximumFractionDigits: 1 })
  const sign = spec.unit === 'yuan' ? '¥' : ''
  const grid = { color: token('--color-line') }
  const figures = {
    beginAtZero: true,
    // An axis for nothing still counts in whole yuan and gifts.
    suggestedMax: spec.unit === 'yuan' ? 100 : 5,
    grid,
    ticks: {
      precision: spec.unit === 'count' ? 0 : undefined,
      maxTicksLimit: 6,
      callback: (value: number | string) => sign + short.format(Number(value)),
    },
  }
  const names = {
    grid: { display: false },
    ticks: { autoSkip: !spec.sideways, maxRotation: 0, autoSkipPadding: 12 },
  }
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: still ? false : { duration: 400 },
    indexAxis: spec.sideways ? 'y' : 'x',
    interaction: { mode: 'index', axis: spec.sideways ? 'y' : 'x', intersect: false },
    scales: spec.sideways ? { x: figures, y: names } : { x: names, y: figures },
    plugins: {
      legend: {
        display: spec.series.length > 1,
        align: 'start',
        labels: {
          usePointStyle: true,
          padding: 16,
          color: token('--color-ink'),
          sort: (a: { datasetIndex?: number }, b: { datasetIndex?: number }) =>
            (a.datasetIndex ?? 0) - (b.datasetIndex ?? 0),
        },
      },
      tooltip: {
        usePointStyle: true,
        callbacks: {
          label: (item: { datasetIndex: number; dataIndex: number; dataset: { label?: string } }) => {
            const said = spec.series[item.datasetIndex]?.said[item.dataIndex] ?? ''
            return spec.series.length > 1 ? `${item.dataset.label}  ${said}` : said
          },
        },
      },
    },
  }
}
