/** How far a run is, on one line of a terminal that is written over. */
import { type Options, type Params, SingleBar } from 'cli-progress';

/** So often a second at most. */
const FRAMES = 5;
const BAR = 20;

/** What the line is written to. */
export type ProgressStream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

interface Counts {
  readonly documents: number;
  readonly failed: number;
}

export class Progress {
  #documents = 0;
  #failed = 0;
  #bytes = 0;
  readonly #bar: SingleBar | null;

  /**
   * @param stream null: nothing is shown
   * @param total bytes of all inputs where that is known: then it says how long it will take
   */
  constructor(
    readonly stream: ProgressStream | null,
    total: number | null,
  ) {
    if (stream === null) {
      this.#bar = null;
      return;
    }
    const format = (_: Options, params: Params, payload: Counts): string =>
      progressText(params, payload, total).slice(0, (stream.columns ?? 80) - 1);
    // Lines of messages move the bar: it is drawn again each time.
    this.#bar = new SingleBar({
      stream: withoutSaving(stream),
      format,
      fps: FRAMES,
      clearOnComplete: true,
      forceRedraw: true,
      hideCursor: null,
      // Interrupts are the program's.
      gracefulExit: false,
      etaBuffer: 100,
    });
    this.#bar.start(total ?? 0, 0, { documents: 0, failed: 0 } satisfies Counts);
  }

  add(documents: number, failed: number, bytes: number): void {
    this.#documents += documents;
    this.#failed += failed;
    this.#bytes += bytes;
    this.#bar?.update(this.#bytes, { documents: this.#documents, failed: this.#failed } satisfies Counts);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes the line away for what is written next; it comes back. */
  clear(): void {
    if (this.#bar !== null) this.stream?.write('\r\x1b[K');
  }

  /** Takes the line away. */
  end(): void {
    this.#bar?.stop();
  }
}

/** The library saves the place of the cursor and goes back there, over the messages that were written meanwhile. */
function withoutSaving(stream: ProgressStream): ProgressStream {
  const write = (text: string): boolean => (/^\x1b[78]$/.test(text) ? true : stream.write(text));
  return { isTTY: stream.isTTY, columns: stream.columns, write } as unknown as ProgressStream;
}

/** `██████░░░░░░ 1,200 documents, 3.1 MB, 2.4 MB/s, 2 failed, 0:05, 0:12 left`. */
function progressText(params: Params, { documents, failed }: Counts, total: number | null): string {
  const seconds = Math.max(0.001, (Date.now() - params.startTime) / 1000);
  const share = total === null ? null : Math.min(1, params.value / Math.max(1, total));
  const full = Math.round((share ?? 0) * BAR);
  const parts = [
    `${documents.toLocaleString('en')} documents`,
    formatMegabytes(params.value),
    `${formatMegabytes(params.value / seconds)}/s`,
    failed > 0 ? `${failed.toLocaleString('en')} failed` : null,
    formatClock(seconds),
    share === null || share === 0 ? null : `${formatClock((seconds * (1 - share)) / share)} left`,
  ];
  const bar = share === null ? '' : `${'█'.repeat(full)}${'░'.repeat(BAR - full)} `;
  return bar + parts.filter((part) => part !== null).join(', ');
}

/** `3.1 MB` */
export const formatMegabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** `1:02:05` or `2:05` */
export function formatClock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
