import './card.css'
import { afterDrawn } from '~/platform/phone/after-drawn'
import { startPhoneApp } from '~/platform/phone/start-phone-app'
import type { CardShellData } from '../card-shell-data'
import { CardApp } from './card-app'
import { rememberSun } from './sun-switch'

rememberSun()
void afterDrawn().then(() => startPhoneApp<CardShellData>((data) => <CardApp data={data} />))
