import { useLayoutEffect } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** Begins every page at its top. Back and forward keep the place, which the browser remembers. */
export function useScrollToTop(): void {
  const { pathname } = useLocation();
  const type = useNavigationType();
  useLayoutEffect(() => {
    if (type !== NavigationType.Pop) window.scrollTo(0, 0);
    // Not where only the search changes: that is the same page with another filter.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the type of the navigation alone must not scroll
  }, [pathname]);
}
