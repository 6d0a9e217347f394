import { useConnection } from '#api/connection.tsx';
import { StatusText } from '#ui/status-text.tsx';

/** That the AWS CLI with the same profile would talk to somebody else. */
export function EndpointNotice() {
  const { label, endpoint, configuredEndpoint } = useConnection();
  if (configuredEndpoint === undefined) return null;
  return (
    <StatusText type="info">
      Lifeguard calls AWS ({endpoint}). The AWS CLI would call {configuredEndpoint}: an endpoint_url is configured for{' '}
      {label}.
    </StatusText>
  );
}
