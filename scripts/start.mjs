// `npm start`: the built server, configured by the environment alone (README, "Configuration").
import { checkNode } from './prepare.mjs'
import { giveUp, serve } from './serve.mjs'

try {
  checkNode()
  const port = await serve()
  console.log(`Shanxing listens on port ${port}`)
} catch (error) {
  giveUp(error)
}
