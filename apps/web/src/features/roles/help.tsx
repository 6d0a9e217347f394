import { Help } from '#ui/help.tsx';

export function RolesHelp() {
  return (
    <Help title="Default roles" links={[]}>
      <p>Default roles</p>
    </Help>
  );
}
