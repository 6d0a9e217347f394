import { randomUUID } from 'node:crypto';

import { GetOpenIdTokenCommand, type RoleMapping, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { CreateSAMLProviderCommand, DeleteSAMLProviderCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type MintOptions, mintSamlResponse } from '../../saml/mint-response.ts';
import { newIdentity, type TestIdentity } from '../../saml/test-bed.ts';
import { loginBed, refused, unsupported } from '../support/logins.ts';
import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
const roleAttribute = 'https://aws.amazon.com/SAML/Attributes/Role';
const badConfiguration = refused(
  'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  'InvalidIdentityPoolConfigurationException',
);

/** An identity provider with its place in IAM and a pool of its own. */
interface Idp {
  readonly arn: string;
  readonly IdentityPoolId: string;
  /** `Logins` with a response that the provider has signed. */
  login(nameId: string, options?: Partial<MintOptions>): Record<string, string>;
}

const entityId = 'https://idp.example.com/metadata';

async function newIdp(signer: TestIdentity): Promise<Idp> {
  const { SAMLProviderArn: arn = '' } = await aws.iam.send(
    new CreateSAMLProviderCommand({ Name: `lifeguard_${randomUUID()}`, SAMLMetadataDocument: metadata(signer.cert) }),
  );
  return {
    arn,
    IdentityPoolId: await bed.pool({ SamlProviderARNs: [arn] }),
    login: (nameId, options = {}) => ({
      [arn]: mintSamlResponse({
        privateKeyPem: signer.private,
        issuer: entityId,
        nameId,
        attributes: {},
        nowMs: Date.now(),
        expiresInSeconds: 300,
        ...options,
      }),
    }),
  };
}

/** More than the thousand characters that AWS wants at least. */
function metadata(certificate: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
        <X509Data><X509Certificate>${certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '')}</X509Certificate></X509Data>
      </KeyInfo>
    </KeyDescriptor>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
  </IDPSSODescriptor>
</EntityDescriptor>`;
}

/** Name of the role whose keys a user of the provider gets. */
async function roleOf(idp: Idp, Logins: Record<string, string>, CustomRoleArn?: string): Promise<string> {
  const IdentityId = await bed.getId(idp.IdentityPoolId, Logins);
  const { Credentials } = await bed.getCredentials(IdentityId, Logins, CustomRoleArn);
  const sts = new STSClient({
    endpoint: aws.url,
    region: aws.region,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  });
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  return Arn;
}

function sessionOf(roleArn: string): string {
  return `arn:aws:sts::${aws.account}:assumed-role/${roleArn.slice(roleArn.lastIndexOf('/') + 1)}/CognitoIdentityCredentials`;
}

// No test has an identity provider that AWS could ask.
describe.runIf(!isRemote)('SAML logins', () => {
  let idp: Idp;
  let other: Idp;
  let roles: string[];
  beforeAll(async () => {
    const [signer, otherSigner] = await Promise.all([newIdentity('one'), newIdentity('two')]);
    // Both say that they are the same entity: only the keys tell them apart.
    [idp, other] = [await newIdp(signer), await newIdp(otherSigner)];
    roles = await Promise.all(Array.from({ length: 3 }, () => aws.createRole()));
  });
  const offer = (...indices: number[]) => ({ [roleAttribute]: indices.map((index) => `${roles[index]},${idp.arn}`) });
  const setRoles = (authenticated: number | undefined, mapping?: RoleMapping) =>
    aws.cognito.send(
      new SetIdentityPoolRolesCommand({
        IdentityPoolId: idp.IdentityPoolId,
        Roles: authenticated === undefined ? {} : { authenticated: roles[authenticated] ?? '' },
        RoleMappings: mapping === undefined ? {} : { [idp.arn]: mapping },
      }),
    );

  it('give a user one identity, and another user another', async () => {
    const alice = await bed.getId(idp.IdentityPoolId, idp.login('alice'));
    expect(await bed.getId(idp.IdentityPoolId, idp.login('alice', { attributes: { mail: ['a@b'] } }))).toBe(alice);
    expect(await bed.getId(idp.IdentityPoolId, idp.login('Alice'))).not.toBe(alice);
    expect((await bed.describe(alice)).logins).toEqual([idp.arn]);
  });

  it('may be minted, and are the same users', async () => {
    const minted = { [idp.arn]: await aws.loginToken(idp.arn, { sub: 'alice' }) };
    const alice = await bed.getId(idp.IdentityPoolId, minted);
    expect(await bed.getId(idp.IdentityPoolId, idp.login('alice'))).toBe(alice);
  });

  it.each<[string, () => Record<string, string>]>([
    ['another provider’s response', () => rekeyed(other.login('alice'))],
    ['an expired response', () => idp.login('alice', { expiresInSeconds: -1 })],
    ['a response of tomorrow', () => idp.login('alice', { nowMs: Date.now() + 86_400_000 })],
    ['another issuer’s response', () => idp.login('alice', { issuer: 'https://evil.example.com' })],
    ['another name under the signature', () => changed(idp.login('alice'), '>alice<', '>admin<')],
    ['a response without its signature', () => changed(idp.login('alice'), /<ds:Signature.*<\/ds:Signature>/s, '')],
    ['XML that is not base64', () => ({ [idp.arn]: '<Response/>' })],
    ['no XML', () => ({ [idp.arn]: Buffer.from('alice').toString('base64') })],
  ])('are not %s', async (_subject, Logins) => {
    const known = await bed.list(idp.IdentityPoolId);
    const { code, message } = await failureOf(bed.getId(idp.IdentityPoolId, Logins()));
    expect([code, message.startsWith('Invalid login token. ')]).toEqual(['NotAuthorizedException', true]);
    expect(await bed.list(idp.IdentityPoolId)).toEqual(known);
  });

  // Signatures do not cover comments. A reader that stopped at one would take this for alice.
  it('are the whole name, whatever comment is put into it', async () => {
    const whole = await bed.getId(idp.IdentityPoolId, idp.login('alice.evil'));
    const Logins = changed(idp.login('alice.evil'), '>alice.evil<', '>alice<!---->.evil<');
    expect(await bed.getId(idp.IdentityPoolId, Logins)).toBe(whole);
  });

  it('are refused by a pool that has another provider only', async () => {
    expect(await failureOf(bed.getId(other.IdentityPoolId, idp.login('alice')))).toEqual(unsupported);
  });

  it('are refused once the provider is gone from IAM', async () => {
    const gone = await newIdp(await newIdentity('gone'));
    const alice = await bed.getId(gone.IdentityPoolId, gone.login('alice'));
    await aws.iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: gone.arn }));
    expect(await failureOf(bed.getId(gone.IdentityPoolId, gone.login('alice')))).toEqual(unsupported);
    expect((await bed.describe(alice)).logins).toEqual([gone.arn]);
  });

  it('have no classic flow', async () => {
    const Logins = idp.login('alice');
    const IdentityId = await bed.getId(idp.IdentityPoolId, Logins);
    expect(await failureOf(aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId, Logins })))).toEqual(
      refused(
        'Basic (classic) flow is not supported with SAML, please use enhanced flow.',
        'InvalidParameterException',
      ),
    );
  });

  it('get the one role that they offer, though the pool has none', async () => {
    await setRoles(undefined);
    expect(await roleOf(idp, idp.login('alice', { attributes: offer(1) }))).toBe(sessionOf(roles[1] ?? ''));
    const minted = { [idp.arn]: await aws.loginToken(idp.arn, { sub: 'alice', ...offer(2) }) };
    expect(await roleOf(idp, minted)).toBe(sessionOf(roles[2] ?? ''));
  });

  it('choose between two roles with CustomRoleArn', async () => {
    await setRoles(0);
    const Logins = idp.login('alice', { attributes: offer(1, 2) });
    expect(await roleOf(idp, Logins, roles[2])).toBe(sessionOf(roles[2] ?? ''));
    expect(await failureOf(roleOf(idp, Logins))).toEqual(badConfiguration);
    expect((await failureOf(roleOf(idp, Logins, roles[0]))).code).toBe('NotAuthorizedException');
  });

  it('get the pool’s role when they offer none, or one through another provider', async () => {
    await setRoles(0);
    expect(await roleOf(idp, idp.login('alice'))).toBe(sessionOf(roles[0] ?? ''));
    const elsewhere = { [roleAttribute]: [`${roles[1]},${other.arn}`] };
    expect(await roleOf(idp, idp.login('alice', { attributes: elsewhere }))).toBe(sessionOf(roles[0] ?? ''));
  });

  it('get no role that does not trust the pool', async () => {
    await setRoles(0);
    const stranger = await aws.createRole(undefined, trustOf(`${aws.region}:${randomUUID()}`));
    const attributes = { [roleAttribute]: [`${stranger},${idp.arn}`] };
    expect(await failureOf(roleOf(idp, idp.login('alice', { attributes })))).toEqual(badConfiguration);
  });

  it('get a role by rules on an attribute, which come before the role offered', async () => {
    const rule = { Claim: 'team', MatchType: 'Equals', Value: 'blue', RoleARN: roles[1] } as const;
    await setRoles(0, {
      Type: 'Rules',
      AmbiguousRoleResolution: 'Deny',
      RulesConfiguration: { Rules: [rule] },
    });
    const of = (...team: string[]) => idp.login('alice', { attributes: { team, ...offer(2) } });
    expect(await roleOf(idp, of('blue'))).toBe(sessionOf(roles[1] ?? ''));
    expect(await roleOf(idp, of('red', 'blue'))).toBe(sessionOf(roles[1] ?? ''));
    expect(await failureOf(roleOf(idp, of('red')))).toEqual(
      refused(`The ambiguous role mapping rules for: ${idp.arn} denied this request.`),
    );
  });

  /** The same response under the key of `idp`. */
  function rekeyed(Logins: Record<string, string>): Record<string, string> {
    return { [idp.arn]: Object.values(Logins).join('') };
  }
});

/** The same logins with other XML in the response. */
function changed(Logins: Record<string, string>, from: string | RegExp, to: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Logins).map(([key, response]) => {
      const xml = Buffer.from(response, 'base64').toString();
      const text = xml.replace(from, to);
      if (text === xml) throw new Error('The response does not have what was to be changed.');
      return [key, Buffer.from(text).toString('base64')];
    }),
  );
}

function trustOf(poolId: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': poolId } },
      },
    ],
  });
}
