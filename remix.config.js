import fs from 'node:fs'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

/**
 * The one build file: Remix's options and Vite's in one place (`remix vite:build -c remix.config.js`), and the small apps that
 * phones keep for where there is no signal (`vite build -c remix.config.js --mode phone`).
 */
export default defineConfig(({ mode, isSsrBuild }) => (mode === 'phone' ? phone() : site(isSsrBuild)))

const alias = { '~': new URL('./app', import.meta.url).pathname }

const site = (isSsrBuild) => ({
  resolve: { alias },
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
})

const vendor =
  /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream|i18next|react-i18next)\//
const lazy = /app\/(ui\/(dialog|tabs|styleguide|desk)|platform\/locales)/
const parts = /app\/(ui\/|money\/|platform\/(dates|(create-)?i18n|follow-feed)|live\/(thermometer|use-live))/

function chunkOf(id) {
  if (vendor.test(id)) return 'vendor'
  return parts.test(id) && !lazy.test(id) ? 'parts' : undefined
}

/** Each app is one page that works without signal (app/platform/phone/shell.server.ts); the service worker stands alone. */
const phoneEntries = [
  'app/walks/phone/card-entry.tsx',
  'app/walks/phone/volunteer-entry.tsx',
  'app/market/phone/stall-entry.tsx',
  'app/platform/phone/service-worker.ts',
]

const phone = () => ({
  base: '/phone/',
  publicDir: false,
  plugins: [tailwindcss()],
  resolve: {
    // Written like every other screen and drawn by Preact, a tenth of the weight.
    alias: {
      ...alias,
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react-dom/client': 'preact/compat/client',
      'react-dom': 'preact/compat',
      react: 'preact/compat',
      // The catalogues come with the shell, one namespace of one language: no i18next is needed to read them.
      'react-i18next': new URL('./app/platform/phone/use-translation.ts', import.meta.url).pathname,
    },
  },
  build: {
    outDir: 'build/client/phone',
    emptyOutDir: true,
    target: 'es2020',
    minify: 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 2 } },
    manifest: 'manifest.json',
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: phoneEntries.filter((file) => fs.existsSync(new URL(file, import.meta.url))),
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? 'sw.js' : '[name]-[hash].js'),
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
})
