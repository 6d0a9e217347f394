import { useState } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { accessCheckRoutes } from '#features/access-check/routes.ts';
import { attributeRoutes } from '#features/attributes/routes.ts';
import { developerIdentityRoutes } from '#features/developer-identities/routes.ts';
import { identityRoutes } from '#features/identities/routes.ts';
import { jobRoutes } from '#features/jobs/routes.ts';
import { poolDetailRoutes, poolRoutes } from '#features/pools/routes.ts';
import { providerRoutes } from '#features/providers/routes.ts';
import { roleMappingRoutes } from '#features/role-mappings/routes.ts';
import { roleRoutes } from '#features/roles/routes.ts';
import { tagRoutes } from '#features/tags/routes.ts';
import { canonicalPath, paths } from '#paths.ts';
import { ErrorPage, NotFoundPage } from './error-page.tsx';
import { HomePage, ToPools } from './home.tsx';
import { StandalonePage } from './standalone-page.tsx';
import { Shell } from './shell.tsx';

const routes: RouteObject[] = [
  {
    errorElement: (
      <StandalonePage>
        <ErrorPage />
      </StandalonePage>
    ),
    HydrateFallback: () => null,
    children: [
      { path: paths.home(), Component: HomePage },
      {
        path: paths.connection(':connectionId'),
        Component: Shell,
        children: [
          {
            // Inside the shell, so that the navigation stays usable beside the error.
            errorElement: <ErrorPage />,
            children: [
              { index: true, Component: ToPools },
              ...poolRoutes,
              ...jobRoutes,
              {
                ...poolDetailRoutes,
                children: [
                  ...poolDetailRoutes.children,
                  ...providerRoutes,
                  ...roleRoutes,
                  ...roleMappingRoutes,
                  ...attributeRoutes,
                  ...tagRoutes,
                  ...identityRoutes,
                  ...accessCheckRoutes,
                  ...developerIdentityRoutes,
                ],
              },
              { path: '*', Component: NotFoundPage },
            ],
          },
        ],
      },
      {
        path: '*',
        element: (
          <StandalonePage>
            <NotFoundPage />
          </StandalonePage>
        ),
      },
    ],
  },
];

/** Made when the console is first shown: signing in may have changed the address just before. */
export function Router() {
  const [router] = useState(() => {
    fixAddress();
    return createBrowserRouter(routes);
  });
  return <RouterProvider router={router} />;
}

/** Normalizes addresses that come from outside, so that the rest can compare them with `paths`. */
function fixAddress(): void {
  const { origin, pathname, search, hash } = window.location;
  const canonical = canonicalPath(pathname);
  if (canonical !== pathname) window.history.replaceState(window.history.state, '', origin + canonical + search + hash);
}
