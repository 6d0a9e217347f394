import Link, { type LinkProps } from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';

type FollowEvent = CustomEvent<{ href?: string | undefined; external?: boolean | undefined }>;

/** For `onFollow` of any Cloudscape component: stays in the page where a full load is not needed. */
export function useFollow() {
  const navigate = useNavigate();
  return function follow(event: FollowEvent) {
    const { href, external } = event.detail;
    if (href === undefined || external === true) return;
    event.preventDefault();
    void navigate(href);
  };
}

/** A link to another page of the console. */
export function AppLink(props: Pick<LinkProps, 'children' | 'variant' | 'fontSize' | 'ariaLabel'> & { href: string }) {
  const follow = useFollow();
  return <Link {...props} onFollow={follow} />;
}
