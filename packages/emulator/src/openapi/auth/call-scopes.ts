/** Kinds of calls that need the same permissions. */
type Need =
  | "none"
  | "send"
  | "update"
  | "recall"
  | "read"
  | "readHistory"
  | "react"
  | "readReactions"
  | "listChats"
  | "readChat"
  | "readMembers"
  | "refreshPreview"
  | "upload"
  | "writeCards"
  | "readCards"
  | "readAddresses";

/** Permissions of which an app needs one for a call; an empty list where it needs none. Source: the page of each call. */
export const CALL_SCOPES: Readonly<Record<Need, readonly string[]>> = {
  none: [],
  send: ["im:message", "im:message:send_as_bot", "im:message:send"],
  update: ["im:message", "im:message:send_as_bot", "im:message:update"],
  recall: ["im:message", "im:message:send_as_bot", "im:message:recall"],
  read: ["im:message", "im:message:readonly"],
  readHistory: ["im:message", "im:message:readonly", "im:message.history:readonly"],
  react: ["im:message", "im:message.reactions:write_only"],
  readReactions: ["im:message:readonly", "im:message.reactions:read"],
  listChats: ["im:chat", "im:chat:read", "im:chat:readonly", "im:chat.group_info:readonly"],
  readChat: ["im:chat", "im:chat:read", "im:chat:readonly"],
  readMembers: ["im:chat", "im:chat:readonly", "im:chat.members:read", "im:chat.group_info:readonly"],
  refreshPreview: ["im:url_preview.update"],
  upload: ["im:resource", "im:resource:upload"],
  readCards: ["cardkit:card:read"],
  writeCards: ["cardkit:card:write"],
  readAddresses: ["event:ip_list"],
};
