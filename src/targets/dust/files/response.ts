import { access, type Code, code, joined, json, key, object } from "../../../edit/code.ts";
import { EXIT, UserError } from "../../../errors.ts";
import type { ResultField, ResultItem, ResultSpec } from "../../../model/tool-spec.ts";
import { zodType } from "./zod-type.ts";

type Shape = { members: Map<string, Shape>; optional: boolean } | { schema: Code };

/** Steps into a response. A GraphQL answer keeps everything below `data`, which a path may leave out. */
export function steps(path: string, graphql: boolean): string[] {
  const named = path === "" ? [] : path.split(".");
  return graphql && named[0] !== "data" ? ["data", ...named] : named;
}

/**
 * The Zod schema of a whole response: only what is shown or followed is named, everything else passes.
 *
 * @throws UserError `spec-invalid` when the cursor of the next page lies inside the list itself
 */
export function responseSchema(tool: string, result: ResultSpec, graphql: boolean): Code {
  const fields = fieldsSchema(result.fields);
  const leaf: Shape = { schema: result.kind === "list" ? code`z.array(${fields})` : fields };
  const at = steps(result.at, graphql);
  let root: Shape = leaf;
  if (at.length > 0) root = place({ members: new Map(), optional: false }, at, leaf, false);
  if (!result.page) return shapeSchema(root);
  const next = steps(result.page.next, graphql);
  if (at.length === 0 || at.every((step, index) => next[index] === step)) throw cursorInsideList(tool, result);
  const cursor: Shape = { schema: code`z.union([z.string(), z.number()]).nullish()` };
  return shapeSchema(place(root, next, cursor, true));
}

function place(shape: Shape, [step = "", ...rest]: string[], leaf: Shape, optional: boolean): Shape {
  if (!("members" in shape)) return shape;
  const inner = shape.members.get(step) ?? { members: new Map(), optional };
  shape.members.set(step, rest.length === 0 ? leaf : place(inner, rest, leaf, optional));
  return shape;
}

function shapeSchema(shape: Shape): Code {
  if (!("members" in shape)) return shape.schema;
  const inner = looseObject([...shape.members].map(([name, member]) => [name, shapeSchema(member)]));
  return shape.optional ? code`${inner}.nullish()` : inner;
}

function cursorInsideList(tool: string, { at, page }: ResultSpec): UserError {
  return new UserError(
    "spec-invalid",
    `The tool ${tool} reads its next page from "${page?.next}", which lies inside the list at "${at}".`,
    { exitCode: EXIT.usage, hint: "Name a place beside the list in result.page.next, or leave result.page out." },
  );
}

/** The expression of the value at a path of a response that the schema above accepts. */
export function valueAt(response: Code, path: readonly string[]): Code {
  return path.reduce((value, step) => access(value, step), response);
}

/** The expression of the next page's cursor; every step that does not lead to the list may be absent. */
export function cursorAt(response: Code, next: readonly string[], at: readonly string[]): Code {
  let shared = true;
  return next.reduce((value, step, index) => {
    const optional = !shared;
    shared &&= at[index] === step;
    return access(value, step, optional);
  }, response);
}

function looseObject(members: [string, Code][]): Code {
  return code`z.object(${object(members, true)}).passthrough()`;
}

function fieldsSchema(fields: readonly ResultField[]): Code {
  return looseObject(
    fields.map((field) => {
      const absent = field.nullable ? (field.optional ? code`.nullish()` : code`.nullable()`) : code``;
      return [field.name, code`${fieldSchema(field)}${field.optional && !field.nullable ? code`.optional()` : absent}`];
    }),
  );
}

function fieldSchema(field: ResultField | ResultItem): Code {
  return zodType(field, {
    items: () => ("items" in field && field.items ? fieldSchema(field.items) : null),
    object: () => fieldsSchema(field.fields ?? []),
  });
}

/** The object of the fields to show, read from `value`: names and values, nested objects likewise. */
export function shownFields(value: Code, fields: readonly ResultField[], depth = 0): Code {
  const members = fields.flatMap((field): Code[] => {
    const shown = shownValue(access(value, field.name), field, depth);
    return shown ? [code`${key(field.name)}: ${shown}`] : [];
  });
  return members.length === 0 ? code`{}` : code`{\n${joined(members, ",\n")},\n}`;
}

function shownValue(value: Code, field: ResultField, depth: number): Code | null {
  const mayBeAbsent = field.nullable || field.optional;
  if (field.type === "object") {
    if (!field.fields) return null;
    const inner = shownFields(value, field.fields, depth);
    return mayBeAbsent ? code`${value} && (${inner})` : inner;
  }
  if (field.type !== "array") return value;
  if (!field.items) return null;
  if (field.items.type !== "object") return value;
  const entry = depth === 0 ? code`entry` : code`entry${json(depth + 1)}`;
  const inner = shownFields(entry, field.items.fields ?? [], depth + 1);
  return code`${value}${mayBeAbsent ? code`?` : code``}.map((${entry}) => (${inner}))`;
}
