import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import { EXIT, UserError } from "../errors.ts";
import { Code, comment, identifier, literal, propertyKey } from "./code.ts";

/** What a template may hold: data without `undefined`; text reaches the output only through a helper. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | Code
  | readonly TemplateValue[]
  | { readonly [key: string]: TemplateValue };

/** One name that a rendered file needs from a module. */
export interface ImportedName {
  module: string;
  name: string;
  kind: "value" | "type" | "default";
}

/** A rendered file without its import block, and the names which that block must import. */
export interface Rendered {
  text: string;
  imports: ImportedName[];
}

/** Looks up a template of the host's own by name, for example `dust/shared/client.ts`; null means the built-in one. */
export type TemplateOverride = (name: string) => string | null;

type Frame = { data: { imports: ImportedName[] } };

const engine = Handlebars.create();

const HELPERS = {
  json: (value: unknown) => literal(textOf("json", value)),
  ident: (value: unknown) => identifier(textOf("ident", value)),
  key: (value: unknown) => propertyKey(textOf("key", value)),
  comment: (value: unknown) => comment(textOf("comment", value)),
  code: (value: unknown) => {
    if (value instanceof Code) return value.text;
    throw new TypeError("The helper code takes only code that an emitter built.");
  },
  import: (...args: unknown[]) => recordImports("value", args),
  importType: (...args: unknown[]) => recordImports("type", args),
  importDefault: (...args: unknown[]) => recordImports("default", args),
  if: strictBlock("if"),
  unless: strictBlock("unless"),
  each: strictBlock("each"),
};

// Built-in helpers that would write a value as it is.
const REMOVED = { lookup: false, with: false, log: false };
const knownHelpers = { ...Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true])), ...REMOVED };
const cache = new Map<string, string>();

/**
 * Renders a template.
 *
 * @param name - path below `templates/` without `.hbs`
 * @param context - every value that the template names; a missing one is an error, also in a block's head
 * @param override - templates of the host that replace built-in ones
 * @throws UserError `template-invalid` when a template of the host cannot be rendered; Error for a built-in one
 */
export function renderTemplate(
  name: string,
  context: Record<string, TemplateValue>,
  override?: TemplateOverride,
): Rendered {
  const own = override?.(name) ?? null;
  try {
    return renderSource(own ?? builtIn(name), context);
  } catch (error) {
    const message = `The template ${name}.hbs cannot be rendered: ${error instanceof Error ? error.message : String(error)}`;
    if (own === null) throw new Error(message, { cause: error });
    throw new UserError("template-invalid", message, {
      exitCode: EXIT.usage,
      hint: "Correct the template, or remove it to use the built-in one.",
      cause: error,
    });
  }
}

/**
 * Renders the text of a template.
 *
 * @param source - Handlebars text; only the helpers of this module, `if`, `unless` and `each` are known
 * @throws Error for a syntax error, an unknown helper, a bare value or a missing value
 */
export function renderSource(source: string, context: Record<string, TemplateValue>): Rendered {
  const imports: ImportedName[] = [];
  const program = Handlebars.parse(source);
  new BareValues().accept(program);
  const template = engine.compile(program, { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers });
  const text = template(context, { helpers: HELPERS, data: { imports } });
  return { text: text.trimStart(), imports };
}

class BareValues extends Handlebars.Visitor {
  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    const { original } = statement.path as hbs.AST.PathExpression;
    if (statement.params.length > 0) return;
    throw new TypeError(
      `{{${original}}} on line ${statement.loc.start.line} needs a helper, such as {{json ${original}}}.`,
    );
  }
}

function builtIn(name: string): string {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(templatesFolder(), `${name}.hbs`), "utf8");
  cache.set(name, text);
  return text;
}

// The sources and the bundle lie at different depths below the package's root.
function templatesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "templates"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("The package's templates folder is missing.");
    folder = parent;
  }
  return join(folder, "templates");
}

function textOf(helper: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(
    `The helper ${helper} needs a string, not ${value === undefined ? "a missing value" : typeof value}.`,
  );
}

// The last argument is Handlebars' options, the one before it the module.
function recordImports(kind: ImportedName["kind"], args: unknown[]): string {
  const frame = args.at(-1) as Frame;
  const module = textOf("import", args.at(-2));
  for (const name of args.slice(0, -2)) {
    const names = textOf("import", name).split(" as ").map(identifier);
    frame.data.imports.push({ module, name: names.join(" as "), kind });
  }
  return "";
}

// Handlebars takes a missing value in a block's head for false, which hides a misspelt path.
function strictBlock(name: "if" | "unless" | "each"): Handlebars.HelperDelegate {
  const original = engine.helpers[name] as Handlebars.HelperDelegate;
  return function (this: unknown, value: unknown, options: Handlebars.HelperOptions) {
    if (value === undefined) throw new TypeError(`The head of a block {{#${name}}} names a missing value.`);
    return original.call(this, value, options);
  };
}
