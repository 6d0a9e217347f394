import { Help } from '#ui/help.tsx';

export function TagsHelp() {
  return (
    <Help title="Tags" links={[]}>
      <p>Tags</p>
    </Help>
  );
}
