import { z } from "zod";
import { INHERITED_MEMBERS } from "../reserved.ts";
import { showValue } from "../value-text.ts";
import { TYPE_NAMES, type TypeName } from "./param.ts";
import { checkedText, dottedPath, lineText } from "./text.ts";

/** One field that is read from a response and shown. */
export interface ResultField {
  name: string;
  type: TypeName;
  values?: string[] | undefined;
  nullable: boolean;
  optional: boolean;
  items?: ResultItem | undefined;
  fields?: ResultField[] | undefined;
}

/** The type of an array field's items in a response. */
export interface ResultItem {
  type: Exclude<TypeName, "array">;
  values?: string[] | undefined;
  fields?: ResultField[] | undefined;
}

const values = () =>
  z.array(lineText("One legal value.")).min(1).optional().meta({ description: "Legal values of an enum." });

const fields = "Fields of an object.";

const fieldName = checkedText((value) => {
  if (value.trim() === "") return "must not be empty";
  const inherited = INHERITED_MEMBERS.get(value);
  if (inherited !== undefined) return `${showValue(value)} is ${inherited} and cannot be the name of a field`;
  return /\p{Cc}|\p{Cs}/u.test(value) ? "must not contain control characters" : undefined;
}).meta({ description: "Key of the field in the response.", minLength: 1 });

/** One field that is read from a response and shown. */
export const resultFieldSchema: z.ZodType<ResultField> = z
  .strictObject({
    name: fieldName,
    type: z.enum(TYPE_NAMES).meta({ description: "Type of the field." }),
    values: values(),
    nullable: z.boolean().default(false).meta({ description: "Whether it may be null." }),
    optional: z.boolean().default(false).meta({ description: "Whether it may be absent." }),
    get items() {
      return resultItemSchema.optional().meta({ description: "Type of an array's items." });
    },
    get fields() {
      return z.array(resultFieldSchema).min(1).optional().meta({ description: fields });
    },
  })
  .meta({ id: "ResultField", title: "Result field", description: "One field that is read from a response and shown." });

/** Items of an array field in a response. */
export const resultItemSchema: z.ZodType<ResultItem> = z
  .strictObject({
    type: z
      .enum(["string", "number", "integer", "boolean", "enum", "object"])
      .meta({ description: "Type of the items." }),
    values: values(),
    get fields() {
      return z.array(resultFieldSchema).min(1).optional().meta({ description: fields });
    },
  })
  .meta({ id: "ResultItem", title: "Result item", description: "Type of the items of an array field." });

/** What a response holds and how it is shown. `at` is a dotted path into the response; empty is the response itself. */
export const resultSchema = z
  .strictObject({
    kind: z.enum(["list", "one", "none"]).meta({ description: "Many things, one thing, or nothing to show." }),
    at: dottedPath("Dotted path of the list or thing in the response; empty is the whole response.", true).default(""),
    fields: z.array(resultFieldSchema).default([]).meta({ description: "The fields that are read and shown." }),
    page: z
      .strictObject({
        next: dottedPath("Dotted path of the next page's cursor in the response.", false),
        param: z.string().meta({ description: "The optional string parameter that takes the cursor." }),
      })
      .optional()
      .meta({ description: "How the next page of a list is asked for." }),
  })
  .meta({ description: "What the response holds; without it nothing is shown." });

export type ResultSpec = z.infer<typeof resultSchema>;
