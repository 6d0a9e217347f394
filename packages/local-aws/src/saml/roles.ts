const roleAttribute = 'https://aws.amazon.com/SAML/Attributes/Role';

/**
 * The ARNs of the roles that an assertion's attributes offer through the SAML provider: each value of the Role
 * attribute is `<role ARN>,<provider ARN>` in either order. Values of other providers or of another shape are left out;
 * each ARN comes once, in the attribute's order.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
export function rolesOfAssertion(
  attributes: Readonly<Record<string, readonly string[]>>,
  providerArn: string,
): readonly string[] {
  const pairs = (attributes[roleAttribute] ?? []).map((value) => value.split(',').map((arn) => arn.trim()));
  const roles = pairs
    .filter((pair) => pair.length === 2 && pair.includes(providerArn))
    .flatMap((pair) => pair.filter((arn) => /^arn:[\w-]+:iam::\d{12}:role\//.test(arn)));
  return [...new Set(roles)];
}
