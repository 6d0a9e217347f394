import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { send, startBff, type TestBff, webRoot } from '../testing/harness.ts';

const script = 'console.log("Lifeguard")';

describe('pages and files', () => {
  let bff: TestBff;
  beforeAll(async () => {
    const root = webRoot();
    mkdirSync(join(root, 'assets'));
    writeFileSync(join(root, 'assets/app-1a2b.js'), script);
    writeFileSync(join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(root, 'assets/app-1a2b.js.br'), brotliCompressSync(script));
    writeFileSync(join(root, 'assets/app-1a2b.js.gz'), gzipSync(script));
    bff = await startBff({ config: { webRoot: root } });
  });
  afterAll(() => bff.close());

  it('sends the page with exactly these headers', async () => {
    const answer = await send(bff, 'GET', '/');
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';" +
        "manifest-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';frame-src 'none';worker-src 'none';" +
        "object-src 'none';require-trusted-types-for 'script';trusted-types 'none';report-to csp",
    );
    expect(answer.headers).toMatchObject({
      'reporting-endpoints': 'csp="/csp-report"',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy':
        'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), clipboard-read=(), clipboard-write=(self)',
      'origin-agent-cluster': '?1',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      vary: expect.stringContaining('Sec-Fetch-Site'),
    });
    expect(answer.headers).not.toHaveProperty('x-powered-by');
    expect(answer.headers).not.toHaveProperty('strict-transport-security');
  });

  it('sends hashed files compressed and for ever, and pages for every address a person may open', async () => {
    const br = await send(bff, 'GET', '/assets/app-1a2b.js', { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect(br.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
      vary: 'Accept-Encoding, Sec-Fetch-Site, Origin',
    });
    // What a page loads is read with these alone: the policies are the page's.
    expect(br.headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none';sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(br.headers).not.toHaveProperty('permissions-policy');
    const gz = await send(bff, 'GET', '/assets/app-1a2b.js', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(gz.headers['content-encoding']).toBe('gzip');
    expect((await send(bff, 'GET', '/assets/app-1a2b.js')).text).toBe(script);
    expect((await send(bff, 'GET', '/favicon.svg')).headers).toMatchObject({
      'cache-control': 'public, max-age=86400',
      'content-security-policy': "default-src 'none';frame-ancestors 'none';sandbox",
    });
    const page = await send(
      bff,
      'GET',
      '/connections/local/pools/us-east-1:11111111-2222-3333-4444-555555555555?tab=tags',
    );
    expect(page.text).toContain('<title>Lifeguard');
    // Below connections names may have dots and slashes, as those of providers do.
    const named = await send(
      bff,
      'GET',
      '/connections/local/pools/p/providers/edit/cognito-idp.us.amazonaws.com%2Fus_a:b',
    );
    expect(named.text).toContain('<title>Lifeguard');
    expect((await send(bff, 'GET', '/connections/..%2f..%2fpackage.json')).status).toBe(400);
    expect((await send(bff, 'HEAD', '/')).status).toBe(200);
    expect((await send(bff, 'POST', '/', { body: {} })).status).toBe(404);
  });

  it.each([
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..\\package.json',
    '/%5c..%5cpackage.json',
    '/%252e%252e/package.json',
    '/assets/../../package.json',
    '/.env',
    '/.git/config',
    '/%2eenv',
    '/app.js.map',
    '/assets/app-1a2b.js.br',
    '/assets/missing.js',
    '/assets/missing',
    '/public/..%2F%5cevil.com%2F%3f%2F..%2F..',
    '//evil.com/%2e%2e',
    '/robots.txt',
  ])('%s gives nothing and leads nowhere', async (path) => {
    const answer = await send(bff, 'GET', path);
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.text).not.toMatch(/SECRET|"name"|<title>/);
  });

  it('takes reports of policy violations as data', async () => {
    const report = (type: string, raw: string) =>
      send(bff, 'POST', '/csp-report', { raw, headers: { 'Content-Type': type, Origin: bff.origin } });
    const body = { effectiveDirective: 'script-src', blockedURL: 'https://evil.test/x.js?secret=1' };
    expect((await report('application/reports+json', JSON.stringify([{ type: 'csp-violation', body }]))).status).toBe(
      204,
    );
    expect(bff.lines.at(-2)).toContain('"blocked":"https://evil.test/x.js"');
    expect((await report('application/csp-report', '{"csp-report":{"blocked-uri":"inline"}}')).status).toBe(204);
    expect((await report('application/json', '{}')).status).toBe(415);
    expect((await report('application/reports+json', `"${'x'.repeat(9000)}"`)).status).toBe(413);
    expect(bff.lines.join('')).not.toContain('secret=1');
  });

  it('says how to build the page where it is missing', async () => {
    const own = await startBff({ config: { webRoot: '/nonexistent' } });
    expect((await send(own, 'GET', '/')).body).toMatchObject({
      status: 503,
      detail: expect.stringContaining('pnpm build'),
    });
    await own.close();
  });
});
