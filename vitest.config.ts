import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: {
    NEWSPARSE_DATA: JSON.stringify('../../dist/newsparse.npg'),
    NEWSPARSE_FRANC: JSON.stringify('franc'),
    NEWSPARSE_HTML: JSON.stringify('../../../dist/html.cjs'),
    NEWSPARSE_WARC: JSON.stringify('../../dist/warc.cjs'),
    NEWSPARSE_PAGE: JSON.stringify('../../dist/report'),
    NEWSPARSE_VERSION: JSON.stringify('0.0.0-test'),
  },
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000 },
});
