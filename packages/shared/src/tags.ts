import { z } from 'zod';

import { awsMap, enteredMap } from './aws-map.ts';

/** Tags as AWS returns them. */
export const tags = awsMap(z.string(), z.string(), 1000);

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags as a person enters them: at most 50, AWS's characters, and the prefix `aws:` is AWS's own. */
export const enteredTags = enteredMap(
  z
    .string()
    .min(1, 'Enter a key.')
    .max(128, 'A key has at most 128 characters.')
    .regex(tagText, 'Only letters, digits, spaces and _ . : / = + - @ are possible here.')
    .refine((key) => !/^aws:/i.test(key), 'Keys that begin with aws: are reserved by AWS.'),
  z
    .string()
    .max(256, 'A value has at most 256 characters.')
    .regex(tagText, 'Only letters, digits, spaces and _ . : / = + - @ are possible here.'),
  50,
);
