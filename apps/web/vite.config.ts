import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type ProxyOptions } from 'vite';
import { compression } from 'vite-plugin-compression2';

const bffOrigin = 'http://127.0.0.1:8080';

/**
 * Cloudscape's global styles embed their fonts as data: URLs. As files they are cached by themselves, loaded only when
 * used, and the Content-Security-Policy needs no `data:` for fonts.
 */
function fontsAsFiles(): Plugin {
  return {
    name: 'fonts-as-files',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@cloudscape-design/global-styles') || !id.endsWith('.css')) return;
      return code.replace(/url\((['"]?)data:font\/woff2;base64,([A-Za-z0-9+/=]+)\1\)/g, (_, __, base64: string) => {
        const source = Buffer.from(base64, 'base64');
        const fileName = `assets/open-sans-${createHash('sha256').update(source).digest('hex').slice(0, 10)}.woff2`;
        this.emitFile({ type: 'asset', fileName, source });
        return `url(/${fileName})`;
      });
    },
  };
}

/**
 * Cloudscape's AppLayout carries two more layouts: `classic`, which its open theme never draws, and the toolbar, which
 * only AWS's own console turns on. They are a third of the first load.
 */
function withoutUnusedLayouts(): Plugin {
  const unused = new Set(['./classic', './visual-refresh-toolbar']);
  const stub = '\0unused-layout';
  const replaced = new Set<string>();
  return {
    name: 'without-unused-layouts',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!unused.has(source) || !importer?.endsWith('/components/app-layout/internal.js')) return null;
      replaced.add(source);
      return stub;
    },
    load: (id) => (id === stub ? "export default () => { throw new Error('Not in this build'); };" : null),
    buildEnd(error) {
      if (error === undefined && replaced.size < unused.size) {
        this.error('AppLayout is built otherwise than it was: look again which of its layouts are used.');
      }
    },
  };
}

/** The BFF accepts requests only from its own exact origin: the development server speaks as that origin. */
function toBff(): ProxyOptions {
  return {
    target: bffOrigin,
    changeOrigin: true,
    configure: (proxy) => {
      proxy.on('proxyReq', (request) => {
        if (request.hasHeader('origin')) request.setHeader('origin', bffOrigin);
      });
    },
  };
}

export default defineConfig({
  plugins: [
    fontsAsFiles(),
    withoutUnusedLayouts(),
    react(),
    compression({ algorithms: ['brotliCompress', 'gzip'], threshold: 1024 }),
  ],
  build: {
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2023',
    rolldownOptions: {
      // What the first page needs in one file and one style sheet, not in sixty.
      output: { codeSplitting: { groups: [{ name: 'first-page', tags: ['$initial'] }] } },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    cors: false,
    proxy: { '/api': toBff(), '/auth': toBff() },
  },
});
