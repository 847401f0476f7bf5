import type { Random } from "../../random.ts";
import type { StatefulRoom } from "../../state/stateful-room.ts";

/** A picture that an app has uploaded: a placeholder, its bytes are not kept. */
export interface Image {
  readonly imageKey: string;
  /** Who may use and download it. */
  readonly appId: string;
  readonly purpose: "message" | "avatar";
}

/** Pictures that are remembered; with more, the oldest are forgotten. */
const MAX_IMAGES = 10_000;

/** The pictures of one emulator. */
export class ImageStore implements StatefulRoom<readonly Image[]> {
  readonly #random: Random;
  readonly #images = new Map<string, Image>();

  constructor(random: Random) {
    this.#random = random;
  }

  add(appId: string, purpose: Image["purpose"]): Image {
    const image = { imageKey: `img_v3_02${this.#random.hex(2)}_${this.#random.uuid()}g`, appId, purpose };
    const [oldest] = this.#images.keys();
    if (oldest !== undefined && this.#images.size >= MAX_IMAGES) this.#images.delete(oldest);
    this.#images.set(image.imageKey, image);
    return image;
  }

  find(imageKey: string): Image | undefined {
    return this.#images.get(imageKey);
  }

  snapshot(): readonly Image[] {
    return [...this.#images.values()];
  }

  restore(images: readonly Image[]): void {
    this.reset();
    for (const image of images) this.#images.set(image.imageKey, image);
  }

  reset(): void {
    this.#images.clear();
  }
}
