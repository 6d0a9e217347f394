import { partitionOf, regionPattern } from './regions.ts';

/** What stands in the place of an ARN of IAM. */
export interface ArnSlip {
  /** A sentence about the text, to follow it: "is the name of …". */
  readonly what: string;
  /** The ARN that was probably meant. */
  readonly better?: string;
}

const words = { role: 'a role', 'saml-provider': 'a SAML provider', 'oidc-provider': 'an OIDC provider' } as const;

/**
 * Why a text is not the ARN of a role or a provider of IAM, for a pool of this region; undefined where it has the form of
 * one, whether it exists or not.
 */
export function arnSlip(text: string, kinds: readonly (keyof typeof words)[], region: string): ArnSlip | undefined {
  const wanted = kinds.map((kind) => words[kind]).join(' or ');
  const bare = text.replaceAll(/^[\s"'`]+|[\s"'`]+$/g, '');
  if (bare === '') return { what: 'is empty' };
  if (bare !== text) return { what: 'has quotes or white space around it', better: bare };
  if (/^[\w+=,.@-]+$/.test(text)) return { what: `is a name, and not the ARN of ${wanted}` };
  const [start, partition = '', service, area = '', account = '', ...rest] = text.split(':');
  const resource = rest.join(':');
  if (start !== 'arn' || rest.length === 0) {
    return { what: `is not the ARN of ${wanted}: it does not have the six parts of an ARN` };
  }
  const own = partitionOf(region);
  if (regionPattern.test(partition)) {
    const better = text.replace(`arn:${partition}:`, `arn:${own}:`);
    return { what: `has the region ${partition} in the place of the partition, which is ${own}`, better };
  }
  const assumed = /^assumed-role\/([^/]+)\//.exec(resource)?.[1];
  if (service === 'sts' && assumed !== undefined) {
    const better = `arn:${partition}:iam::${account}:role/${assumed}`;
    return { what: `is an STS session, and not the ARN of ${wanted}`, better };
  }
  if (service !== 'iam') return { what: `is an ARN of ${service === '' ? 'no service' : service}, and not of IAM` };
  if (area !== '') {
    const better = text.replace(`:iam:${area}:`, ':iam::');
    return { what: `names the region ${area}, and ARNs of IAM have none`, better };
  }
  if (!/^\d{12}$/.test(account)) return { what: 'has no account of twelve digits' };
  const [kind = '', ...path] = resource.split('/');
  if (!kinds.some((one) => one === kind)) return { what: `is an ARN of IAM for “${kind}”, and not of ${wanted}` };
  if (path.join('/') === '' || /[^\w+=,.@/:%?&#-]/.test(resource)) return { what: 'does not end in a name' };
  if (partition !== own) {
    const better = text.replace(`arn:${partition}:`, `arn:${own}:`);
    return { what: `is of the partition ${partition}, and ${region} is in ${own}`, better };
  }
  return undefined;
}
