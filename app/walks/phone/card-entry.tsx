import '~/ui/phone.css'
import { startPhoneApp } from '~/platform/phone/start-phone-app'

startPhoneApp(() => <main />)
