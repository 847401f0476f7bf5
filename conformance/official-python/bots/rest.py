# What a bot asks of the platform, with the official client as its README shows it, but for the platform's address.
# Prints one line of JSON: what each call was answered.
import io
import json
import os

import lark_oapi as lark
from lark_oapi.api.cardkit.v1 import *
from lark_oapi.api.im.v1 import *

client = lark.Client.builder() \
    .app_id(os.environ["APP_ID"]) \
    .app_secret(os.environ["APP_SECRET"]) \
    .domain(os.environ["LARK_DOMAIN"]) \
    .log_level(lark.LogLevel.CRITICAL) \
    .build()

card = {"schema": "2.0", "config": {"streaming_mode": True},
        "body": {"elements": [{"tag": "markdown", "element_id": "answer", "content": ""}]}}

entity = client.cardkit.v1.card.create(
    CreateCardRequest.builder().request_body(
        CreateCardRequestBody.builder().type("card_json").data(json.dumps(card)).build()).build())

sent = client.im.v1.message.create(
    CreateMessageRequest.builder().receive_id_type("open_id").request_body(
        CreateMessageRequestBody.builder()
        .receive_id(os.environ["RECEIVER"])
        .msg_type("interactive")
        .content(json.dumps({"type": "card", "data": {"card_id": entity.data.card_id}}))
        .build()).build())

streamed = client.cardkit.v1.card_element.content(
    ContentCardElementRequest.builder().card_id(entity.data.card_id).element_id("answer").request_body(
        ContentCardElementRequestBody.builder().content("Hello from Python").sequence(1).build()).build())

reply = client.im.v1.message.reply(
    ReplyMessageRequest.builder().message_id(sent.data.message_id).request_body(
        ReplyMessageRequestBody.builder().msg_type("text").content('{"text":"reply"}').build()).build())

picture = client.im.v1.image.create(
    CreateImageRequest.builder().request_body(
        CreateImageRequestBody.builder().image_type("message")
        .image(io.BytesIO(bytes.fromhex("89504e470d0a1a0a0000000d49484452"))).build()).build())

refused = client.im.v1.message.patch(
    PatchMessageRequest.builder().message_id(reply.data.message_id).request_body(
        PatchMessageRequestBody.builder().content(json.dumps(card)).build()).build())

print(json.dumps({
    "entity": entity.code,
    "sent": [sent.code, sent.data.message_id],
    "streamed": streamed.code,
    "reply": [reply.code, reply.data.parent_id],
    "picture": [picture.code, picture.data.image_key],
    "refused": [refused.code, refused.msg, refused.get_log_id()],
}))
