import './stall.css'
import { openPhoneStore } from '~/platform/phone/open-phone-store'
import { startPhoneApp } from '~/platform/phone/start-phone-app'
import type { StallShell } from './stall-shell'
import { TillApp } from './till-app'

void openPhoneStore('stall').then((store) =>
  startPhoneApp<StallShell>((shell) => <TillApp shell={shell} store={store} />),
)
