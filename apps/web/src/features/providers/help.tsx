import { Help } from '#ui/help.tsx';

export function ProvidersHelp() {
  return (
    <Help title="Providers" links={[]}>
      <p>Providers</p>
    </Help>
  );
}
