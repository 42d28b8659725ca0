import type { Way } from '~/payments/gateway'
import { RadioCards } from '~/ui/radio-cards'

export interface WaysOfPaying {
  legend: string
  /** Said where the page is open inside WeChat, in which no wallet opens. */
  inWechat: string
  /** Empty where there is nothing to choose. */
  options: { value: Way; label: string; detail: string }[]
  payHint: string
}

/** How to pay, as native radios: the field is `way`. The first is chosen. */
export function WayChoice({ ways, chosen }: { ways: WaysOfPaying; chosen?: string }) {
  if (ways.options.length === 0) return null
  const known = ways.options.some(({ value }) => value === chosen)
  return (
    <RadioCards
      name="way"
      legend={ways.legend}
      hint={ways.inWechat || undefined}
      look="list"
      defaultValue={known ? chosen : ways.options[0]!.value}
      options={ways.options}
    />
  )
}
