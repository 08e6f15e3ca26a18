import { defineConfig } from "vitest/config";

const ignored = ["test/fixtures/**", "test/host/**", "**/node_modules/**"];
const slow = ["test/e2e/**/*.test.ts", "test/replicas.test.ts", "test/dust-oauth-{core,replica}.test.ts"];

export default defineConfig({
  test: {
    globalSetup: ["test/support/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Most tests wait for the programs that they start: one worker fewer than there are cores leaves a core idle.
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...ignored, ...slow] } },
      { extends: true, test: { name: "e2e", include: slow, exclude: ignored } },
    ],
  },
});
