/* What the lab's scripts know of each other. An element is `any`: the reader reads it by its prototype (reader-dom.js). */
type El = any;

/* ---- messages: reader/decoding.py knows the same names ---- */

interface ReaderHeader { id: number; name: string; }
interface ReaderCell {
  row: number; column: number; rowHeaders: ReaderHeader[]; columnHeaders: ReaderHeader[]; rowSpan?: number; columnSpan?: number; rowSaid?: string; columnSaid?: string; label?: string;
}
interface ReaderSpan { text: string; language: string; isPicture?: boolean; }
interface FramePlace { place: number; siblings: number; }
interface ReaderNode {
  id: number; parent: number; role: string;
  name?: string; value?: string; description?: string; error?: string; states?: string[]; level?: number; place?: number;
  size?: number; rows?: number; columns?: number; cell?: ReaderCell; language?: string; spans?: ReaderSpan[]; roleSaid?: string;
  hint?: string; marker?: string; shortcut?: string; file?: string; field?: string; target?: string; framePath?: FramePlace[];
  isFocusable?: boolean; isAnswer?: boolean;
}
/* A run of text on its way: where it began is not told. */
interface ReaderRun { parent: number; text: string; node: El; side: string | null; language: string; hasWords: boolean; }
interface ReaderFocus { node: ReaderNode; isEditable: boolean; text: string; isGone?: boolean; }
interface ReaderPage { title: string; language: string; nodes: ReaderNode[]; isSupported: boolean; focus: ReaderFocus | null; }
interface ReaderMessages {
  page: ReaderPage;
  changed: { root: number; nodes: ReaderNode[] }[];
  renewed: ReaderNode[];
  focus: ReaderFocus | null;
  typed: { text: string; deleted: string };
  caret: { [unit: string]: string };
  live: { text: string; isUrgent: boolean };
  title: { title: string };
  jumped: { id: number };
}

/* ---- the reader's side of a page ---- */

interface ReaderDom {
  kind(node: El): number; tag(el: El): string; localName(el: El): string; isElement(node: El): boolean; get(node: El, name: string): any;
  number(el: El, name: string): number;
  attr(el: El, name: string): string | null; has(el: El, name: string): boolean; hasAny(el: El): boolean; attrs(el: El): string[];
  matches(el: El, selector: string): boolean; closest(el: El, selector: string): El; shows(el: El, how?: CheckVisibilityOptions): boolean;
  rectOf(el: El): DOMRect; firstElement(el: El): El; shadow(el: El): El; slotOf(node: El): El;
  computedRole(el: El): string; computedName(el: El): string;
  parent(node: El): El; firstChild(node: El): El; next(node: El): El; words(node: El): string; isThere(node: El): boolean;
  docOf(node: El): El; rootOf(node: El): El; contains(outer: El, inner: El): boolean; one(node: El, selector: string): El;
  all(node: El, selector: string): El; frameOf(doc: El): El; create(doc: El, what: string, ...given: any[]): any;
  byId(root: El, id: string): El; langOf(el: El): string;
  listen(target: El, type: string, listener: (event: any) => void, how?: any): void;
}
interface ReaderFlat {
  isComposed: boolean; owned: Map<El, El> | null; inReadingOrder(el: El, children: El[]): El[]; isFrame(el: El): boolean; isReordered(style: El): boolean;
  childrenOf(el: El, onShadow: (root: El) => void): El[]; found(el: El, isIt: (el: El) => boolean, onShadow?: any): El[];
  hasGenerated(doc: El): boolean; lookAtStyles(root: El): void; isEmbedding(el: El): boolean; isFallingBack(el: El): boolean; isInside(inner: El, outer: El): boolean; isLeftBy(modal: El, el: El): boolean; shadowTrees: Set<El>; langAround(el: El): string; ownedBy(doc: El): Map<El, El>;
  siblings(el: El): El[];
}
interface ReaderKinds {
  CELL: RegExp; HEADINGS: string; HOLDER: Set<string>; INTERACTIVE: string; LEAF: Set<string>; PASSES: RegExp; SKIP: RegExp; TABLE: RegExp; TOLD: string; WORDED: RegExp;
  isStructure(role: string): boolean;
}
interface ReaderWatcher { anew(): void; shadow(root: El): void; frame(doc: El): void; see(el: El, isShown?: boolean): void; seen(el: El): void; }
interface ReaderJoined {
  run: ReaderRun | null; parts: any[]; spans: any[]; marker: { el: El; text: string } | null; isMixed: boolean; out: ReaderNode[];
  drop(): void; begin(el: El, style: El): void; end(): void; number(node: ReaderNode): void;
  add(data: string, node: El, parentId: number, lang: string, side?: string | null): void;
  onlyNumber(el: El, parentId: number, lang: string): void;
}
interface ReaderSizes { readonly table: any; readonly list: { size: number; item: string } | null; }
interface ReaderBridge { receive(kind: string, data: string): void; }
interface ReaderNews {
  isRunning: boolean; bodyOf(doc: El): El; catchUp(among?: Set<El>): void; lookSoon(): void; mark(node: El): void; markAll(): void;
  onMutations(records: MutationRecord[]): void; schedule(): void; still(): void; tellAgain(id: number): void; tellValue(el: El): void;
  parentOf(el: El): number; isKnown(node: El): boolean;
}
interface LabReader {
  textIn(el: El): string;
  isShut(el: El): boolean; heldBy(el: El): string | null;
  isTransforming: boolean; written(text: string, style: El, el: El): string; worded(node: El, el: El): string;
  optionsIn(el: El): number; hearShown(el: El): void;
  closedRoots: WeakMap<El, El>; hasClosed: boolean; lookForClosed(doc: El): void; isClosed(root: El): boolean;
  lookForInternals(doc: El): boolean; referredTo(el: El, name: string): El[];
  isUndrawn(el: El): boolean; undrawnAround(el: El): El[]; whileDrawn<Seen>(elements: El[], look: () => Seen): Seen;
  MOST_SAID: number; valueIn(el: El, role: string): string; NO_SIZES: ReaderSizes; sizesIn(el: El, role: string, node: ReaderNode, around: ReaderSizes): ReaderSizes; isEntered(el: El, role: string): boolean; telling<Told>(node: El, tell: () => Told): Told; kept(node: ReaderNode): ReaderNode;
  news: ReaderNews; typing: Record<string, (event: any) => void>; records(): MutationRecord[]; watchRoot(root: El): void; watchDocument(doc: El): void;
  dom: ReaderDom; flat: ReaderFlat; kinds: ReaderKinds; isGenerating: boolean; isRarelyStyled: boolean;
  combo: { BESIDE: string; PRESSED: string; field(el: El): HTMLInputElement | null; shown(el: El): string };
  Joined: new (out: ReaderNode[]) => ReaderJoined;
  keep(isKeeping: boolean): void; once(make: (of: El) => any, of: El): any; styleOf(el: El): El; decoded(text: string): string;
  idOf(node: El): number; idOfSide(el: El, side: string): number; nodeOf(id: number): El; forgetGone(): void; knownCount(): number;
  roleOf(el: El): string; isDetailsSummary(el: El): boolean; isFocusable(el: El): boolean; isInDisabled(el: El): boolean; isExposed(el: El): boolean;
  describe(el: El, role: string, parentId: number, name?: string): ReaderNode;
  walk(el: El, parentId: number, watcher?: ReaderWatcher | null): ReaderNode[];
  statesOf(el: El, role: string): string[]; isDisabled(el: El): boolean; positionOf(el: El, role: string): [number, number] | null; sizeOfSelect(el: El): number;
  levelOf(el: El, role: string): number; radiosOf(el: El): El[]; isMember(role: string): boolean; tableOf(el: El): any; boundTables(root: El): void;
  tidy(text: string | null): string; isProtected(el: El): boolean; isMasked(style: El): boolean; masked(text: string): string; isTextField(el: El): boolean; isEditingHost(el: El): boolean;
  holdsField(el: El, role: string): boolean; fieldIn(el: El, parentId: number): ReaderNode; usualSummary(details: El, parentId: number): ReaderNode;
  lacksSummary(el: El): boolean; referenced(el: El, attribute: string): El[];
  plainText(el: El, isAnyHidden?: boolean, seen?: Set<El>): string; generatedText(el: El, side: string): string;
  unquoted(text: string): string; isButForNumbers(say: () => string, name: string): boolean;
  descriptionOf(el: El, name: string, isTitled: boolean): string; errorOf(el: El, isInvalid: boolean): string;
  spansOf(parts: [string, string, boolean?][], around: string): ReaderSpan[] | null; holdsPicture(el: El, role: string): boolean; spansIn(el: El, role: string, name: string, language: string): ReaderSpan[] | null;
  computedNameOf(el: El): string; nameOf(el: El): string; fileNameAndValue(el: El, name: string): string[]; formulaOf(el: El): string; formulaWords: Record<string, string>;
  isSaidByControl(label: El): boolean; markerOf(el: El, style: El): string;
  counterText(el: El, side: string, name: string, separator: string | null, style: string): string;
  modalOf(doc: El): El; holdsFocus(el: El): boolean; up(node: El): El; hostOf(node: El): El; textOf(node: El): string;
  hearLive(record: MutationRecord, target: El): void; isNewlyShown(el: El): boolean;
  hearNewAlerts(el: El, isThereAlready?: boolean): void; tellLive(): void;
  seeing(isWholePage: boolean): void; see(el: El, isShown?: boolean): void; seen(el: El): void; reshown(among?: Iterable<El>): El[];
  saidFrom(chain: ReaderNode[], before: ReaderNode[]): Set<El> | undefined; isMadeOf(node: ReaderNode, el: El): ReaderNode; isJoinedOf(run: ReaderNode, parts: any[]): ReaderNode;
  again(node: ReaderNode): ReaderNode | null;
  send<Kind extends keyof ReaderMessages>(kind: Kind, data: ReaderMessages[Kind]): void;
  snapshot(): ReaderPage; isSupported(): boolean; activeElement(): El; holder(): El; isScroller(el: El): boolean; focusMessage(): ReaderFocus | null; tellFocus(): void;
  fresh(id: number, since: number): number; sentCount(): number; start(to: ReaderBridge): void; stop(): void; drain(): string; isEchoing: boolean;
  framePath(el: El): FramePlace[]; isForeign(el: El): boolean; documentIn(el: El): El; framesOf(view: any): any[]; isInside(): boolean; offsetOf(node: El): [number, number];
  show(id: number): string; boxOf(id: number): string; focus(id: number): void; press(id: number): void; tab(fromId: number, step: number): string;
  look(selector: string, asked: string[], isCertain: boolean, isLoadedEnough: boolean): string; tabbed(isBrief: boolean): string; tabLetGo(event: Event): void; tabPressed(): void; tabCame(): void; movesFocus(): boolean;
}
declare var labReader: LabReader;

/* ---- the forms ---- */

interface FormProblem { field: string; words: string; href: string; inputs: Field[]; }
interface ErrorView {
  problems: FormProblem[]; summary: HTMLElement | null; focus: HTMLElement | null; title: string; isTied: boolean;
  messages: Map<string, HTMLElement>;
}
interface LabForm {
  lists: Record<string, string[]>; find(typed: string, names: string[]): string[];
  worn: string[]; query: URLSearchParams; beforeErrors: ((view: ErrorView) => void)[]; beforeSubmit: (() => boolean)[];
  onward(): HTMLElement | null; ask(id: string, label: string, hint: string, required: string): HTMLInputElement | null;
  signal(name: string, detail: object): void; met(id: string): void; whenShown(act: () => void): void;
  after(delayMs: number, act: () => void): number; cancel(plan: number): void; hasHelp(id: string): boolean; isStill: boolean;
  file(id: string, name: string): string; barrier(id: string, wear: (form: LabForm) => void, how?: { hasStyle?: boolean }): void;
  mark<Marked extends HTMLElement>(element: Marked, id: string): Marked; recast(old: Element, tag: string): HTMLElement;
  values(): any; notes(): any; keep(): void; forget(): void; gather(): void; go(page: string): void; goToStart(): void; startOver(id: string, words: string): void;
  fillAnswers(): void; findMissingAnswers(): FormProblem[]; findProblems(): FormProblem[]; showProblems(problems: FormProblem[]): void;
  placeOf(field: string): HTMLElement | null | undefined;
}

/* What is found in a form by a selector may be any of its fields. */
interface Field extends HTMLElement {
  name: string; value: string; type: string; checked: boolean; disabled: boolean; placeholder: string; form: HTMLFormElement;
  options: HTMLOptionsCollection; selectedIndex: number; selectedOptions: HTMLCollectionOf<HTMLOptionElement>; labels: NodeListOf<HTMLLabelElement>;
}
interface ParentNode {
  querySelector(selectors: string): Field | null;
  querySelectorAll(selectors: string): NodeListOf<Field>;
}
interface Element { closest(selectors: string): Field | null; }

/* ---- what the engine and the lab put into a page ---- */

declare var qt: { webChannelTransport: object };
declare var QWebChannel: new (transport: object, ready: (channel: { objects: any }) => void) => object;
declare var labServiceWish: { fields: { label: string; selector: string }[]; heading: string; selector: string };
declare var labService: { nameOf(element: El, fields: string): object; namedOf(element: El): number; watch(tell: (kind: string, facts: object) => void): void } | undefined;
declare var labHelps: { kinds: string[]; card: Record<string, string> };
declare var labMedia: { most: number };
declare var labMeters: { phrases: string[]; quietMs: number; acted?(): void };
declare var labPlace: { at(cursor: number | null): string; readonly marked: El };
declare var labFix: { change(kind: string, value: string): string };
declare var labCost: {
  look(ids: number[], controls: number[], fields: number[]): string; unseenStops(): string; tried(): string; narrow(ids: number[], width: number): string;
  press(selector: string): string; keptBack(): string; [part: string]: any;
};
declare var labPrice: { ways(): string };
declare var labAudit: { look(): void; told(): string };
declare var axe: { run(document: Document, options: object): Promise<{ violations: any[] }> };
/* A stretch of a text node: where it begins in the sentence, and what the node held when it was read. */
interface AloudPart { node: Text; start: number; end: number; at: number; was: string; }
interface AloudSentence { text: string; language: string; parts: AloudPart[]; }
declare var labAloud: { begin(): string; next(): string; sounds(): string; words(times: [number, number][]): string; end(): string };
declare var labStyles: { wear(css: string): void; turn(css: string, isOn: boolean): void };
declare var labDemo: { look(handsMs: number | null): string; findDragged(field: string, words: string): string };
declare var labCheck: { field(): string };
declare var labFocus: { to(id: string): void };
declare var labPrivate: { painted(): number; on(): void; off(): void };
declare var labState: { hasFocus(): boolean; wantsStillness(): boolean };
declare var labPeer: { virtual: any };
declare var labBench: Record<string, Function>;
