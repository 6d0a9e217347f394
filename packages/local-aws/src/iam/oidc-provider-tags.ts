import { structure } from '../protocol/shape.ts';
import { defineOperation } from '../dispatch/operation.ts';
import { onOidcProvider } from './permissions.ts';
import { findOidcProvider } from './oidc-providers.ts';
import { pageMembers } from './pages.ts';
import { arn, tagKeyList, tagList } from './shapes.ts';
import { tagPage, withoutTags, withTags } from './tags.ts';

const member = { OpenIDConnectProviderArn: arn };

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagOpenIDConnectProvider.html */
export const tagOpenIdConnectProvider = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: structure({ ...member, Tags: tagList }, ['OpenIDConnectProviderArn', 'Tags']),
  run(context, input) {
    const provider = findOidcProvider(context, input.OpenIDConnectProviderArn);
    context.store.oidcProviders.update({ ...provider, Tags: withTags(provider.Tags, input.Tags, 'kept') });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagOpenIDConnectProvider.html */
export const untagOpenIdConnectProvider = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: structure({ ...member, TagKeys: tagKeyList }, ['OpenIDConnectProviderArn', 'TagKeys']),
  run(context, input) {
    const provider = findOidcProvider(context, input.OpenIDConnectProviderArn);
    context.store.oidcProviders.update({ ...provider, Tags: withoutTags(provider.Tags, input.TagKeys, 'kept') });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviderTags.html */
export const listOpenIdConnectProviderTags = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: structure({ ...member, ...pageMembers }, ['OpenIDConnectProviderArn']),
  run(context, input) {
    return tagPage(findOidcProvider(context, input.OpenIDConnectProviderArn).Tags, input);
  },
});
