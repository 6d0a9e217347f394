import { readFileSync } from 'node:fs';

import { connectionId } from '@lifeguard/shared/aws/ids';
import { regionPattern } from '@lifeguard/shared/aws/regions';
import { parse } from 'yaml';
import { z } from 'zod';

const region = z.string().regex(regionPattern, 'This is not the name of an AWS region, for example eu-central-1.');
const common = {
  id: connectionId
    .max(128, 'An id has at most 128 characters.')
    .refine((id) => id !== 'local', 'The id "local" belongs to the embedded local AWS.')
    .refine((id) => !id.includes('~'), 'The character ~ stands only in the ids that Lifeguard makes.'),
  label: z.string().min(1).max(60).optional(),
  region: region.optional(),
  color: z.enum(['blue', 'green', 'grey', 'red']).optional(),
  /** Pinned: nobody can turn on editing in the console. */
  readOnly: z.boolean().optional(),
  /** Tokens for developer users may be issued: whoever has one is that user. */
  developerTokens: z.boolean().optional(),
  accountId: z
    .string()
    .regex(/^\d{12}$/, 'An account id has 12 digits.')
    .optional(),
};

/** One entry of the file that LIFEGUARD_CONFIG names. */
export const configuredConnection = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('profile'), profile: z.string().min(1) }),
  z.strictObject({
    ...common,
    kind: z.literal('assumeRole'),
    roleArn: z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'This is not the ARN of an IAM role.'),
    externalId: z.string().min(2).max(1224).optional(),
    sourceProfile: z.string().min(1).optional(),
  }),
]);
export type ConfiguredConnection = z.infer<typeof configuredConnection>;

const file = z.strictObject({
  connections: z
    .array(configuredConnection)
    .refine((list) => new Set(list.map((item) => item.id)).size === list.length, 'Two connections have the same id.'),
});

/** Reads the JSON or YAML file. Problems are sentences that begin with the file's name. */
export function readConfiguredConnections(path: string): { connections: ConfiguredConnection[]; problems: string[] } {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { connections: [], problems: [`LIFEGUARD_CONFIG: ${path} can't be read: ${reasonOf(error)}.`] };
  }
  const result = file.safeParse(content);
  if (result.success) return { connections: result.data.connections, problems: [] };
  const problems = result.error.issues.map(
    (issue) => `LIFEGUARD_CONFIG: ${path}: ${issue.path.join('.')}: ${issue.message}`,
  );
  return { connections: [], problems };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'Lifeguard has no right to read it';
    default:
      // The parser's own codes are words, those of the system begin with an E.
      return /^E[A-Z]+$/.test(code) ? `the system says ${code}` : 'it is neither JSON nor YAML';
  }
}
