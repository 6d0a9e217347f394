import { usePool } from '#pool/use-pool.ts';

export function Component() {
  const { data: pool } = usePool();
  return pool && <p>Attributes for access control</p>;
}
