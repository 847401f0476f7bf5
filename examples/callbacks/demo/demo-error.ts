/** Why the demo did not end well. The message is for the person who started it. */
export class DemoError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = "DemoError";
    this.exitCode = exitCode;
  }
}

/** Flags that cannot be understood. */
export class FlagError extends DemoError {
  constructor(message: string) {
    super(`${message} Run with --help for the flags.`, 2);
    this.name = "FlagError";
  }
}

export function exitCodeOf(error: unknown): number {
  return error instanceof DemoError ? error.exitCode : 1;
}

export function explain(error: unknown): string {
  if (error instanceof DemoError) return `demo: ${error.message}`;
  return `demo: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
