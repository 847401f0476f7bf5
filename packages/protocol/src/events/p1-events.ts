import type { P1Envelope } from "../envelope/envelope.ts";

/** What every schema 1.0 event body carries beside its own fields. */
interface P1Body<Type extends string> {
  type: Type;
  app_id: string;
  tenant_key: string;
}

/** `p2p_chat_create`: somebody opened a chat with the bot for the first time. Source: the event overview. */
export type P1P2pChatCreate = P1Envelope<
  P1Body<"p2p_chat_create"> & {
    chat_id: string;
    operator: { open_id: string; user_id?: string };
    user: { name: string; open_id: string; user_id?: string };
  }
>;

/** `app_ticket`: pushed every hour to store apps. The ticket is a credential: keep it out of logs. */
export type P1AppTicket = P1Envelope<{ type: "app_ticket"; app_id: string; app_ticket: string }>;

/** `approval_instance`: an approval changed its state. Source: the approval event reference. */
export type P1ApprovalInstance = P1Envelope<
  P1Body<"approval_instance"> & {
    approval_code: string;
    instance_code: string;
    /** `PENDING`, `APPROVED`, `REJECTED`, `CANCELED`, `DELETED`, `REVERTED`, `OVERTIME_CLOSE` or `OVERTIME_RECOVER`. */
    status: string;
    /** Milliseconds as text; a number when the status is `REVERTED`. */
    operate_time: string | number;
    instance_operate_time?: string;
    uuid?: string;
  }
>;

/** `out_approval`: a request to work out of the office was approved. Source: the approval event reference. */
export type P1OutApproval = P1Envelope<
  P1Body<"out_approval"> & {
    approval_code: string;
    instance_code: string;
    /** Start and end of the approval process, seconds. */
    start_time: number;
    end_time: number;
    open_id: string;
    user_id?: string;
    out_name: string;
    out_reason: string;
    out_image: string;
    /** Length of the absence in `out_unit`; its unit as a number of seconds is not documented. */
    out_interval: number;
    /** `HOUR`, `HALF_DAY` or `DAY`. */
    out_unit: string;
    out_start_time: string;
    out_end_time: string;
    i18n_resources?: unknown;
  }
>;

/** `out_approval_revert`: an approved absence was taken back. Only the fields that the reference shares with others. */
export type P1OutApprovalRevert = P1Envelope<
  P1Body<"out_approval_revert"> & { approval_code: string; instance_code: string; operate_time: string | number }
>;
