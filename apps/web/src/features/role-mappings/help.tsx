import { Help } from '#ui/help.tsx';

export function RoleMappingsHelp() {
  return (
    <Help title="Role mappings" links={[]}>
      <p>Role mappings</p>
    </Help>
  );
}
