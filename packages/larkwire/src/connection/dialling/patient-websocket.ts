import { WebSocket } from "ws";

/**
 * A WebSocket that does not answer a close frame by itself. The library does so at once, and then nothing can be sent any
 * more; but whoever got a close frame may send until it has sent its own (RFC 6455, 5.5.1), and running handlers still
 * have answers.
 */
export class PatientWebSocket extends WebSocket {
  /** Called once, after a close frame was received, or after the library found a fault in what was. */
  onPeerClose: (code: number) => void = () => this.closeNow();
  #received: { readonly code: number | undefined; readonly data: string | Buffer | undefined } | undefined;

  /** For the library, which calls it when a close frame is in. */
  override close(code?: number, data?: string | Buffer): void {
    if (this.readyState !== WebSocket.OPEN || this.#received !== undefined) return super.close(code, data);
    this.#received = { code, data };
    // When the library found a fault it reports it after this call.
    process.nextTick(() => this.onPeerClose(code ?? NO_CODE));
  }

  /** Sends the close frame: the received one's code, or 1000. */
  closeNow(): void {
    if (this.#received === undefined) super.close(1000);
    else super.close(this.#received.code, this.#received.data);
  }
}

/** What stands for a close frame without a code. */
const NO_CODE = 1005;
