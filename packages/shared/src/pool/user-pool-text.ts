import { type UserPoolProvider, userPoolProviderName } from '../aws/providers.ts';
import { regionName, userPoolProviderNameOf } from '../aws/regions.ts';

const userPoolId = new RegExp(`^${regionName}_\\w+$`);

/** What somebody typed or pasted in place of the provider name of a user pool, understood. */
export interface UserPoolText {
  readonly ProviderName: string;
  /** The client, where the text names one too. */
  readonly ClientId?: string;
  /**
   * What was corrected; empty where the text was right or was not understood. Short sentences, which fit on a line together: they are shown as the field is
   * left, and nothing below it should move under the mouse.
   */
  readonly corrections: readonly string[];
}

/**
 * Understands the forms in which a user pool is found elsewhere: the issuer of its tokens, the key of a role mapping,
 * its ARN, its bare id. A text that is none of them comes back as it is, trimmed.
 */
export function readUserPoolText(text: string): UserPoolText {
  const typed = text.trim();
  const fromArn = /^arn:[\w-]+:cognito-idp:[\w-]+:\d{12}:userpool\/([\w-]+)$/.exec(typed)?.[1];
  const id = fromArn ?? (userPoolId.test(typed) ? typed : undefined);
  if (id !== undefined) {
    const what = fromArn === undefined ? 'the ID of a user pool' : 'the ARN of a user pool';
    return { ProviderName: userPoolProviderNameOf(id), corrections: [`That was ${what}; this is its provider name.`] };
  }
  const [, scheme = '', host = '', pool = '', path = '', client = ''] =
    /^(https?:\/\/)?(cognito-idp\.[\w.-]+)\/([\w-]+)(\/[^:]*)?(?::(\w+))?$/i.exec(typed) ?? [];
  const ProviderName = `${host.toLowerCase()}/${pool}`;
  if (!userPoolProviderName.safeParse(ProviderName).success) return { ProviderName: typed, corrections: [] };
  return {
    ProviderName,
    ...(client === '' ? {} : { ClientId: client }),
    corrections: [
      ...(scheme === '' ? [] : [`${scheme} does not belong here and was taken away.`]),
      ...(path === '' ? [] : ['What followed the ID was taken away.']),
      ...(client === '' ? [] : ['The app client ID moved to its own field.']),
    ],
  };
}

/** What the fields of a user pool come to. A client that stands in the text of the user pool goes before the one in its own field. */
export function readUserPoolFields(typed: UserPoolProvider): UserPoolProvider {
  const { ProviderName, ClientId = typed.ClientId.trim() } = readUserPoolText(typed.ProviderName);
  return { ProviderName, ClientId, ServerSideTokenCheck: typed.ServerSideTokenCheck };
}
