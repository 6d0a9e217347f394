import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRouteError } from 'react-router';
import { ApiError } from '#api/api-error.ts';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';

/** A page that could not be shown at all. */
export function ErrorPage() {
  const error = useRouteError();
  return (
    <>
      <title>Error - Lifeguard</title>
      <ContentLayout header={<Header variant="h1">This page could not be shown</Header>}>
        <SpaceBetween size="m">
          {error instanceof ApiError ? <ErrorAlert error={error} /> : <BrokenPage error={error} />}
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => window.location.reload()}>Reload the page</Button>
            <Button href={paths.home()}>Go to the start</Button>
          </SpaceBetween>
        </SpaceBetween>
      </ContentLayout>
    </>
  );
}

export function NotFoundPage() {
  return (
    <>
      <title>Not found - Lifeguard</title>
      <ContentLayout header={<Header variant="h1">There is no such page</Header>}>
        <Box variant="p">
          The address <Box variant="code">{window.location.pathname}</Box> leads nowhere. It may have been mistyped or
          cut off when it was copied. <AppLink href={paths.home()}>Go to the start</AppLink>
        </Box>
      </ContentLayout>
    </>
  );
}

function BrokenPage({ error }: { error: unknown }) {
  return (
    <Alert type="error" header="The page itself failed">
      Nothing was changed in AWS by this. Reload the page; if that does not help, Lifeguard may have been updated while
      it was open. What the browser said:{' '}
      <Box variant="code">{error instanceof Error ? error.message : String(error)}</Box>
    </Alert>
  );
}
