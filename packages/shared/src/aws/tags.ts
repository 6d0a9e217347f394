import { z } from 'zod';

import { awsMap, enteredMap } from './map.ts';

/** Tags as AWS returns them. */
export const tags = awsMap(z.string(), z.string(), 1000);

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** AWS sets such tags itself, for example those of a CloudFormation stack: nobody else can set, change or remove them. */
export function isReservedTag(key: string): boolean {
  return /^aws:/i.test(key);
}

/** Whether an edit leaves the tag as it is: AWS's own, and `constructor` and the like, which are taken from nobody. */
function isKeptTag(key: string): boolean {
  return isReservedTag(key) || key in Object.prototype;
}

/** The tags that a person can change. */
export function ownTags(all: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !isKeptTag(key)));
}

/** Those that stay as they are. */
export function reservedTags(all: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => isKeptTag(key)));
}

/** Tags as a person enters them: at most 50, AWS's characters, and the prefix `aws:` is AWS's own. */
export const enteredTags = enteredMap(
  z
    .string()
    .min(1, 'Enter a key.')
    .max(128, 'A key has at most 128 characters.')
    .regex(tagText, 'Only letters, digits, spaces and _ . : / = + - @ are possible here.')
    .refine((key) => !isReservedTag(key), 'Keys that begin with aws: are reserved by AWS.'),
  z
    .string()
    .max(256, 'A value has at most 256 characters.')
    .regex(tagText, 'Only letters, digits, spaces and _ . : / = + - @ are possible here.'),
  50,
);
