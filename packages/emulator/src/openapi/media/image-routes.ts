import { type ApiAnswer, refuse, success } from "../answer.ts";
import { IMAGE_BOT } from "../auth/bot-ability.ts";
import { CALL_SCOPES } from "../auth/call-scopes.ts";
import type { AppRequest, TenantRoute } from "../route.ts";
import type { OpenApiServices } from "../services.ts";
import { isImage, PLACEHOLDER_PNG } from "./image-format.ts";
import type { Image } from "./image-store.ts";

/** Source: upload image. */
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
const PURPOSES = ["message", "avatar"] as const satisfies readonly Image["purpose"][];

/** Source: upload image, download image; texts as printed there. */
const INVALID_PARAM = 234_001;
const DELETED = 234_005;
const TOO_LARGE = 234_006;
const NOT_THE_SENDER = 234_008;
const EMPTY = 234_010;
const UNKNOWN_FORMAT = 234_011;

/** Pictures. */
export const IMAGE_ROUTES: readonly TenantRoute[] = [
  {
    access: "tenant",
    needsBot: IMAGE_BOT,
    scopes: CALL_SCOPES.upload,
    method: "POST",
    path: "/open-apis/im/v1/images",
    what: "Upload a picture",
    fidelity: "approximate",
    note: "The key is real, the bytes are thrown away: size and format are checked, the resolution is not.",
    source: "Upload image",
    body: "form",
    files: ["image"],
    handle: upload,
  },
  {
    access: "tenant",
    needsBot: IMAGE_BOT,
    scopes: CALL_SCOPES.none,
    method: "GET",
    path: "/open-apis/im/v1/images/:image_key",
    what: "Download a picture",
    fidelity: "approximate",
    note: "Every picture is one grey pixel.",
    source: "Download image",
    body: "none",
    handle: download,
  },
];

function upload({ app, body, files }: AppRequest, { images }: OpenApiServices): ApiAnswer {
  const purpose = PURPOSES.find((known) => known === body.image_type);
  const bytes = files.get("image");
  if (purpose === undefined || bytes === undefined) return refuse(INVALID_PARAM, "Invalid request param.");
  if (bytes.length === 0) return refuse(EMPTY, "File's size can't be 0.");
  if (bytes.length > MAX_IMAGE_BYTES) return refuse(TOO_LARGE, "The file size exceed the max value.");
  if (!isImage(bytes)) return refuse(UNKNOWN_FORMAT, "Can't regonnize the image format.");
  return success({ image_key: images.add(app.appId, purpose).imageKey });
}

function download({ app, params }: AppRequest, { images }: OpenApiServices): ApiAnswer {
  const image = images.find(params.image_key ?? "");
  if (image === undefined) return refuse(DELETED, "Image has been deleted");
  if (image.appId !== app.appId) return refuse(NOT_THE_SENDER, "The app is not the resource sender");
  if (image.purpose !== "message") return refuse(INVALID_PARAM, "Invalid request param.");
  return { kind: "binary", contentType: "image/png", bytes: new Uint8Array(Buffer.from(PLACEHOLDER_PNG, "base64")) };
}
