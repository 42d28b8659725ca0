import './card.css'
import { afterDrawn } from '~/platform/phone/after-drawn'

void afterDrawn().then(() => import('./start-card'))
