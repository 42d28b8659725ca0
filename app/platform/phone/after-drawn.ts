/** Of a page that is not looked at no frame is ever drawn. */
const patienceMs = 500

/** When what was kept of the last drawing (keep-drawn.ts) is on the screen; at once where nothing was kept. The script's own work is best begun then. */
export function afterDrawn(): Promise<void> {
  if (!document.querySelector('#app [data-ready]')) return Promise.resolve()
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, patienceMs)
  })
}
