import type { Log } from "../../logger.ts";

/**
 * A frame of type `card` means that the app's callback subscription is not in effect: all official clients drop it in
 * silence. Here it is answered, and the developer is told once what to set.
 */
export class CardFrameNotice {
  readonly #log: Log;
  #said = false;

  constructor(log: Log) {
    this.#log = log;
  }

  note(): void {
    if (this.#said) return;
    this.#said = true;
    this.#log.error(
      'the platform sent a frame of type "card", which it does when the app\'s callback subscription is not in effect; ' +
        'people may see error 200340. In the developer console open "Events & Callbacks" > "Callback ' +
        'Configuration", choose "long connection" as subscription mode, add the callback "card.action.trigger", and ' +
        "publish a new version of the app.",
    );
  }
}
