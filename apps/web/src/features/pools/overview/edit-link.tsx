import Button from '@cloudscape-design/components/button';
import { useFollow } from '#ui/app-link.tsx';

/** From a part of the overview to the tab where it is edited. */
export function EditLink({ href, children }: { href: string; children: string }) {
  const follow = useFollow();
  return (
    <Button href={href} onFollow={follow}>
      {children}
    </Button>
  );
}
