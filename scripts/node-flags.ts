/** What Node runs a server of this project with. Without __proto__ no input can reach the prototype of all objects. */
export const serverFlags: readonly string[] = ['--disable-proto=delete', '--no-warnings'];

/** In long jobs V8 would let the space for new objects grow to 128 MiB, and nothing gets faster by it. */
export const consoleFlags: readonly string[] = [...serverFlags, '--max-semi-space-size=16'];
