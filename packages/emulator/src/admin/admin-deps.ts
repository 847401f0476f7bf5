import type { Activity } from "../activity/activity.ts";
import type { App } from "../apps/app.ts";
import type { AppOptions } from "../apps/app-options.ts";
import type { AppRegistry } from "../apps/app-registry.ts";
import type { TemplateInput } from "../chat/cards/template-store.ts";
import type { Group, GroupOptions } from "../chat/messages/group.ts";
import type { Tenant } from "../chat/people/tenant.ts";
import type { User, UserOptions } from "../chat/people/user.ts";
import type { Views } from "../chat/views.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { Faults } from "../faults/faults.ts";
import type { WireFault } from "../gateway/wire-faults.ts";
import type { Logger } from "../logger.ts";
import type { EmulatorSnapshot } from "../state/snapshot.ts";
import type { EmulatorClock } from "../time/emulator-clock.ts";

/** The emulator, as the admin door uses it. */
export interface AdminHost {
  readonly url: string;
  readonly seed: number;
  readonly deliveries: Delivery[];
  readonly wireFaults: Readonly<Record<WireFault, number>>;
  createApp(options: AppOptions): App;
  createUser(options: UserOptions): User;
  revokeTokens(app: App): void;
  pushAppTicket(app: App): Promise<Delivery>;
  createGroup(options: GroupOptions): Group;
  createTenant(name: string): Tenant;
  publishTemplate(template: TemplateInput): void;
  readonly activity: Activity;
  readonly clock: EmulatorClock;
  readonly faults: Faults;
  reset(): void;
  snapshot(): EmulatorSnapshot;
  restore(snapshot: EmulatorSnapshot): void;
  sentFrames(delivery: Delivery): Uint8Array[];
}

/** What the admin door works with. */
export interface AdminDeps {
  readonly emulator: AdminHost;
  readonly apps: AppRegistry;
  readonly views: Views;
  /** The address the emulator was told to listen on. */
  readonly boundHost: string;
  readonly maxBodyBytes: number;
  readonly logger: Logger;
}
