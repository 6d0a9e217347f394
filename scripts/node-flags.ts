/** What Node runs a server of this project with. Without __proto__ no input can reach the prototype of all objects. */
export const serverFlags: readonly string[] = ['--disable-proto=delete', '--no-warnings'];

/**
 * With these the console stays small in long jobs, and the local AWS after many calls; neither is slower for it. V8 would let the space for new objects grow to 128 MiB
 * in each thread, and would not collect old ones before they are several times what is alive.
 */
export const leanFlags: readonly string[] = [
  ...serverFlags,
  '--max-semi-space-size=8',
  '--initial-old-space-size=40',
  '--heap-growing-percent=30',
];

/** Memory that a thread once had from glibc would stay with it: some 20 MiB. */
export const leanEnv: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '2' };
