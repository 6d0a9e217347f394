import {
  CreateOpenIDConnectProviderCommand,
  CreateSAMLProviderCommand,
  DeleteOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { faults } from '../../testing/harness.ts';
import { type Iam, startIam } from './iam-test-bed.ts';

const account = 'arn:aws:iam::123456789012';
/** Of idp.example.com, until 2126; its key was thrown away. */
const certificate =
  'MIIBizCCATGgAwIBAgIUPrXpnzhzw+/xas8CFU5qB5qc8NMwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMCAXDTI2MTEyMTA4Mjc1NVoYDzIxMjYxMDI4MDgyNzU1WjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS4OXcWdq7pvYq8MtoziUc10EgRIAt6vsCmpHlqp7ZtLIxAYFR7XkftYVTASIyNT6yfFGqjHbsLw97a7MUjsQ6Qo1MwUTAdBgNVHQ4EFgQUyfwHLBC4JROGEJTohtuev1vVBfYwHwYDVR0jBBgwFoAUyfwHLBC4JROGEJTohtuev1vVBfYwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBjA8k5YewO7gcRN5U6jrWmpIvJpSMKG0w4r4McCcNW4gIhAJ3cb+VEo1hGyfV9N22VjYW/9H6UWR6T9hDXrMKJcjjG';

describe('identity providers of IAM', () => {
  let all: Iam;
  beforeAll(async () => {
    all = await startIam();
  });
  afterAll(() => all.close());
  beforeEach(() => faults(all));

  const oidc = () => all.call('GET', all.local('/oidc-providers'));
  const saml = () => all.call('GET', all.local('/saml-providers'));

  it('lists the OIDC providers with what they are for', async () => {
    expect((await oidc()).body).toEqual({ OidcProviders: [] });
    for (let count = 0; count < 20; count += 1) {
      const ClientIDList = count === 0 ? [] : [`app-${count}`];
      await all.iam.send(
        new CreateOpenIDConnectProviderCommand({ Url: `https://idp-${count}.example.com/a`, ClientIDList }),
      );
    }
    const { OidcProviders } = (await oidc()).body;
    expect(OidcProviders.length).toBe(20);
    expect(OidcProviders).toContainEqual({
      Arn: `${account}:oidc-provider/idp-0.example.com/a`,
      Url: expect.stringContaining('idp-0.example.com/a'),
      ClientIDList: [],
    });
    expect(OidcProviders).toContainEqual(expect.objectContaining({ ClientIDList: ['app-19'] }));
  });

  it('names providers that may only be listed by their ARN', async () => {
    await faults(all, { operation: 'GetOpenIDConnectProvider', error: 'AccessDenied', status: 403, times: 50 });
    const { OidcProviders } = (await oidc()).body;
    expect(OidcProviders.length).toBe(20);
    expect(OidcProviders[0]).toEqual({ Arn: expect.stringMatching(/:oidc-provider\/idp-\d+\.example\.com\/a$/) });
  });

  it('leaves out a provider that is deleted meanwhile', async () => {
    await faults(all, { operation: 'GetOpenIDConnectProvider', error: 'NoSuchEntity', status: 404, times: 1 });
    expect((await oidc()).body.OidcProviders.length).toBe(19);
    const OpenIDConnectProviderArn = `${account}:oidc-provider/idp-0.example.com/a`;
    await all.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    expect((await oidc()).body.OidcProviders.length).toBe(19);
  });

  it('fails as a whole where AWS fails: a provider must not seem to be missing', async () => {
    await faults(all, { operation: 'GetOpenIDConnectProvider', error: 'ServiceFailure', status: 500, times: 50 });
    expect((await oidc()).body).toMatchObject({ status: 502, code: 'upstream_unavailable' });
  });

  it('lists the SAML providers with the end of their metadata', async () => {
    expect((await saml()).body).toEqual({ SamlProviders: [] });
    await all.iam.send(new CreateSAMLProviderCommand({ Name: 'Corporate', SAMLMetadataDocument: metadata }));
    expect((await saml()).body).toEqual({
      SamlProviders: [{ Arn: `${account}:saml-provider/Corporate`, ValidUntil: expect.stringMatching(/^\d{4}-.+Z$/) }],
    });
  });

  it.each([
    ['AccessDenied', 403, 'aws_denied'],
    ['ExpiredToken', 403, 'credentials_expired'],
    ['Throttling', 400, 'throttled'],
    ['ServiceFailure', 500, 'upstream_unavailable'],
  ])('tells %s of AWS as a problem of ours', async (error, status, code) => {
    await faults(all, { operation: '*', error, status, times: 99 });
    expect((await oidc()).body).toMatchObject({ code, awsError: expect.stringContaining(error) });
    expect((await saml()).body).toMatchObject({ code, awsError: expect.stringContaining(error) });
  });

  it('reads on a read-only connection too', async () => {
    await all.call('PATCH', all.local(''), { readOnly: true });
    expect([(await oidc()).status, (await saml()).status]).toEqual([200, 200]);
  });
});

const metadata = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/a">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>${' '.repeat(500)}`;
