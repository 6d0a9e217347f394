// A guest's credentials from the enhanced flow can do no more than these, whatever its role allows.
// https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services

const allOf = (service: string): string => `${service}:*`;

const inline = [
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
];

/** Of the managed policy AmazonCognitoUnAuthedIdentitiesSessionPolicy: what the inline policy does not have already. */
const managed = [
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
];

/** The session policies of a guest, as JSON texts. */
export const guestSessionPolicies: readonly string[] = [inline, managed].map((Action) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
);
