import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { leanContracts, pureCalls } from './build-plugins/lean-contracts.js'

const { PORT, API_ORIGIN } = process.env

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'baseLocale'],
    }),
    leanContracts(),
    sveltekit(),
  ],
  build: {
    // The content policy allows no font from a data: address.
    assetsInlineLimit: 0,
    rollupOptions: { treeshake: { manualPureFunctions: pureCalls } },
  },
  server: {
    port: PORT ? Number(PORT) : undefined,
    strictPort: true,
    proxy: API_ORIGIN ? { '/api': { target: API_ORIGIN, ws: true } } : undefined,
  },
})
