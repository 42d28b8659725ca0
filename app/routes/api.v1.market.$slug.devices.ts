import type { ActionFunctionArgs } from '@remix-run/node'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { carriedPass } from '~/identity/carried-pass.server'
import { noPassStatus } from '~/identity/pass-words.server'
import { findStall } from '~/market/find-stall.server'
import { planOf } from '~/market/stall-plan'
import { type TakeUpRefusal, takeUpStallDevice } from '~/market/take-up-stall-device.server'
import { privateJson, refusedJson } from '~/platform/public-json.server'

const statusOf = {
  'not-allowed': 403,
  invalid: 400,
  'no-stall': 404,
  'device-elsewhere': 409,
  'device-ended': 409,
  'too-many-devices': 409,
}

/** A phone begins to sell at the stall of the pass that it carries, and takes along all that it needs without a signal. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const now = house.now()
  const carried = await carriedPass(house.db, { request, address }, house.config, now)
  if (!carried.ok)
    return refusedJson(noPassStatus[carried.reason], carried.reason, 'A stall volunteer carries a pass.')
  const { pass, actor } = carried
  if (pass.campaign !== params.slug)
    return refusedJson(403, 'not-allowed', 'The pass is for another campaign.')
  const body: unknown = await request.json().catch(() => null)
  const device = body !== null && typeof body === 'object' && 'device' in body ? String(body.device) : ''
  const taken = await takeUpStallDevice(house.db, actor, { pass, device }, now)
  if (!taken.ok) return refusedJson(statusOf[taken.reason], taken.reason, saidOf(taken.reason))
  const [stall, [campaign]] = await Promise.all([
    findStall(house.db, pass.campaign, taken.stall),
    nameCampaigns(house.db, [pass.campaign]),
  ])
  const { number, lastReceipt } = taken
  return privateJson(
    planOf(stall!, campaign!, { id: device, number, lastReceipt }, pass, house.config.PUBLIC_URL),
  )
}

const saidOf = (reason: TakeUpRefusal) =>
  reason === 'too-many-devices'
    ? 'Too many phones sell with this pass: the desk gives up those that are not used, or makes another pass.'
    : 'This phone cannot sell here.'
