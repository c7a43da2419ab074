/** How far a run is, on one line of a terminal that is written over. */

const EVERY = 200;

export class Progress {
  #documents = 0;
  #failed = 0;
  #bytes = 0;
  #last = 0;
  #shown = false;
  readonly #start = Date.now();

  /** @param stream null: nothing is shown */
  constructor(readonly stream: { write(text: string): unknown; columns?: number } | null) {}

  add(documents: number, failed: number, bytes: number): void {
    this.#documents += documents;
    this.#failed += failed;
    this.#bytes += bytes;
    const now = Date.now();
    if (this.stream === null || now - this.#last < EVERY) return;
    this.#last = now;
    this.#shown = true;
    this.stream.write(`\r\x1b[K${this.text(now).slice(0, (this.stream.columns ?? 80) - 1)}`);
  }

  /** `1,200 documents, 3.1 MB, 2.4 MB/s, 2 failed, 0:05`. */
  text(now: number): string {
    const seconds = Math.max(0.001, (now - this.#start) / 1000);
    const megabytes = this.#bytes / 1024 / 1024;
    const clock = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
    const failed = this.#failed > 0 ? `, ${this.#failed.toLocaleString('en')} failed` : '';
    const documents = this.#documents.toLocaleString('en');
    return `${documents} documents, ${megabytes.toFixed(1)} MB, ${(megabytes / seconds).toFixed(1)} MB/s${failed}, ${clock}`;
  }

  /** Takes the line away, before something else is written. */
  clear(): void {
    if (this.#shown) this.stream?.write('\r\x1b[K');
    this.#shown = false;
  }
}
