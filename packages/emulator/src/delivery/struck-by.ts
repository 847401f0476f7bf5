/** A sentence to follow a reason, about the faults on demand that struck a push; empty when none did. */
export function struckBy(faults: readonly string[] = []): string {
  if (faults.length === 0) return "";
  return ` Faults on demand struck the push: ${faults.join(", ")}; clear them with faults.clear().`;
}
