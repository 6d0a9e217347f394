/** Settings of an SDK client that talks to a local AWS with its root credentials. */
export function localAwsClient(localAws: { readonly url: string }) {
  return {
    region: 'us-east-1',
    endpoint: localAws.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}
