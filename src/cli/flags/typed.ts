/** The values of the flags as they were typed; what was not typed is not there. */
export interface TypedFlags {
  readonly segment?: string;
  readonly stem?: string;
  readonly norm?: boolean;
  readonly explain?: boolean;
  readonly format?: string;
  readonly output?: string;
  readonly color?: string;
  readonly csvRaw?: boolean;
  readonly lang?: string;
  readonly input?: string;
  readonly encoding?: string;
  readonly textField?: string;
  readonly idField?: string;
  readonly dateField?: string;
  readonly keepFields?: boolean;
  readonly maxDocument?: number;
  readonly date?: string;
  readonly defaultDate?: string;
  readonly prefer?: string;
  readonly monthFirst?: boolean;
  readonly weekStart?: string;
  readonly types?: readonly string[];
  readonly only?: readonly string[];
  readonly minConfidence?: number;
  readonly onError?: string;
  readonly config?: string | false;
  /** Names of the flags that were not typed, but set by a configuration file. */
  readonly configured?: ReadonlySet<string>;
  readonly unique?: boolean;
  readonly ignore?: readonly string[];
  readonly context?: number;
  readonly offsets?: string;
  readonly timeline?: boolean;
  readonly top?: number;
  readonly title?: string;
  readonly df?: string;
  readonly writeDf?: string;
  readonly recursive?: boolean;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly filesFrom?: string;
  readonly null?: boolean;
  /** 0 for auto. */
  readonly jobs?: number;
  readonly resume?: string;
  readonly progress?: boolean;
  readonly quiet?: boolean;
  readonly profile?: string;
  readonly fold?: readonly string[];
  readonly list?: boolean;
  readonly map?: boolean;
  readonly gazetteer?: readonly string[];
  readonly gazetteerType?: string;
  /** False with --no-default-gazetteer; the parser makes it true otherwise. */
  readonly defaultGazetteer?: boolean;
  /** False with --no-cache. */
  readonly cache?: boolean;
  readonly overlaps?: string;
  readonly from?: string;
  readonly type?: string;
  readonly strict?: boolean;
  readonly licence?: string;
  readonly attribution?: string;
}
