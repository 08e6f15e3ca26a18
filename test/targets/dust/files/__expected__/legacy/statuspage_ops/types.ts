import { z } from "zod";

export const ListPagesResponseSchema = z.array(
  z
    .object({
      id: z.string(),
      name: z.string(),
      subdomain: z.string().nullish(),
    })
    .passthrough()
);

export type ListPagesResponse = z.infer<typeof ListPagesResponseSchema>;

export const ListUnresolvedIncidentsResponseSchema = z.array(
  z
    .object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      impact: z.string().optional(),
      shortlink: z.string().optional(),
    })
    .passthrough()
);

export type ListUnresolvedIncidentsResponse = z.infer<
  typeof ListUnresolvedIncidentsResponseSchema
>;

export const CreateIncidentResponseSchema = z
  .object({
    id: z.string(),
    shortlink: z.string().optional(),
  })
  .passthrough();

export type CreateIncidentResponse = z.infer<
  typeof CreateIncidentResponseSchema
>;
