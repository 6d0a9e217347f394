import { generate } from 'selfsigned';
import { SignedXml } from 'xml-crypto';

import type { SamlResult } from './assertion.ts';
import { algorithms } from './names.ts';
import { verifySamlResponse } from './response.ts';

/** The time of the test responses, in milliseconds since the epoch. */
export const nowMs = Date.UTC(2031, 4, 6, 12);

export const issuer = 'https://idp.example.com/metadata';

/** A key pair and its certificate, all PEM. */
export interface TestIdentity {
  private: string;
  public: string;
  cert: string;
}

export function newIdentity(name: string, keyType: 'rsa' | 'ec' = 'rsa'): Promise<TestIdentity> {
  return generate([{ name: 'commonName', value: name }], { algorithm: 'sha256', keyType });
}

/** An unsigned response for `admin@x.evil` with the attributes `team` (red, blue) and `__proto__` (kept). */
export const responseXml = `<?xml version="1.0" encoding="UTF-8"?>
<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" IssueInstant="2031-05-06T12:00:00Z">
  <a:Issuer>${issuer}</a:Issuer>
  <p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>
  <a:Assertion ID="_assertion" Version="2.0" IssueInstant="2031-05-06T12:00:00Z">
    <a:Issuer>${issuer}</a:Issuer>
    <a:Subject>
      <a:NameID>admin@x.evil</a:NameID>
      <a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><a:SubjectConfirmationData Recipient="https://signin.aws.amazon.com/saml" NotOnOrAfter="2031-05-06T12:05:00Z"/></a:SubjectConfirmation>
    </a:Subject>
    <a:Conditions NotBefore="2031-05-06T12:00:00Z" NotOnOrAfter="2031-05-06T12:10:00Z"><a:AudienceRestriction><a:Audience>urn:amazon:webservices</a:Audience></a:AudienceRestriction></a:Conditions>
    <a:AttributeStatement>
      <a:Attribute Name="team"><a:AttributeValue>red</a:AttributeValue><a:AttributeValue>blue</a:AttributeValue></a:Attribute>
      <a:Attribute Name="__proto__"><a:AttributeValue>kept</a:AttributeValue></a:Attribute>
    </a:AttributeStatement>
  </a:Assertion>
</p:Response>`;

/** What `responseXml` says once it is signed. */
export const expectedAssertion = {
  issuer,
  nameId: 'admin@x.evil',
  attributes: Object.fromEntries([
    ['team', ['red', 'blue']],
    ['__proto__', ['kept']],
  ]),
  expiresMs: nowMs + 5 * 60_000,
};

/** The XML with an enveloped signature of the element; `adjust` may change the signer before it signs. */
export function sign(
  xml: string,
  element: 'Response' | 'Assertion',
  privateKey: string,
  adjust: (signer: SignedXml) => void = () => {},
): string {
  const xpath = `//*[local-name()="${element}"]`;
  const signer = new SignedXml({
    privateKey,
    signatureAlgorithm: algorithms.rsaSha256,
    canonicalizationAlgorithm: algorithms.exclusiveC14n,
  });
  signer.addReference({
    xpath,
    digestAlgorithm: algorithms.sha256,
    transforms: [algorithms.envelopedSignature, algorithms.exclusiveC14n],
  });
  adjust(signer);
  signer.computeSignature(xml, { location: { reference: `${xpath}/*[local-name()="Issuer"]`, action: 'after' } });
  return signer.getSignedXml();
}

/** Verifies the XML at `nowMs` against the certificate, for `issuer`. */
export function verify(xml: string, certificate: string): SamlResult {
  return verifySamlResponse(Buffer.from(xml).toString('base64'), { certificates: [certificate], issuer, nowMs });
}

/** `valid`, or the reason of the refusal. */
export function outcome(result: SamlResult): string {
  return result.isValid ? 'valid' : result.reason;
}
