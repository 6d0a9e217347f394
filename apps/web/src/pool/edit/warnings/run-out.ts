import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';

/**
 * How long credentials that were given out go on working: an hour in the enhanced flow, in the classic one as long as the app asked STS
 * for, which a role allows up to 12 hours. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function runOutText({ AllowClassicFlow }: Pick<PoolDocument, 'AllowClassicFlow'>): string {
  return AllowClassicFlow === false
    ? 'run out within the hour'
    : 'run out within the hour, those of the classic flow within 12 hours at most';
}
