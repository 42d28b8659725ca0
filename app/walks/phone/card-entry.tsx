import './card.css'
import { startPhoneApp } from '~/platform/phone/start-phone-app'
import type { CardShellData } from '../card-shell-data'
import { CardApp } from './card-app'
import { rememberSun } from './sun-switch'

rememberSun()
startPhoneApp<CardShellData>((data) => <CardApp data={data} />)
