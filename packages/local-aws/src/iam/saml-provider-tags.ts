import { structure } from '../protocol/shape.ts';
import { defineOperation } from '../dispatch/operation.ts';
import { onSamlProvider } from './permissions.ts';
import { findSamlProvider } from './saml-providers.ts';
import { pageMembers } from './pages.ts';
import { arn, tagKeyList, tagList } from './shapes.ts';
import { tagPage, withoutTags, withTags } from './tags.ts';

const member = { SAMLProviderArn: arn };

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagSAMLProvider.html */
export const tagSamlProvider = defineOperation({
  auth: 'signed',
  permission: onSamlProvider,
  input: structure({ ...member, Tags: tagList }, ['SAMLProviderArn', 'Tags']),
  run(context, input) {
    const provider = findSamlProvider(context, input.SAMLProviderArn);
    context.store.samlProviders.update({ ...provider, Tags: withTags(provider.Tags, input.Tags, 'kept') });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagSAMLProvider.html */
export const untagSamlProvider = defineOperation({
  auth: 'signed',
  permission: onSamlProvider,
  input: structure({ ...member, TagKeys: tagKeyList }, ['SAMLProviderArn', 'TagKeys']),
  run(context, input) {
    const provider = findSamlProvider(context, input.SAMLProviderArn);
    context.store.samlProviders.update({ ...provider, Tags: withoutTags(provider.Tags, input.TagKeys, 'kept') });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviderTags.html */
export const listSamlProviderTags = defineOperation({
  auth: 'signed',
  permission: onSamlProvider,
  input: structure({ ...member, ...pageMembers }, ['SAMLProviderArn']),
  run(context, input) {
    return tagPage(findSamlProvider(context, input.SAMLProviderArn).Tags, input);
  },
});
