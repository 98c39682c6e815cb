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
    images: string[];
    in_dom: boolean;
    assessment: Schemas["Assessment"];
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

  interface TabState {
    overlay: boolean;
    report: PageView | null;
    failure: Failure | null;
  }

  interface Settings {
    port: number;
    language: string;
  }

  /** What a content script may ask. */
  type ContentRequest = { type: "hello" } | { type: "shown"; ids: string[] } | { type: "page"; url: string; html: string; fragment: boolean };
  interface ContentReply {
    hello: { strings: Strings; overlay: boolean };
    shown: { ok: boolean };
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
    | { type: "strings" };
  type Status = { paired: boolean; settings: Settings; failure: Failure | null; version: string | null; registry: Schemas["RegistrySummary"] | null };
  interface PanelReply {
    state: TabState;
    toggle: TabState;
    point: { found: boolean };
    retry: { ok: boolean };
    status: Status;
    pair: { ok: true } | { ok: false; failure: Failure };
    forget: { ok: boolean };
    settings: { ok: boolean };
    strings: { strings: Strings; language: string };
  }

  /** What the worker tells. */
  type WorkerMessage = { type: "overlay"; on: boolean } | { type: "again" } | { type: "point"; id: string };
  type Broadcast = { type: "changed"; tab: number };

  type Speaker = ReturnType<Markwarden["sentences"]["speaker"]>;
  interface Badge {
    host: HTMLElement;
    draw(verdict: Verdict): void;
    point(): void;
  }
  interface Overlay {
    learn(news: Verdict[], rights: Record<string, RightRef>): void;
    place(card: Element, id: string): boolean;
    drop(card: Element): void;
    tidy(): void;
    toggle(on: boolean): void;
    clear(): void;
    point(id: string): boolean;
    knows(id: string): boolean;
    cardIds(): Map<Element, string>;
    images(): Map<string, string>;
    arrivals(): string[];
    remove(): void;
  }
  interface HoverCard {
    show(anchor: Element, verdict: Verdict, rights: Record<string, RightRef>): void;
    hide(): void;
    hideSoon(): void;
    remove(): void;
  }

  interface Markwarden {
    sentences: {
      LEVELS: readonly Level[];
      speaker(strings: Strings): {
        say(name: string, values?: Record<string, string | number>): string;
        reason(signal: Signal): string;
        rightLine(right: RightRef | undefined): string;
        failed(failure: Failure): { title: string; help: string };
      };
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
    hovercard: { create(speak: Speaker): HoverCard };
    badge: {
      NAME: string;
      create(verdict: Verdict, speak: Speaker, card: { show(button: HTMLElement): void; hide(): void; hideSoon(): void }): Badge;
    };
    overlay: { create(speak: Speaker): Overlay; notice(text: string, close: string): void };
    link: {
      ask<T extends ContentRequest["type"]>(message: Extract<ContentRequest, { type: T }>): Promise<ContentReply[T]>;
      orphaned(): boolean;
      Orphaned: new () => Error;
    };
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
