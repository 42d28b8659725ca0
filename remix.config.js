import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

/** The one build file: Remix's options and Vite's in one place (`remix vite:build -c remix.config.js`). */
export default defineConfig(({ isSsrBuild }) => ({
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  plugins: [
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  // Named here because a dependency discovered late reloads the page in the middle of hydration.
  optimizeDeps: {
    include: [
      '@remix-run/react',
      'i18next',
      'chart.js',
      'qrcode',
      'react',
      'react/jsx-dev-runtime',
      'react/jsx-runtime',
      'react-aria-components',
      'react-dom/client',
      'react-i18next',
      'zod',
    ],
  },
  // In-app browsers on older phones are where many donors are.
  build: {
    target: 'es2020',
    // Two percent smaller than the default minifier, which is what keeps the give page under its limit.
    minify: isSsrBuild ? false : 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 2 } },
    // Small files compress badly each by itself: what every page needs goes into two, one of which seldom changes.
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: chunkOf } },
  },
}))

const vendor =
  /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream|i18next|react-i18next)\//
const lazy = /app\/(ui\/(dialog|tabs|styleguide|desk)|platform\/locales)/
const parts = /app\/(ui\/|money\/|platform\/(dates|i18n|follow-feed)|live\/(thermometer|use-live))/

function chunkOf(id) {
  if (vendor.test(id)) return 'vendor'
  return parts.test(id) && !lazy.test(id) ? 'parts' : undefined
}
