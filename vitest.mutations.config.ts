import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/targets/*/rules/mutations/table.ts"], reporters: ["dot"] },
});
