import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const ignored = ["test/fixtures/**", "test/host/**", "**/node_modules/**"];
const slow = ["test/e2e/**/*.test.ts", "test/replicas.test.ts", "test/dust-oauth-{core,replica}.test.ts"];

/** Starts what takes longest before what takes a moment, so that all workers end together. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/e2e\/|replica|faults|mutations|own-client|property/.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    globalSetup: ["test/support/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Most tests wait for the programs that they start: one worker fewer than there are cores leaves a core idle.
    maxWorkers: "100%",
    sequence: { sequencer: LongFirst },
    // A worker loads the compiler once, not for each file.
    isolate: false,
    // For the compiler and esbuild, which are programs in Go: they end before collecting garbage pays, and share the cores.
    env: { GOGC: "400", GOMAXPROCS: "1" },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...ignored, ...slow] },
      },
      { extends: true, test: { name: "e2e", include: slow, exclude: ignored } },
    ],
  },
});
