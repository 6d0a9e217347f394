import { asPattern, matchesPattern } from './pattern.ts';

const allOf = (service: string): string => `${service}:*`;

/**
 * What the credentials of a guest of the enhanced flow can do at most, whatever the role allows: the inline session
 * policy, and what the managed policy AmazonCognitoUnAuthedIdentitiesSessionPolicy has besides.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
 */
export const guestActions: { readonly inline: readonly string[]; readonly managed: readonly string[] } = {
  inline: [
    ...[
      'cloudwatch',
      'logs',
      'dynamodb',
      'kinesis',
      'mobileanalytics',
      's3',
      'ses',
      'sns',
      'sqs',
      'lambda',
      'machinelearning',
      'execute-api',
      'iot',
      'gamelift',
      'cognito-identity',
      'cognito-idp',
      'lex',
      'polly',
      'comprehend',
      'translate',
      'transcribe',
      'rekognition',
      'mobiletargeting',
      'firehose',
      'appsync',
      'personalize',
      'sdb',
      'cognito-sync',
      'codewhisperer',
    ].map(allOf),
    'sagemaker:InvokeEndpoint',
    'textract:DetectDocumentText',
    'textract:AnalyzeDocument',
  ],
  managed: [
    'rum:PutRumEvents',
    'geo:GetMap*',
    'geo:ListMaps',
    'geo:SearchPlaceIndex*',
    'geo:GetPlace',
    'geo:CalculateRoute*',
    'geo:*Geofence*',
    'geo:*DevicePosition*',
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncrypt*',
    'kms:GenerateDataKey*',
  ],
};

/** Whether guests of the enhanced flow can be allowed an action: `s3:GetObject`. */
export function isGuestAction(action: string): boolean {
  const name = action.toLowerCase();
  return [...guestActions.inline, ...guestActions.managed].some((pattern) =>
    matchesPattern(asPattern(pattern.toLowerCase()), name),
  );
}
