import { z } from "zod";

const rowSchema = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/, "must be 16 hexadecimal digits"),
  rule: z.string(),
  server: z.string().nullable(),
  message: z.string(),
});

/** A file of known findings. The fingerprint identifies one; the rest is for people who read the file. */
export const baselineSchema = z.strictObject({ schemaVersion: z.literal(1), findings: z.array(rowSchema) });

/** The known findings of a checkout. */
export type Baseline = z.infer<typeof baselineSchema>;

/** One known finding. */
export type BaselineRow = z.infer<typeof rowSchema>;
