import './volunteer.css'
import { startPhoneApp } from '~/platform/phone/start-phone-app'
import type { VolunteerShellData } from '../volunteer-shell-data'
import { VolunteerApp } from './volunteer-app'

startPhoneApp<VolunteerShellData>((data) => <VolunteerApp data={data} />)
