import type { Location } from "../../model/location.ts";
import { checkInsertOnly, type Splice, splice } from "../splice.ts";
import { declaredIn } from "../syntax/scope.ts";
import { locationOf, parse, ts, walk } from "../ts.ts";
import { grow } from "./grow.ts";
import { bindingsOf, type ImportedBinding, withBinding } from "./imports.ts";
import { placeRuns } from "./place.ts";
import { shapeOf } from "./shape.ts";
import { membersOf, type Sibling, siblingsOf } from "./siblings.ts";

/** A generated file as it is now, and as it would be generated without and with what is to be added. */
export interface Merge {
  path: string;
  /** The file as it is, perhaps edited since. */
  current: string;
  /** What would be generated for what the file holds already, without anything that repeats. */
  base: string;
  /** The same with what is to be added. */
  next: string;
  /**
   * The declarations of `next` that are one of many, such as a method among methods: each goes behind those that the file
   * has, before what follows it in `next`. Types are `type X`, members `.x`.
   */
  added: ReadonlySet<string>;
  /** The declarations of `next` that only show where an added one would stand. */
  slots?: ReadonlySet<string>;
  /** The order of the names inside the braces of an import. */
  compareNames(left: string, right: string): number;
}

/** A declaration of a file that cannot become what it has to be, and the code that it should hold. */
export interface MergeConflict {
  declaration: string;
  at: Location;
  /** Whether it is there and differs, is needed and gone, or has a name that is needed for another. */
  kind: "differs" | "missing" | "taken";
  expected: string;
}

/**
 * Puts what `next` has and `base` lacks into `current`, declaration by declaration and by insertions alone. What differs
 * from both is left as it is unless it would have to change: that is a conflict. Layout and comments do not matter.
 */
export function mergeDeclarations(merge: Merge): { text: string; conflicts: MergeConflict[] } {
  const { path, current } = merge;
  const body = new Merging(merge);
  body.siblings(parse(path, current), parse(path, merge.base), parse(path, merge.next));
  const declared = splice(current, body.splices);
  const bindings = neededBindings(merge, declared, body.conflicts);
  if (body.conflicts.length > 0) return { text: current, conflicts: body.conflicts };
  const next = parse(path, merge.next);
  const text = bindings.reduce(
    (before, binding) => withBinding({ path, text: before }, binding, next, merge.compareNames),
    declared,
  );
  const broken = checkInsertOnly(path, current, text);
  if (broken !== null) throw new Error(`The merge of ${path} would have damaged the file: ${broken}.`);
  return { text, conflicts: [] };
}

/** The code of the declarations of `next` that are one of many, in order: what a person would put in by hand. */
export function addedCode({ path, next, added }: Pick<Merge, "path" | "next" | "added">): string[] {
  const source = parse(path, next);
  const within = (nodes: readonly ts.Node[]): string[] =>
    siblingsOf(nodes).flatMap(({ key, node }) => {
      if (added.has(key)) return [node.getText(source)];
      const members = membersOf(node);
      return members ? within(members) : [];
    });
  return within(source.statements);
}

class Merging {
  readonly splices: Splice[] = [];
  readonly conflicts: MergeConflict[] = [];
  readonly #merge: Merge;
  readonly #next: ts.SourceFile;

  constructor(merge: Merge) {
    this.#merge = merge;
    this.#next = parse(merge.path, merge.next);
  }

  /** Merges what three containers declare: a file each, or what stands for one class, type or test suite. */
  siblings(current: ts.Node, base: ts.Node | null, next: ts.Node): void {
    const own = siblingsOf(declarationsOf(current));
    const known = byKey(own);
    const before = byKey(base ? siblingsOf(declarationsOf(base)) : []);
    const wanted = siblingsOf(declarationsOf(next));
    const missing = new Set<Sibling>();
    for (const each of wanted) {
      if (this.#merge.slots?.has(each.key)) continue;
      const found = known.get(each.key);
      if (found) this.#declaration(found, before.get(each.key) ?? null, each);
      else if (!before.has(each.key)) missing.add(each);
      else if (!this.#isUnchanged(before.get(each.key), each)) this.#conflict("missing", current, each);
    }
    const added = new Set([...this.#merge.added, ...(this.#merge.slots ?? [])]);
    this.splices.push(...placeRuns({ current, own, next, wanted, missing, added }));
  }

  #declaration(current: Sibling, base: Sibling | null, next: Sibling): void {
    if (shapeOf(current.node) === shapeOf(next.node) || this.#isUnchanged(base ?? undefined, next)) return;
    if ([current, next].every(({ node }) => membersOf(node))) {
      this.siblings(current.node, base && membersOf(base.node) ? base.node : null, next.node);
      return;
    }
    if (!base) this.#conflict("taken", current.node, next);
    else if (!this.#grown(current, base, next)) this.#conflict("differs", current.node, next);
  }

  #isUnchanged(base: Sibling | undefined, next: Sibling): boolean {
    return base !== undefined && shapeOf(base.node) === shapeOf(next.node);
  }

  #grown(current: Sibling, base: Sibling, next: Sibling): boolean {
    if (shapeOf(current.node) !== shapeOf(base.node)) return false;
    const from = { source: current.node.getSourceFile(), node: current.node };
    const splices = grow(from, { source: this.#next, node: next.node });
    if (!splices) return false;
    this.splices.push(...splices);
    return true;
  }

  #conflict(kind: MergeConflict["kind"], at: ts.Node, { key, node }: Sibling): void {
    const declaration = key.replace(/^(?:type |\.)/, "");
    this.conflicts.push({ declaration, at: locationOf(at), kind, expected: node.getText(this.#next) });
  }
}

function declarationsOf(container: ts.Node): readonly ts.Node[] {
  return membersOf(container) ?? (isFile(container) ? container.statements : []);
}

function isFile(node: ts.Node): node is ts.SourceFile {
  return node === node.getSourceFile();
}

function byKey(siblings: readonly Sibling[]): Map<string, Sibling> {
  return new Map(siblings.map((each) => [each.key, each]));
}

/** The imports that the file lacks and `body`, its text with the declarations put in, needs. */
function neededBindings(
  { path, current, base, next }: Merge,
  body: string,
  conflicts: MergeConflict[],
): ImportedBinding[] {
  const source = parse(path, current);
  const own = bindingsOf(source);
  const before = new Set(bindingsOf(parse(path, base)).map(textOf));
  const used = namesIn(parse(path, body));
  return bindingsOf(parse(path, next)).filter((wanted) => {
    const same = own.find(({ local, module }) => local === wanted.local && module === wanted.module);
    if (same) return same.kind === "type" && wanted.kind !== "type";
    const taken = declaredIn(source).get(wanted.local);
    if (!taken) return used.has(wanted.local);
    if (before.has(textOf(wanted))) return false;
    const expected = `import { ${wanted.written} } from ${JSON.stringify(wanted.module)};`;
    conflicts.push({ declaration: wanted.local, at: locationOf(taken), kind: "taken", expected });
    return false;
  });
}

function namesIn(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of walk(source)) {
    const member = ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    if (ts.isIdentifier(node) && !member) names.add(node.text);
  }
  return names;
}

function textOf({ module, written, kind }: ImportedBinding): string {
  return `${kind} ${written} ${module}`;
}
