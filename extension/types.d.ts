// Types that the scripts share: the contract's own, and the messages that may cross between the parts.
import type { components } from "../shared_schema/api.d.ts";

declare global {
  type Schemas = components["schemas"];
  type Level = Schemas["Level"];
  type Signal = Schemas["Signal"];
  type RightRef = Schemas["RightRef"];
  type PageReport = Schemas["PageReport"];
  type Strings = Record<string, string>;

  /** A listing as badges and the side panel need it. */
  interface Verdict {
    item_id: string;
    title: string | null;
    url: string | null;
    price: Schemas["Price-Output"] | null;
    seller: Schemas["SellerRef-Output"] | null;
    category: string | null;
    description: string | null;
    images: string[];
    in_dom: boolean;
    assessment: Schemas["Assessment"];
    decision: Schemas["StandingDecision"] | null;
    same_photo: Schemas["SamePhoto"] | null;
  }

  /** What is kept of a page. */
  interface PageView {
    url: string;
    kind: string;
    readable: boolean;
    reason: string | null;
    listings: Verdict[];
    rights: Record<string, RightRef>;
  }

  /** Why nothing came back: a code of the server, or one of the extension's own. */
  interface Failure {
    code: string;
    message?: string;
  }

  type CaptureWay = Schemas["CaptureWay"];
  /** A picture as a message carries it. */
  interface PictureFile {
    type: string;
    base64: string;
  }
  /** What the page says of itself when a capture begins. */
  type PageFacts = { url: string; title: string; language: string; time_zone: string; screen: Schemas["ScreenFacts"] };
  /** One window of the page, in CSS pixels. */
  type WindowFacts = { top: number; page_height: number; viewport_height: number; pending: string[]; personal: Personal[] };
  type Personal = Schemas["PersonalBox"];
  /** What a content script is asked for a capture. */
  type EvidenceStep =
    | { step: "measure" }
    | { step: "hide" }
    | { step: "scroll"; top: number; first: boolean }
    | { step: "restore" }
    | { step: "end" }
    | { step: "document" }
    | { step: "notice"; text: string; close: string };
  type PageAsk = (message: EvidenceStep) => Promise<PageFacts | WindowFacts | Personal[] | string | boolean | null>;
  /** The last capture of a tab: under way, done, or failed. */
  type CaptureView =
    | { stage: "running"; done: number; of: number }
    | { stage: "done"; id: string; missing: Schemas["Missing"][] }
    | { stage: "failed"; failure: Failure };

  interface TabState {
    overlay: boolean;
    report: PageView | null;
    failure: Failure | null;
    /** Decisions made here, to be undone last first. */
    made?: { decision: string; item: string }[];
    capture?: CaptureView;
  }

  interface Settings {
    port: number;
    language: string;
    /** Whether the browser tells when something is due. */
    notify: boolean;
  }

  /** What a person decides on a listing of the page. */
  interface Deciding {
    id: string;
    word: Schemas["DecisionWord"];
    reason?: Schemas["DismissalReason"] | null;
    note?: string | null;
    scope?: Schemas["DecisionScope"];
    phrase?: string | null;
  }
  type KeyAction = "next" | "previous" | "infringes" | "dismiss" | "watch" | "capture" | "undo" | "help";

  /** What a content script may ask. */
  type ContentRequest = { type: "hello" } | { type: "decide-here"; decision: Deciding } | { type: "undo-here" } | { type: "capture-here" } | { type: "compare"; item: string; kind: string; reference: string } | { type: "shown"; ids: string[] } | { type: "page"; url: string; html: string; fragment: boolean; description: string | null };
  interface ContentReply {
    hello: { strings: Strings; overlay: boolean };
    shown: { ok: boolean };
    "decide-here": PanelReply["decide"];
    "undo-here": PanelReply["decide"];
    "capture-here": PanelReply["capture"];
    compare: { ok: boolean };
    page: { ok: true; report: PageView } | { ok: false; failure: Failure };
  }

  /** What the extension's own pages may ask. */
  type PanelRequest =
    | { type: "state"; tab: number }
    | { type: "toggle"; tab: number }
    | { type: "point"; tab: number; id: string }
    | { type: "retry"; tab: number }
    | { type: "status" }
    | { type: "pair"; code: string; port: number; name: string }
    | { type: "forget" }
    | { type: "settings"; settings: Partial<Settings> }
    | { type: "strings" }
    | { type: "capture"; tab: number }
    | { type: "decide"; tab: number; decision: Deciding }
    | { type: "undo"; tab: number }
    | { type: "comparison"; image: string; reference: string | null }
    | { type: "alike"; item: string }
    | { type: "cases" }
    | { type: "console"; page: string };
  type Status = { paired: boolean; settings: Settings; failure: Failure | null; version: string | null; words: boolean | null; registry: Schemas["RegistrySummary"] | null };
  interface PanelReply {
    state: TabState;
    toggle: TabState;
    point: { found: boolean };
    retry: { ok: boolean };
    status: Status;
    pair: { ok: true } | { ok: false; failure: Failure };
    forget: { ok: boolean };
    settings: { ok: boolean };
    capture: { ok: boolean };
    decide: { ok: true; id: string | null } | { ok: false; failure: Failure };
    undo: PanelReply["decide"];
    comparison: Tried<{ reference: PictureFile | null; suspect: PictureFile }>;
    alike: Tried<Schemas["AlikeReport"]>;
    cases: Tried<Schemas["CaseList"]>;
    strings: { strings: Strings; language: string };
    console: { ok: true } | { ok: false; failure: Failure };
  }

  /** What the filling panel may ask; each is answered with `Tried`. */
  type FormsRequest =
    | { type: "forms-portals" }
    | { type: "forms-override"; portal: string; overrides: Schemas["PortalOverrides-Input"] }
    | { type: "forms-complaints" }
    | { type: "forms-values"; complaint: string }
    | { type: "forms-file"; file: FileToFetch }
    | { type: "forms-reference"; complaint: string; reference: string }
    | { type: "forms-cases" }
    | { type: "forms-draft"; request: Partial<Schemas["PlanRequest"]> }
    | { type: "forms-check"; complaint: string }
    | { type: "forms-edit"; complaint: string; edit: Partial<Schemas["ComplaintEdit"]> };
  interface FormsReply {
    "forms-portals": Schemas["PortalList"];
    "forms-override": Schemas["Portal"];
    "forms-complaints": { complaints: ComplaintLine[] };
    "forms-values": FormValues;
    "forms-file": FormFile;
    "forms-reference": Schemas["Complaint"];
    "forms-cases": Schemas["CaseList"];
    "forms-draft": Pick<Schemas["ComplaintList"], "complaints"> & Pick<Schemas["Plan"], "left_out">;
    "forms-check": Schemas["CheckReport"];
    "forms-edit": Schemas["Complaint"];
  }
  type Tried<T> = { ok: true; reply: T } | { ok: false; failure: Failure };

  /** What the worker tells. */
  type WorkerMessage = ({ type: "evidence" } & EvidenceStep) | { type: "overlay"; on: boolean } | { type: "again" } | { type: "point"; id: string } | { type: "step" } | { type: "learn"; listings: Verdict[]; rights: Record<string, RightRef> };
  type Broadcast = { type: "changed"; tab: number } | { type: "shoot"; tab: number; windowId: number };

  type Speaker = ReturnType<Markwarden["sentences"]["speaker"]>;
  interface Badge {
    host: HTMLElement;
    draw(verdict: Verdict): void;
    point(): void;
    focus(): void;
    placed(): void;
  }
  interface Overlay {
    learn(news: Verdict[], rights: Record<string, RightRef>): void;
    place(card: Element, id: string): boolean;
    drop(card: Element): void;
    tidy(): void;
    toggle(on: boolean): void;
    clear(): void;
    point(id: string): boolean;
    step(by: number, from?: string | null): void;
    knows(id: string): boolean;
    cardIds(): Map<Element, string>;
    images(): Map<string, string>;
    arrivals(): string[];
    remove(): void;
  }
  interface HoverCard {
    show(anchor: HTMLElement, verdict: Verdict, rights: Record<string, RightRef>): void;
    refresh(ids: Set<string>, verdicts: Map<string, Verdict>, rights: Record<string, RightRef>): void;
    ask(anchor: HTMLElement, verdict: Verdict, done: (deciding: Deciding) => void): void;
    help(anchor: HTMLElement): boolean;
    hide(): void;
    hideSoon(): void;
    compare(verdict: Verdict): void;
    remove(): void;
  }

  interface Markwarden {
    keys: { actionOf(event: KeyboardEvent): KeyAction | null; help(speak: Speaker): HTMLElement };
    dismissal: { form(verdict: Verdict, speak: Speaker, answer: { done(deciding: Deciding): void; cancel(): void }): HTMLFormElement };
    plain: {
      norm(text: string | null | undefined): string;
      bare(text: string): string;
      number(text: string): string;
      declares(text: string): boolean;
      captcha(text: string): boolean;
    };
    agree: { holds(step: Pick<FillStep, "kind" | "wanted" | "files">, shown: string[]): boolean };
    forms: FormsInPage;
    sentences: {
      LEVELS: readonly Level[];
      speaker(strings: Strings): {
        say(name: string, values?: Record<string, string | number>): string;
        reason(signal: Signal): string;
        passage(signal: Signal): string | null;
        standing(decision: Schemas["StandingDecision"]): string;
        rightLine(right: RightRef | undefined): string;
        caseCounts(listings: number, missing: number): string;
        sellerName(seller: { id?: string | null; name?: string | null } | null | undefined): string;
        samePhoto(same: Schemas["SamePhoto"]): string;
        failed(failure: Failure): { title: string; help: string };
      };
    };
    proof: {
      compared(signals: Signal[] | undefined): Signal[];
      counterpart(signal: Signal): string;
      thumbnail(signal: Signal, images: Iterable<HTMLImageElement>): HTMLCanvasElement | null;
    };
    highlight: {
      parts(title: string, signals: Signal[]): { text: string; marked: boolean }[];
      fill(element: HTMLElement, title: string, signals: Signal[], most?: number): void;
    };
    ids: {
      canonical(id: string): string;
      itemId(href: string, base: string): string | null;
      imageKey(src: string): string | null;
    };
    cards: {
      finder(
        document: Document,
        address: () => string,
      ): {
        below(root: Element, own: string | null): Map<Element, string>;
        byPicture(root: Element, byImage: Map<string, string>): Map<Element, string>;
      };
    };
    look: { shape(level: Level): SVGElement; sheets: Record<"badge" | "hovercard" | "notice", CSSStyleSheet> };
    hovercard: { create(speak: Speaker, act: (id: string, action: KeyAction, anchor: HTMLElement) => void): HoverCard };
    badge: {
      NAME: string;
      create(verdict: Verdict, speak: Speaker, card: { show(button: HTMLElement): void; hide(): void; hideSoon(): void; compare(): void; key(event: KeyboardEvent, button: HTMLElement): void }): Badge;
    };
    fit: { watch(button: HTMLElement): void };
    overlay: { create(speak: Speaker, reviewer: { decide(deciding: Deciding): Promise<boolean>; undo(): Promise<void>; capture(): Promise<void> }): Overlay; notice(text: string, close: string): void };
    link: {
      ask<T extends ContentRequest["type"]>(message: Extract<ContentRequest, { type: T }>): Promise<ContentReply[T]>;
      orphaned(): boolean;
      Orphaned: new () => Error;
    };
    personal: { find(picture: "visible" | "full"): Personal[] };
    description: { watch(document: Document, changed: () => void): { look(): void; text(): string | null; stop(): void; again(): void } };
    reader: { whole(document: Document): string; fragments(cards: Iterable<Element>): string[] };
    observer: { create(flush: (roots: Element[]) => boolean): { start(): void; stop(): void; add(node: Node): void } };
  }
  var markwarden: Markwarden;

  interface String {
    toWellFormed(): string;
  }
  // The Navigation API, which TypeScript 5 does not know yet.
  var navigation: EventTarget | undefined;
}
