/** Who caused a callback. Source: the references of both callbacks. */
export interface CallbackOperator {
  /** The company the person belongs to. */
  tenant_key: string;
  /** Only for apps that may read employee ids (`contact:user.employee_id:readonly`). */
  user_id?: string;
  /** Id of the person inside this app, `ou_…`. */
  open_id: string;
  /** Id of the person across the apps of one developer, `on_…`. Link previews are not documented to carry it. */
  union_id?: string;
}

/** Where the person was: in a chat, or at a notice pinned to its top. Other places may follow. */
export type CallbackHost = "im_message" | "im_top_notice" | (string & Record<never, never>);
