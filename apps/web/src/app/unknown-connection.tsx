import type { Connection } from '@lifeguard/shared/api/connections';
import Box from '@cloudscape-design/components/box';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { StandalonePage } from './standalone-page.tsx';

/** A link to a connection that this console does not have, for example one that somebody else sent. */
export function UnknownConnection({ connectionId, connections }: { connectionId: string; connections: Connection[] }) {
  return (
    <StandalonePage>
      <title>Unknown connection - Lifeguard</title>
      <ContentLayout header={<Header variant="h1">There is no connection &ldquo;{connectionId}&rdquo;</Header>}>
        <Box variant="p">
          The link may come from somebody whose AWS profiles have other names, or the profile was renamed. These
          connections exist here:
        </Box>
        <ul>
          {connections.map(({ id, label, region }) => (
            <li key={id}>
              <AppLink href={paths.pools(id)}>
                {label} ({region})
              </AppLink>
            </li>
          ))}
        </ul>
      </ContentLayout>
    </StandalonePage>
  );
}
