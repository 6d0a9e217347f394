import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { send, type Session, startBff, type TestBff } from '../../testing/harness.ts';

const Arn = 'arn:aws:iam::123456789012:role/Guest';
const trust = (principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
  });
const before = trust('111122223333');
const wanted = trust(['444455556666']);
const asStored = trust('arn:aws:iam::444455556666:root');
const somebodys = trust('777788889999');

/** IAM as the local AWS is not: it shows changes late, writes them in its own way, and others change roles too. */
describe('what IAM shows after a change of a trust policy', () => {
  let upstream: Server;
  let bff: TestBff;
  let session: Session;
  /** What GetRole shows, one after the other; the last one stays. An HTTP status is an error. */
  let shown: (string | number)[] = [];

  beforeAll(async () => {
    upstream = createServer((req, res) => void answer(req, res));
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const address = upstream.address();
    const localAwsPort = typeof address === 'object' && address !== null ? address.port : 0;
    bff = await startBff({ localAwsPort });
    session = await bff.signIn();
  });
  afterAll(async () => {
    await bff.close();
    upstream.closeAllConnections();
    upstream.close();
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of req.setEncoding('utf8')) body += String(chunk);
    const operation = new URLSearchParams(body).get('Action') ?? '';
    const now = shown.length > 1 && operation === 'GetRole' ? shown.shift() : shown[0];
    const status = operation === 'GetRole' && typeof now === 'number' ? now : 200;
    res.writeHead(status, { 'Content-Type': 'text/xml' }).end(xml(operation, String(now)));
  }

  function update(...states: (string | number)[]) {
    shown = [before, ...states];
    const body = { Arn, expected: before, AssumeRolePolicyDocument: wanted };
    return send(bff, 'PUT', '/api/connections/local/roles/Guest/trust-policy', { session, body });
  }

  it('the same in other words is the change', async () => {
    expect((await update(asStored)).body).toMatchObject({ Arn, AssumeRolePolicyDocument: asStored });
  });

  it('an old copy is not taken for the end', async () => {
    expect((await update(before, before, asStored)).body).toMatchObject({ AssumeRolePolicyDocument: asStored });
  });

  it('a look that fails does not undo what AWS has acknowledged', async () => {
    expect((await update(403)).body).toMatchObject({ Arn, AssumeRolePolicyDocument: wanted });
  });

  it.each([
    ['somebody changed it right afterwards', somebodys],
    ['it stays as it was', before],
  ])('says that the change was written, but another one is there: %s', async (_, state) => {
    const answer = await update(state);
    expect(answer.body).toMatchObject({
      status: 409,
      code: 'conflict',
      calls: [{ operation: 'UpdateAssumeRolePolicy', outcome: 'applied' }],
    });
    expect(answer.body.detail).toContain('was written');
  });
});

function xml(operation: string, document: string): string {
  const role =
    `<RoleName>Guest</RoleName><Path>/</Path><Arn>${Arn}</Arn><RoleId>AROA</RoleId><CreateDate>2026-01-01T00:00:00Z</CreateDate>` +
    `<AssumeRolePolicyDocument>${encodeURIComponent(document)}</AssumeRolePolicyDocument>`;
  const caller = '<Arn>arn:aws:iam::123456789012:root</Arn><Account>123456789012</Account>';
  const members = operation === 'GetRole' ? `<Role>${role}</Role>` : caller;
  return document === '403' && operation === 'GetRole'
    ? '<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>'
    : `<${operation}Response><${operation}Result>${members}</${operation}Result></${operation}Response>`;
}
