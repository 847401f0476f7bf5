/** A company: people belong to one, and a self-built app is used in one. */
export interface Tenant {
  /** `tenant_key` of envelopes and operators. */
  readonly tenantKey: string;
  /** Chosen when it was made. */
  readonly name: string;
}
