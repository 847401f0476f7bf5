import type { Conversation } from "../../chat/messages/conversation.ts";
import type { Message } from "../../chat/messages/message.ts";
import { postMessage } from "../../chat/messages/post-message.ts";
import { type ApiAnswer, type ApiRefusal, refuse, success } from "../answer.ts";
import { PER_RECEIVER } from "../limits/documented-limits.ts";
import { parseJsonObject } from "../reading/parse-json.ts";
import type { AppRequest } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { describeMessage } from "./describe-message.ts";
import { invalidParameter, messageRefusal } from "./message-refusals.ts";

/** Where a message goes. */
export interface Destination {
  readonly chat: Conversation;
  readonly replyTo?: Message | undefined;
  readonly inThread?: boolean | undefined;
}

/** Source: send message. */
const TOO_FREQUENT = 230_020;
const NOT_THE_OWNER = 230_017;

/** Puts the message that the body describes into a chat. */
export function send({ app, body }: AppRequest, services: OpenApiServices, to: Destination): ApiAnswer {
  const { town, limiter } = services;
  const [msgType, content] = [String(body.msg_type), String(body.content)];
  const image = msgType === "image" ? refuseImage(app.appId, content, services) : undefined;
  if (image !== undefined) return image;
  if (limiter.take(`chat ${to.chat.chatId}`, PER_RECEIVER.limits) !== undefined) return tooFrequent();
  const uuid = typeof body.uuid === "string" && body.uuid !== "" ? body.uuid : undefined;
  const posted = postMessage(town, { author: { kind: "app", app }, ...to, msgType, content, uuid });
  if (!posted.ok) return messageRefusal(posted);
  return success(describeMessage(posted.value, { app, directory: town.directory }));
}

/** Too many messages to one person or group, or too many updates of one message. */
export function tooFrequent(): ApiRefusal {
  return refuse(TOO_FREQUENT, "This operation triggers the frequency limit.");
}

function refuseImage(appId: string, content: string, { images }: OpenApiServices): ApiRefusal | undefined {
  const image = images.find(String(parseJsonObject(content)?.image_key));
  if (image === undefined) return invalidParameter("invalid image_key");
  return image.appId === appId ? undefined : refuse(NOT_THE_OWNER, "Bot is NOT the owner of the resource.");
}
