/** An app as it is registered. */
export interface AppRecord {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly tenantKey: string;
  readonly name: string;
  readonly scopes: readonly string[];
}
