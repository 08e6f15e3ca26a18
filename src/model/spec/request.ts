import { z } from "zod";
import { scalarSchema } from "./param.ts";
import { checkedText, constantEntries, dottedPath, proseText } from "./text.ts";

const paramNames = (description: string) =>
  z
    .array(z.string().meta({ description: "Name of a parameter." }))
    .default([])
    .meta({ description });

/** An HTTP request with a path relative to the API's base URL (or an absolute URL). */
export const httpRequestSchema = z
  .strictObject({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).meta({ description: "HTTP method." }),
    path: checkedText((value) => (value === "" ? "must not be empty" : undefined)).meta({
      description: "Path below the base URL; {name} stands for a required parameter, percent-encoded.",
      minLength: 1,
    }),
    query: paramNames("Parameters sent in the query string."),
    body: paramNames("Parameters sent in the body."),
    bodyAt: dottedPath("Dotted path in the body below which the parameters are put.", false).optional(),
    bodyType: z.enum(["json", "form"]).default("json").meta({ description: "How the body is encoded." }),
    constants: z
      .strictObject({
        query: constantEntries(scalarSchema, "Constant entries of the query string.").optional(),
        body: constantEntries(z.json(), "Constant entries of the body.").optional(),
      })
      .optional()
      .meta({ description: "Values that every call sends." }),
  })
  .meta({ title: "HTTP request", description: "A plain HTTP request." });

/** A GraphQL operation, posted to `path` (default: the base URL itself). */
export const graphqlRequestSchema = z
  .strictObject({
    graphql: proseText("Text of the GraphQL operation."),
    variables: paramNames("Parameters sent as variables of the operation."),
    path: z.string().default("").meta({ description: "Path below the base URL; empty is the base URL itself." }),
  })
  .meta({ title: "GraphQL request", description: "A GraphQL operation, sent as POST." });

/** What a tool sends. */
export const requestSchema = z
  .union([httpRequestSchema, graphqlRequestSchema])
  .meta({ description: "What the tool sends to the vendor; without it the handler says that it is not implemented." });

export type HttpRequest = z.infer<typeof httpRequestSchema>;
export type GraphqlRequest = z.infer<typeof graphqlRequestSchema>;
