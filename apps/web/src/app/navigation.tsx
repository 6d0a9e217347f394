import SideNavigation from '@cloudscape-design/components/side-navigation';
import { useLocation } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';

export function Navigation() {
  const connection = useConnection();
  const follow = useFollow();
  const { pathname } = useLocation();
  const jobs = paths.jobs(connection.id);
  const isOfJobs = pathname === jobs || pathname.startsWith(`${jobs}/`);
  return (
    <SideNavigation
      header={{ text: 'Lifeguard', href: paths.connection(connection.id) }}
      activeHref={isOfJobs ? jobs : paths.pools(connection.id)}
      onFollow={follow}
      items={[
        { type: 'link', text: 'Identity pools', href: paths.pools(connection.id) },
        { type: 'link', text: 'Jobs', href: jobs },
        { type: 'divider' },
        {
          type: 'link',
          text: 'Identity pools in the AWS guide',
          href: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html',
          external: true,
          externalIconAriaLabel: 'Opens in a new tab',
        },
      ]}
    />
  );
}
