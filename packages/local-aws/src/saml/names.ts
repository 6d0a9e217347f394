/** The XML namespaces of SAML 2.0 and of XML signatures. */
export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

/** The only algorithms that a signature may use. */
export const algorithms = {
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  exclusiveC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  envelopedSignature: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
} as const;

/**
 * Whom an assertion for AWS is meant for, and where it is sent.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
export const aws = { audience: 'urn:amazon:webservices', recipient: 'https://signin.aws.amazon.com/saml' } as const;

/** The status of a response that carries an assertion: SAML core 3.2.2.2. */
export const successStatus = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The method by which whoever holds the assertion is its subject: SAML profiles 3.3. */
export const bearerMethod = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
