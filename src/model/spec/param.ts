import { z } from "zod";
import { lineText, nameText, proseText } from "./text.ts";

/** The types that a parameter, an item or a field can have. */
export const TYPE_NAMES = ["string", "number", "integer", "boolean", "enum", "array", "object"] as const;
/** One of `TYPE_NAMES`. */
export type TypeName = (typeof TYPE_NAMES)[number];

/** The type of an array parameter's items. */
export interface ItemType {
  type: TypeName;
  values?: string[] | undefined;
  min?: number | undefined;
  max?: number | undefined;
  items?: ItemType | undefined;
  fields?: ParamSpec[] | undefined;
}

/** A value that a parameter can default to. */
export type DefaultValue = string | number | boolean | (string | number | boolean)[];

/** One parameter of a tool, or one field of an object parameter. */
export interface ParamSpec extends ItemType {
  name: string;
  description: string;
  required: boolean;
  default?: DefaultValue | undefined;
}

/** A string, number or boolean. */
export const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

const typeShape = {
  type: z.enum(TYPE_NAMES).meta({ description: "Type of the value." }),
  values: z.array(lineText("One legal value.")).min(1).optional().meta({ description: "Legal values of an enum." }),
  min: z.number().optional().meta({ description: "Smallest legal number." }),
  max: z.number().optional().meta({ description: "Largest legal number." }),
};

const items = "Type of an array's items.";
const fields = "Fields of an object.";

/** Items of an array parameter. */
export const itemTypeSchema: z.ZodType<ItemType> = z
  .strictObject({
    ...typeShape,
    get items() {
      return itemTypeSchema.optional().meta({ description: items });
    },
    get fields() {
      return z.array(paramSchema).min(1).optional().meta({ description: fields });
    },
  })
  .meta({ id: "ItemType", title: "Item type", description: "A type without a name." });

/** One parameter of a tool, or one field of an object parameter. */
export const paramSchema: z.ZodType<ParamSpec> = z
  .strictObject({
    name: nameText("param", "Name of the parameter."),
    ...typeShape,
    description: proseText("What the parameter means; the model reads it."),
    required: z.boolean().default(true).meta({ description: "Whether a call must give it." }),
    default: z
      .union([scalarSchema, z.array(scalarSchema)])
      .optional()
      .meta({ description: "Value when a call leaves it out." }),
    get items() {
      return itemTypeSchema.optional().meta({ description: items });
    },
    get fields() {
      return z.array(paramSchema).min(1).optional().meta({ description: fields });
    },
  })
  .meta({ id: "Param", title: "Parameter", description: "One parameter of a tool, or one field of an object." });
