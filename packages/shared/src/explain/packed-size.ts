import { causeOf, type Explainer, no, open, yes } from './cause.ts';
import { roleCandidates } from './roles.ts';
import { maxPrincipalTagBytes } from '../roles/tag-resolution.ts';

/**
 * What STS packs into a session is too large, which its message says itself: the tags, or the session policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_know
 */
export const explainPackedSize: Explainer = (facts, { values: { what = 'session tags', percent } }) => {
  const hasTags = !/polic/i.test(what) || /tags/i.test(what);
  const said =
    percent === undefined
      ? 'AWS says that the session is too large'
      : `AWS says that they take ${percent}% of the space`;
  const sizes = roleCandidates(facts).flatMap(({ simulation, tagBytes }) =>
    simulation === undefined ? [] : [tagBytes],
  );
  const known = Math.max(0, ...sizes);
  const size =
    sizes.length === 0
      ? ''
      : known > maxPrincipalTagBytes
        ? ` The tags of this token have ${known} bytes, and at most ${maxPrincipalTagBytes} fit.`
        : ` The token that is known here makes tags of ${known} bytes only: what was refused had more, by another token or by tags that a back end gave.`;
  return [
    causeOf(
      {
        id: 'tags-too-large',
        title: 'The principal tags of this user are too large',
        fix: 'Map fewer or shorter claims to tags: all keys and values together. Groups and other lists grow with the user.',
        page: 'attributes',
      },
      hasTags ? yes(`${said}.${size}`) : no('AWS speaks of policies, and not of tags.'),
    ),
    causeOf(
      {
        id: 'session-policies-too-large',
        title: 'The session policies that the app passes are too large',
        fix: 'Pass a shorter Policy, or fewer PolicyArns, or put the rights into the role.',
      },
      hasTags
        ? open('Policies that the app passes with the call count too; whether it passes any is not known here.')
        : yes(`${said}: the Policy and the PolicyArns of the call.`),
    ),
  ];
};
