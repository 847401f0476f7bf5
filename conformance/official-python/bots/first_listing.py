# The first listing of the platform's guide "处理回调" for the Python SDK, as printed, but for two things:
# - the platform's host: `import os` and the argument `domain`; the SDK itself reads lark.APP_ID and lark.APP_SECRET from
#   the environment;
# - the comment on register_p2 stands one line higher: as printed it cuts the lines that `\` holds together, and Python
#   says "IndentationError: unexpected indent".
import os

import lark_oapi as lark
from lark_oapi.event.callback.model.p2_card_action_trigger import P2CardActionTrigger, P2CardActionTriggerResponse
from lark_oapi.event.callback.model.p2_url_preview_get import P2URLPreviewGet, P2URLPreviewGetResponse

# 监听「卡片回传交互 card.action.trigger」事件 P2CardActionTrigger。
def do_card_action_trigger(data: P2CardActionTrigger) -> P2CardActionTriggerResponse:
    print(lark.JSON.marshal(data))
    resp = {
        "toast": {
            "type": "info",
            "content": "卡片回传成功 from python sdk"
        }
    }
    return P2CardActionTriggerResponse(resp)

# 监听「拉取链接预览数据 url.preview.get」事件 P2URLPreviewGet。
def do_url_preview_get(data: P2URLPreviewGet) -> P2URLPreviewGetResponse:
    print(lark.JSON.marshal(data))
    resp = {
        "inline": {
            "title": "链接预览测试",
        }
    }
    return P2URLPreviewGetResponse(resp)
# 注册回调处理函数，固定以 register_p2 为前缀。
event_handler = lark.EventDispatcherHandler.builder("", "") \
    .register_p2_card_action_trigger(do_card_action_trigger) \
    .register_p2_url_preview_get(do_url_preview_get) \
    .build()
def main():
    cli = lark.ws.Client(lark.APP_ID, lark.APP_SECRET,
                         event_handler=event_handler, log_level=lark.LogLevel.DEBUG,
                         domain=os.environ["LARK_DOMAIN"])
    cli.start()
if __name__ == "__main__":
    main()
