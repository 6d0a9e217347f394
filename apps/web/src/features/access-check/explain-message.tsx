import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/api/pools';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { explainInputOf, type ExplainValues, explainValues } from './explain-form.ts';
import { ExplanationView } from './explanation-view.tsx';
import { LoginField } from './login-field.tsx';
import { accessMutations } from './queries.ts';
import { TextAreaField } from './text-area-field.tsx';

/** What a message means for this pool. Reads only. */
export function ExplainMessage({ pool: { document }, identityId }: { pool: Pool; identityId: string }) {
  const { id } = useConnection();
  const poolId = document.IdentityPoolId;
  const { control, handleSubmit } = useForm<ExplainValues>({
    resolver: zodResolver(explainValues),
    defaultValues: { message: '', login: '', token: '', identityId },
  });
  const explain = useMutation({
    mutationFn: (values: ExplainValues) => accessMutations.explain(id, poolId, explainInputOf(values)),
  });
  const cause = explain.data?.causes.find(({ verdict }) => verdict === 'cause');
  return (
    <SpaceBetween size="l">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void handleSubmit((values) => explain.mutate(values))(event);
        }}
      >
        <Container
          header={<Header variant="h2">Error message</Header>}
          footer={
            <Button variant="primary" loading={explain.isPending}>
              Explain
            </Button>
          }
        >
          <SpaceBetween size="l">
            <TextAreaField
              control={control}
              name="message"
              label="Message"
              description="As the app, a log or a person says it. What stands around it does no harm."
              placeholder="NotAuthorizedException: Token is not from a supported provider of this identity pool."
              rows={3}
            />
            <ExpandableSection headerText="What else is known" defaultExpanded={identityId !== ''}>
              <SpaceBetween size="m">
                <LoginField control={control} name="login" label="Provider - optional" document={document} />
                <TextAreaField
                  control={control}
                  name="token"
                  label="Token or claims - optional"
                  description="Decoded in this browser. Only the claims are looked at; the token itself is not sent."
                  placeholder="eyJraWQiOi… or { &quot;sub&quot;: … }"
                  rows={4}
                />
                <TextField control={control} name="identityId" label="Identity ID - optional" stretch />
              </SpaceBetween>
            </ExpandableSection>
          </SpaceBetween>
        </Container>
      </form>
      {explain.error && <ErrorAlert error={explain.error} header="The message could not be explained" />}
      {explain.data && (
        <Container header={<Header variant="h2">What it means here</Header>}>
          <LiveRegion hidden>{cause === undefined ? explain.data.meaning : `The cause: ${cause.title}`}</LiveRegion>
          <ExplanationView explanation={explain.data} poolId={poolId} />
          {explain.data.messageId === undefined && (
            <Box color="text-body-secondary">Try the user to see what AWS answers, call by call.</Box>
          )}
        </Container>
      )}
    </SpaceBetween>
  );
}
