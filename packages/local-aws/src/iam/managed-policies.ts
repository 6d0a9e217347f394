/** Of these AWS managed policies the local AWS knows what they allow; every other one allows nothing here. */
const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ['AdministratorAccess', ['*']],
  [
    'ReadOnlyAccess',
    [
      'cognito-identity:Describe*',
      'cognito-identity:Get*',
      'cognito-identity:List*',
      'cognito-identity:Lookup*',
      'cognito-idp:Describe*',
      'cognito-idp:Get*',
      'cognito-idp:List*',
      'iam:Get*',
      'iam:List*',
      'sts:GetCallerIdentity',
    ],
  ],
  [
    'AmazonCognitoPowerUser',
    [
      'cognito-identity:*',
      'cognito-idp:*',
      'iam:GetRole',
      'iam:GetSAMLProvider',
      'iam:ListOpenIDConnectProviders',
      'iam:ListRoles',
      'iam:ListSAMLProviders',
    ],
  ],
  [
    'AmazonCognitoReadOnly',
    [
      'cognito-identity:Describe*',
      'cognito-identity:Get*',
      'cognito-identity:List*',
      'cognito-idp:Describe*',
      'cognito-idp:Get*',
      'cognito-idp:List*',
      'iam:ListOpenIDConnectProviders',
      'iam:ListRoles',
    ],
  ],
]);

const awsManaged = /^arn:aws[\w-]*:iam::aws:policy(\/(?:[\w+=,.@-]+\/)*)([\w+=,.@-]{1,128})$/;

/** An AWS managed policy by its ARN; what its name is AWS decides, so that any name will do. */
export function managedPolicy(arn: string): { readonly Path: string; readonly PolicyName: string } | undefined {
  const [, Path, PolicyName] = awsManaged.exec(arn) ?? [];
  return Path === undefined || PolicyName === undefined ? undefined : { Path, PolicyName };
}

/** The JSON text of the policy; undefined where nothing is known of it. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export function managedPolicyDocument(arn: string): string | undefined {
  const Action = allowed.get(managedPolicy(arn)?.PolicyName ?? '');
  if (Action === undefined) return undefined;
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
}
