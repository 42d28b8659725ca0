const two = (n: number) => String(n).padStart(2, '0')

/** A place in one phone's row of receipts. */
export interface ReceiptPlace {
  stallNumber: number
  deviceNumber: number
  receipt: number
}

/**
 * 义卖收据号 as it is printed: stall, phone, receipt (`03-02-0017`). Each phone has its own row from 1 without gaps, so that
 * no two phones need to agree and none needs a signal.
 */
export const receiptNumber = ({ stallNumber, deviceNumber, receipt }: ReceiptPlace): string =>
  `${two(stallNumber)}-${two(deviceNumber)}-${String(receipt).padStart(4, '0')}`
