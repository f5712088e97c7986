import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { leanContracts } from './build-plugins/lean-contracts.js'
import { strictAnnouncer } from './build-plugins/strict-announcer.js'

const { PORT, API_ORIGIN } = process.env

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'baseLocale'],
    }),
    leanContracts(),
    strictAnnouncer(),
    sveltekit(),
  ],
  build: {
    // The content policy allows no font from a data: address.
    assetsInlineLimit: 0,
    // Few files of a fair size rather than one for each sentence of the interface.
    rollupOptions: { output: { experimentalMinChunkSize: 8000 } },
  },
  server: {
    port: PORT ? Number(PORT) : undefined,
    strictPort: true,
    proxy: API_ORIGIN ? { '/api': { target: API_ORIGIN, ws: true } } : undefined,
  },
})
