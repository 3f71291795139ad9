import { defineConfig } from 'vite';

const page = (name: string) => new URL(`./${name}/index.html`, import.meta.url).pathname;

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome109',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    rollupOptions: {
      input: {
        kiosk: page('kiosk-ui'),
        display: page('display-ui'),
        counter: page('counter-ui'),
        admin: page('admin-ui'),
      },
    },
  },
});
