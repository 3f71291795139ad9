import { defineConfig, type Plugin } from 'vite';

const page = (name: string) => new URL(`./${name}/index.html`, import.meta.url).pathname;

/**
 * Our sockets are WebSockets only; the client's other transports would be a tenth of every page. The
 * list of transports is replaced by one that names this one, the others by nothing.
 */
const webSocketOnly: Plugin = {
  name: 'websocket-only',
  enforce: 'pre',
  load(id) {
    const name = /engine\.io-client\/build\/esm\/transports\/([\w.-]+)\.js$/.exec(id)?.[1];
    if (name === 'index') {
      return `import { WS } from './websocket.js'; export const transports = { websocket: WS };`;
    }
    if (name === undefined || !/^(polling|webtransport)/.test(name)) return null;
    return `export const XHR = undefined, Fetch = undefined, WT = undefined;`;
  },
};

/** Our messages are JSON: what takes binary data out of them and puts it back has nothing to do. */
const jsonOnly: Plugin = {
  name: 'json-only',
  enforce: 'pre',
  load(id) {
    const name = /socket\.io-parser\/build\/esm\/(is-binary|binary)\.js$/.exec(id)?.[1];
    if (name === 'is-binary') {
      return `export const isBinary = () => false, hasBinary = () => false;`;
    }
    if (name === undefined) return null;
    return `export const deconstructPacket = () => undefined, reconstructPacket = () => undefined;`;
  },
};

/** Parts of the kit that only some pages need, or need later: they stay files of their own. */
const apart = [
  'account',
  'appliance',
  'help-done',
  'instant-time',
  'languages',
  'paper-trouble',
  'qr-',
  'scan',
  'shell-worker',
  'sign-in',
].join('|');
const libraries = '@?preact|socket\\.io|engine\\.io|@socket\\.io';

/** What every page needs, in one file: it compresses better than many and is fetched once. */
const kit = {
  name: 'kit',
  test: new RegExp(`ui-kit/(?!${apart})|node_modules/(${libraries})`),
};

/** Icons that several pages draw: each alone would be a file of its own. */
const icons = { name: 'icons', test: /node_modules\/lucide\//, minShareCount: 2 };

export default defineConfig({
  plugins: [webSocketOnly, jsonOnly],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome109',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      output: { codeSplitting: { groups: [kit, icons] } },
      input: {
        kiosk: page('kiosk-ui'),
        display: page('display-ui'),
        counter: page('counter-ui'),
        admin: page('admin-ui'),
        worker: new URL('./ui-kit/shell-worker.ts', import.meta.url).pathname,
      },
    },
  },
});
