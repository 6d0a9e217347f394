import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';

/**
 * Sends the input of each command as it is. The SDK would silently leave out members that it does not know, and what UpdateIdentityPool does not get,
 * AWS sets back. The service speaks JSON, and no input of it has anything but JSON values.
 */
export function sendWholeInput(client: CognitoIdentityClient): CognitoIdentityClient {
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (typeof request === 'object' && request !== null && 'body' in request) {
        request.body = JSON.stringify(args.input);
      }
      return next(args);
    },
    // After the SDK's own serialiser.
    { step: 'serialize', priority: 'low', name: 'sendWholeInput' },
  );
  return client;
}
