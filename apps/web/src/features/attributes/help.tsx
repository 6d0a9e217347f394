import { Help } from '#ui/help.tsx';

export function AttributesHelp() {
  return (
    <Help title="Attributes for access control" links={[]}>
      <p>Attributes for access control</p>
    </Help>
  );
}
