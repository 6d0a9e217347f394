const certificate = [
  'MIIDKTCCAhGgAwIBAgIUF/6VxWJJcTe0Ewsqvllmcl3mn14wDQYJKoZIhvcNAQELBQAwIzEhMB8GA1UEAwwYcGFydG5lcnMuaGFy',
  'Ym91ci5leGFtcGxlMCAXDTI2MTEyMTA4MzgxMloYDzIxMjYxMDI4MDgzODEyWjAjMSEwHwYDVQQDDBhwYXJ0bmVycy5oYXJib3Vy',
  'LmV4YW1wbGUwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQC2uDyfUcOBm4rVVSvlYcVWiZWVtshNwSHYvCHxzA6YNTsK',
  'knpce6xuPVfBsNjJqXD5Rw9BOE7xaNr7G6d6yE9eC5eUlzeVFQMloCC9mWiK5lNBE7qQEYWmaEsEmBnT35iKA0YXzn1SwpztUZA1',
  'r2LkJ7GD7XpoKmcWOYpI7eANcfGpJZCYYX8lvF8PK1QMq4NJxtz0tD8/2zSwy3He0tXMfZm0d1E8ZGkfAuWStZqHOr59r0VQMNyo',
  'RFlvuOqYhIBZApYKOFQftgd9pskN/XTed3MQh1xnoLvyOZM8ImVmKZPDYwbGVWgfNH4aY3eD+41VHtygecFO41DUUsbPraj9AgMB',
  'AAGjUzBRMB0GA1UdDgQWBBTupU/G+LRCyaDN9Hp1rACLgAExCzAfBgNVHSMEGDAWgBTupU/G+LRCyaDN9Hp1rACLgAExCzAPBgNV',
  'HRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQCBdqbFO7j7nOvY5ELe5kQ+y44WE17JJkps79X8fYGIAtJyyjxHxz4cVaPb',
  '/sO3ZO2ywO/Kdvj0d8grGri03tr/mCfs8raXY83+iUgLq+0cCyVHMl15zJae00B8TlPRK4/Vf0taLBKGFoj0kRW52vo6tXLlUM51',
  '6bkphrx6GzW+WtqvC5PwXumQGW1asJqTrP56I/nF0Uvyb8vSUlSdQ9JVpYsMv8WI2dXyjKGrYJvethJnLWLG4SyRw2g1teqeUdpC',
  'tceE9juG6XeFLrcFUUjgBt/rYfTo6tGQ8n0dG2DMu53SyJpHJVsYMEq/DYKPaPmz45W1Zi69wFhQLB+9gvP1',
].join('');

/** Metadata of an identity provider that is not there: its certificate's private key was thrown away. */
export const sampleSamlMetadata = `<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://partners.harbour.example/saml">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
        <X509Data><X509Certificate>${certificate}</X509Certificate></X509Data>
      </KeyInfo>
    </KeyDescriptor>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://partners.harbour.example/saml/sign-in"/>
  </IDPSSODescriptor>
</EntityDescriptor>`;
