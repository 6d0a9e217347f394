import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { protectedTag } from '@lifeguard/shared/pool/protection';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { isProtected } from '@lifeguard/shared/pool/protection';

interface ProtectionProps {
  document: PoolDocument;
  /** Why it can't be changed now. */
  disabledReason: string | undefined;
  onChange: (on: boolean) => void;
}

/** The tag that makes this console refuse what is hard to undo. */
export function Protection({ document, disabledReason, onChange }: ProtectionProps) {
  const isOn = isProtected(document);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              formAction="none"
              disabled={disabledReason !== undefined}
              disabledReason={disabledReason ?? ''}
              onClick={() => onChange(!isOn)}
            >
              {isOn ? 'Remove protection' : 'Protect this pool'}
            </Button>
          }
        >
          Protection
        </Header>
      }
    >
      <SpaceBetween size="s">
        {isOn ? (
          <Alert type="info" header="This pool is protected">
            Lifeguard refuses to delete it or any of its identities, to change its roles and role mappings, and to
            switch guest access on, until the protection is removed in a separate step.
          </Alert>
        ) : (
          <div>
            Not protected. With protection Lifeguard refuses to delete the pool or any of its identities, to change its
            roles and role mappings, and to switch guest access on.
          </div>
        )}
        <Box color="text-body-secondary">
          It is the tag <Box variant="code">{protectedTag}</Box> with the value <Box variant="code">true</Box>. It is
          added and removed in a step of its own. Other programs and the AWS console do not mind it.
        </Box>
      </SpaceBetween>
    </Container>
  );
}
