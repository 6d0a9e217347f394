import HelpPanel from '@cloudscape-design/components/help-panel';
import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';

interface HelpProps {
  title: string;
  children: ReactNode;
  /** Pages of AWS's own documentation: words, then address. */
  links: readonly (readonly [string, string])[];
}

/** The help of one page, in the panel at the side. */
export function Help({ title, children, links }: HelpProps) {
  return (
    <HelpPanel
      header={<h2>{title}</h2>}
      footer={
        <>
          <h3>Learn more at AWS</h3>
          <ul>
            {links.map(([text, href]) => (
              <li key={href}>
                <Link href={href} external externalIconAriaLabel="Opens in a new tab">
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </>
      }
    >
      {children}
    </HelpPanel>
  );
}
