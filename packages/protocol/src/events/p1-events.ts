import type { P1Envelope } from "../envelope/envelope.ts";

/** What schema 1.0 event bodies carry beside their own fields. */
interface P1Body<Type extends string> {
  /** The event's name. */
  type: Type;
  /** The app that receives it. */
  app_id: string;
  /** The company it happened in. */
  tenant_key: string;
}

/** Ids of a person in older events. */
interface P1Person {
  /** Id inside this app, `ou_…`. */
  open_id: string;
  /** Only for apps that may read employee ids. */
  user_id?: string;
}

/** The `event` of `p2p_chat_create`. */
export interface P1P2pChatCreateEvent extends P1Body<"p2p_chat_create"> {
  /** The new chat, `oc_…`. */
  chat_id: string;
  /** Who opened it. */
  operator: P1Person;
  /** The person the bot now talks with. */
  user: P1Person & { name: string };
}

/** `p2p_chat_create`: somebody opened a chat with the bot for the first time. Source: the event overview. */
export type P1P2pChatCreate = P1Envelope<P1P2pChatCreateEvent>;

/** The `event` of `app_ticket`. */
export interface P1AppTicketEvent extends Omit<P1Body<"app_ticket">, "tenant_key"> {
  /** A credential of a store app: keep it out of logs. */
  app_ticket: string;
}

/** `app_ticket`: pushed every hour, to store apps only. Source: the reference of that event. */
export type P1AppTicket = P1Envelope<P1AppTicketEvent>;

/** The `event` of `approval_instance`. */
export interface P1ApprovalInstanceEvent extends P1Body<"approval_instance"> {
  /** The kind of approval. */
  approval_code: string;
  /** This one approval. */
  instance_code: string;
  /** `PENDING`, `APPROVED`, `REJECTED`, `CANCELED`, `DELETED`, `REVERTED`, `OVERTIME_CLOSE` or `OVERTIME_RECOVER`. */
  status: string;
  /** Milliseconds as text; a number when the status is `REVERTED`. */
  operate_time: string | number;
  /** Milliseconds as text. */
  instance_operate_time?: string;
  /** The id that the caller gave when it created the approval, if it did. */
  uuid?: string;
}

/** `approval_instance`: an approval changed its state. Source: the approval event reference. */
export type P1ApprovalInstance = P1Envelope<P1ApprovalInstanceEvent>;

/** The `event` of `out_approval`. The reference lists the fields; their types follow its samples of sibling events. */
export interface P1OutApprovalEvent extends P1Body<"out_approval">, P1Person {
  /** The kind of approval. */
  approval_code: string;
  /** This one approval. */
  instance_code: string;
  /** When the approval was asked for: seconds. */
  start_time: number;
  /** When it was decided: seconds. */
  end_time: number;
  /** Name of the kind of absence; can be a key into `i18n_resources`. */
  out_name: string;
  /** What the person wrote. */
  out_reason: string;
  /** Attached image. */
  out_image: string;
  /** Length of the absence: seconds. */
  out_interval: number;
  /** The smallest step of the absence: `HOUR`, `HALF_DAY` or `DAY`. */
  out_unit: string;
  /** First moment of the absence, such as `"2019-10-01 00:00:00"`. */
  out_start_time: string;
  /** Last moment of the absence, written likewise. */
  out_end_time: string;
  /** Texts by language. */
  i18n_resources?: unknown;
}

/** `out_approval`: an absence from the office was approved. Source: the approval event reference. */
export type P1OutApproval = P1Envelope<P1OutApprovalEvent>;

/** The `event` of `out_approval_revert`, as far as public sources list its fields. */
export interface P1OutApprovalRevertEvent extends P1Body<"out_approval_revert"> {
  /** The kind of approval. */
  approval_code: string;
  /** The approval that is taken back. */
  instance_code: string;
  /** When: a number of seconds in the sibling event's sample, text in other events. */
  operate_time: string | number;
}

/** `out_approval_revert`: an approved absence was taken back. Source: the approval event reference. */
export type P1OutApprovalRevert = P1Envelope<P1OutApprovalRevertEvent>;
