const words = (list: string): string[] => list.trim().split(/\s+/);

const TYPESCRIPT_WORDS = words(`
  arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof undefined var void while with yield
`);

const RUST_WORDS = words(`
  abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in
  let loop macro match mod move mut override priv pub ref return self static struct super trait true try type typeof
  unsafe unsized use virtual where while yield
`);

const INHERITED_NAMES = Object.getOwnPropertyNames(Object.prototype);

/** Words that may not be a name, each with what it already means: `class` → "a reserved word of TypeScript". */
export type ReservedWords = ReadonlyMap<string, string>;

function meaning(list: string[], what: string): [string, string][] {
  return list.map((word) => [word, what]);
}

const inheritedNames = meaning(INHERITED_NAMES, "a member of every JavaScript object");
const prototypeNames = [...inheritedNames, ...meaning(["prototype"], "a member of every JavaScript class")];
const typescriptWords = meaning(TYPESCRIPT_WORDS, "a reserved word of TypeScript");
const rustWords = meaning(RUST_WORDS, "a reserved word of Rust");

/** What is read from any JavaScript object that lacks it, such as `toString`: no key of a response that may be absent. */
export const INHERITED_MEMBERS: ReservedWords = new Map(inheritedNames);
/** Names that every JavaScript object or class has, such as `constructor`, `__proto__` and `prototype`. */
export const OBJECT_MEMBERS: ReservedWords = new Map(prototypeNames);
/** What cannot be the name of a TypeScript binding. */
export const RESERVED_IN_TYPESCRIPT: ReservedWords = new Map([...typescriptWords, ...prototypeNames]);
/** What cannot name a binding in TypeScript or a module in Rust. */
export const RESERVED_IN_TYPESCRIPT_AND_RUST: ReservedWords = new Map([
  ...rustWords,
  ...typescriptWords,
  ...prototypeNames,
]);
