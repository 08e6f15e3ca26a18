import { z } from "zod";

export const ListItemsResponseSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: z.string(),
          name: z.string(),
          status: z.string().nullable(),
        })
        .passthrough()
    ),
  })
  .passthrough();

export type ListItemsResponse = z.infer<typeof ListItemsResponseSchema>;

export const GetItemResponseSchema = z
  .object({
    item: z
      .object({
        id: z.string(),
        name: z.string(),
        owner: z
          .object({
            email: z.string(),
          })
          .passthrough()
          .optional(),
      })
      .passthrough(),
  })
  .passthrough();

export type GetItemResponse = z.infer<typeof GetItemResponseSchema>;

export const CreateItemResponseSchema = z
  .object({
    item: z
      .object({
        id: z.string(),
        name: z.string(),
      })
      .passthrough(),
  })
  .passthrough();

export type CreateItemResponse = z.infer<typeof CreateItemResponseSchema>;
