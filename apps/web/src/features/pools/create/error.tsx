import Alert from '@cloudscape-design/components/alert';
import { hasCode, hasUnknownOutcome } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';

interface CreateErrorProps {
  error: Error;
  /** Messages about fields that the form does not have. */
  unplaced: readonly string[];
  /** The other messages stand on the fields of the step shown. */
  onFields: boolean;
}

/** Why the pool was not created; nothing that was entered is lost. */
export function CreateError({ error, unplaced, onFields }: CreateErrorProps) {
  const { id } = useConnection();
  if (hasCode(error, 'invalid_input') && error.problem.fields !== undefined) {
    if (onFields && unplaced.length === 0) return null;
    return (
      <Alert type="error" header="The identity pool was not created">
        {unplaced.length === 0 ? 'Correct the marked fields, then create it again.' : unplaced.join(' ')}
      </Alert>
    );
  }
  if (hasUnknownOutcome(error)) {
    return (
      <>
        <ErrorAlert error={error} header="It is not known whether the identity pool was created" />
        <Alert type="info">
          The request may have reached AWS although no answer came back. Look for the pool in the{' '}
          <AppLink href={paths.pools(id)}>list of identity pools</AppLink> before you create it again.
        </Alert>
      </>
    );
  }
  return <ErrorAlert error={error} header="The identity pool was not created" />;
}
