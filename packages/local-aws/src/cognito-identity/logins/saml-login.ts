import type { Clock } from '../../clock.ts';
import { parseSamlMetadata } from '../../saml/metadata.ts';
import { verifySamlResponse } from '../../saml/response.ts';
import { rolesOfAssertion } from '../../saml/roles.ts';
import type { Store } from '../../store.ts';
import { invalidToken, unsupportedToken, type VerifiedLogin } from './login.ts';
import { loginTokenKey } from './issuer-keys.ts';

/**
 * Checks a SAML response against the metadata of the IAM provider. Responses that the control endpoint has made are accepted too.
 * AWS's texts for these refusals are not public. https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html
 */
export async function verifySamlLogin(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  arn: string,
  response: string,
): Promise<VerifiedLogin> {
  const provider = store.samlProviders.find(arn);
  const metadata = provider && parseSamlMetadata(provider.SAMLMetadataDocument);
  if (metadata === undefined || !metadata.isValid) throw unsupportedToken();
  const { publicKey } = await loginTokenKey(store);
  const localKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const result = verifySamlResponse(response, {
    certificates: [...metadata.signingCertificates, localKey],
    issuer: metadata.entityId,
    nowMs: clock.now(),
  });
  if (!result.isValid) throw invalidToken(result.message);
  const { nameId, attributes } = result.assertion;
  return {
    key: { provider: arn, subject: nameId },
    amr: [arn, `${arn}:SAML:${nameId}`],
    mappingKey: arn,
    tagProvider: arn,
    claims: attributes,
    samlRoles: rolesOfAssertion(attributes, arn),
  };
}
