// Types of form filling: what is seen on a page, what is planned, what crosses between the panel and the frames.

declare global {
  type ControlRole = "text" | "textarea" | "number" | "date" | "select" | "popup" | "radio" | "checkbox" | "switch" | "file" | "drop" | "editable" | "password";

  type Portal = Schemas["Portal"];
  type PortalField = Schemas["PortalField-Output"];
  type Locator = Schemas["Locator-Output"];

  /** A control on the page. */
  interface Control {
    role: ControlRole;
    elements: HTMLElement[];
    /** What of it is drawn. */
    box: Element;
    /** The box around radios or checkboxes that belong together. */
    group: Element | null;
  }
  interface ControlLabel {
    text: string;
    from: "label" | "legend" | "before" | "aria" | "placeholder";
  }
  interface FormOption {
    text: string;
    chosen: boolean;
    disabled: boolean;
  }

  /** A field as plain data. */
  interface FormField {
    role: ControlRole;
    labels: ControlLabel[];
    near: string;
    /** Which one among those that a reader cannot tell apart. */
    nth: number;
    options: FormOption[];
    value: string[];
    multiple: boolean;
    disabled: boolean;
    forbidden: "password" | "login" | "captcha" | "declaration" | null;
  }

  interface Frame {
    tab: number;
    frame: number;
    document: string;
    host: string;
    hosts: string[];
  }
  interface FrameFields extends Frame {
    fields: FormField[];
  }

  /** A value to be filled: each way it may be written, and the number that alone would do. */
  interface Wanted {
    texts: string[];
    number: string;
  }
  interface FormFile {
    name: string;
    type: string;
    base64: string;
  }
  interface FileToFetch {
    name: string;
    media_type: string;
    sha256: string;
    address: string;
  }
  interface FormValues {
    portal: string;
    values: Record<string, string | string[]>;
    files: FileToFetch[];
  }
  interface ComplaintLine {
    id: string;
    portal: string;
    right: RightRef;
    reason: string;
    status: string;
    reference?: string | null;
    count: number;
    sellers?: string[];
  }
  interface FillStep {
    key: string;
    kind: string;
    target: FormField;
    wanted: Wanted[];
    files: FormFile[];
  }
  interface PlanEntry {
    key: string;
    kind: string;
    label: string;
    labels: Schemas["Words-Output"];
    state: "ready" | "person" | "not_asked" | "no_value" | "not_found" | "ambiguous" | "refused";
    why: string;
    /** What the copy button copies. */
    copy: string;
    frame: FrameFields | null;
    step: FillStep | null;
  }
  interface FieldState extends Omit<PlanEntry, "state"> {
    state: PlanEntry["state"] | "filled" | "differs" | "empty";
    shown: string[];
    failure: string;
  }

  /** What the panel asks a frame. */
  interface FormAsk {
    describe: object;
    fill: { step: FillStep };
    watch: object;
    teach: object;
    stop: object;
    point: { target: FormField };
    references: { patterns: string[] };
  }
  type FormRequest = { [T in keyof FormAsk]: { to: "forms"; type: T; hosts: string[] } & FormAsk[T] }[keyof FormAsk];
  interface FillReply {
    field: FormField | null;
    failure: string;
    stopped: number;
  }
  interface FormReply {
    describe: { fields: FormField[] };
    fill: FillReply;
    watch: { changed: boolean };
    teach: { field: FormField | null };
    stop: object;
    point: { found: boolean };
    references: { numbers: string[] };
  }

  interface Popup {
    choices(): Element[];
    gone(): boolean;
  }
  interface FormsInPage {
    started?: boolean;
    dom: {
      all(selector: string): HTMLElement[];
      rootOf(element: Element): ShadowRoot | null;
      parent(node: Node): Element | null;
      contains(outer: Node, inner: Node | null): boolean;
      visible(element: Element): boolean;
      shownBox(element: Element, levels?: number): Element | null;
      texts(root: Element, skip?: (element: Element) => boolean): { text: string; node: Text }[];
      text(element: Element, skip?: (element: Element) => boolean): string;
    };
    controls: { collect(): Control[] };
    labels: {
      labelsOf(control: Control, controls: Control[]): ControlLabel[];
      regionOf(control: Control, controls: Control[]): Element;
      heading(control: Control, headings: Element[]): string;
      optionText(element: HTMLElement): string;
      widget(control: Control, region: Element): Element;
      lies(node: Text, box: Element): boolean;
    };
    describe: {
      describe(): { field: FormField; control: Control }[];
      find(target: FormField): { field: FormField; control: Control } | null;
      signature(field: FormField): string;
    };
    events: {
      Refused: new (why: string) => Error;
      press(element: Element): void;
      pressAway(): void;
      tick(input: HTMLElement): void;
      type(element: HTMLElement, value: string): void;
      focus(element: HTMLElement): void;
      changed(element: HTMLElement): void;
      leave(element: HTMLElement): void;
      enter(element: HTMLElement): void;
      drop(zone: Element, carried: DataTransfer): void;
    };
    guard: { guarded<T>(work: () => Promise<T>): Promise<{ result: T; stopped: number }> };
    popup: {
      open(control: Control): Promise<Popup>;
      close(popup: Popup, control: Control): Promise<void>;
      choose(popup: Popup, search: HTMLInputElement | null, wanted: Wanted): Promise<void>;
      watch(): Popup;
      matching(choices: Element[], wanted: Wanted): Element | null;
      until<T>(look: () => T, patience: number): Promise<T>;
      pause(ms: number): Promise<unknown>;
    };
    choices: {
      native(control: Control, step: FillStep): void;
      ticks(step: FillStep): Promise<void>;
      one(step: FillStep): Promise<void>;
      several(step: FillStep): Promise<void>;
      tags(step: FillStep): Promise<void>;
      cascade(step: FillStep): Promise<void>;
      calendar(step: FillStep): Promise<void>;
      again(step: FillStep): { field: FormField; control: Control };
    };
    fill: { fill(step: FillStep): Promise<FillReply> };
    teach: { teach(): Promise<FormField | null>; stop(): void };
  }
}

export {};
