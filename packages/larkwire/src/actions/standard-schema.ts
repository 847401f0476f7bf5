/**
 * A schema of zod, valibot, arktype or any other library that keeps to Standard Schema (standardschema.dev), as far as it is
 * used: what it lets through has the type `Output`.
 */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What a schema says of a value. */
export type SchemaResult<Output> =
  /** The value is good; `value` is what the schema makes of it. */
  | { readonly value: Output; readonly issues?: undefined }
  /** It is not. */
  | { readonly issues: readonly SchemaIssue[] };

/** One thing that is wrong with a value, and where. */
export interface SchemaIssue {
  /** In the words of the library. */
  readonly message: string;
  /** From the value down to where it is wrong; missing for the value itself. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The place of an issue as text, such as `items.0.price`; empty for the value itself. */
export function issuePath({ path }: SchemaIssue): string {
  // Not path.map(): the paths of arktype are of a class of its own, which makes something else of it.
  return Array.from(path ?? [], (step) => String(typeof step === "object" ? step.key : step)).join(".");
}
