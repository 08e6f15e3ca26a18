import { z } from "zod";

export const GraphqlAnswerSchema = z
  .object({ errors: z.array(z.unknown()).nullish() })
  .passthrough();

export const SearchOpenCategoriesResponseSchema = z
  .object({
    data: z
      .object({
        rows: z.array(
          z
            .object({
              id: z.number().int(),
              "display-name": z.string(),
              owner: z
                .object({
                  email: z.string().optional(),
                })
                .passthrough()
                .nullable(),
              lines: z
                .array(
                  z
                    .object({
                      sku: z.string(),
                      parts: z.array(
                        z
                          .object({
                            count: z.number(),
                          })
                          .passthrough()
                      ),
                    })
                    .passthrough()
                )
                .optional(),
              tags: z.array(z.string()).nullish(),
              state: z.enum(["open", 'it\'s "closed"']),
            })
            .passthrough()
        ),
        meta: z
          .object({
            next: z.union([z.string(), z.number()]).nullish(),
          })
          .passthrough()
          .nullish(),
      })
      .passthrough(),
  })
  .passthrough();

export type SearchOpenCategoriesResponse = z.infer<
  typeof SearchOpenCategoriesResponseSchema
>;

export const CreateOrderResponseSchema = z
  .object({
    id: z.string(),
  })
  .passthrough();

export type CreateOrderResponse = z.infer<typeof CreateOrderResponseSchema>;

export const QueryNodesResponseSchema = z
  .object({
    data: z
      .object({
        nodes: z
          .object({
            items: z.array(
              z
                .object({
                  id: z.string(),
                })
                .passthrough()
            ),
            pageInfo: z
              .object({
                endCursor: z.union([z.string(), z.number()]).nullish(),
              })
              .passthrough()
              .nullish(),
          })
          .passthrough(),
      })
      .passthrough(),
  })
  .passthrough();

export type QueryNodesResponse = z.infer<typeof QueryNodesResponseSchema>;

export const PingResponseSchema = z
  .object({
    data: z
      .object({
        ok: z.boolean(),
        ratio: z.number().nullable(),
      })
      .passthrough(),
  })
  .passthrough();

export type PingResponse = z.infer<typeof PingResponseSchema>;
