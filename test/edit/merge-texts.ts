/** A file as it would be generated, without anything that repeats. */
export const BASE = `import { A } from "@app/a";

const NAME = "x";

type Request = {
  tool: string;
};

export class Client {
  private send(request: Request): A {
    const { tool } = request;
    return new A({ headers: { Accept: "json" }, tool });
  }
}

function seconds(): number {
  return 1;
}
`;

/** The same with a method that needs parts which the file has not. */
export const NEXT = `import type { z } from "zod";
import { A } from "@app/a";
import { C, D } from "@app/c";

const NAME = "x";

// What is not addressed.
const DOTS = /x/;

type Request = {
  tool: string;
  content?: C;
};

export class Client {
  async getItem(): A {
    return this.request({ tool: "get_item" });
  }

  private request(request: Request): z.Infer {
    return D(this.send(request));
  }

  private send(request: Request): A {
    const { tool, content } = request;
    if (DOTS.test(tool)) {
      throw new Error(tool);
    }
    return new A({ headers: { Accept: "json", ...(content && { Type: content }) }, body: content, tool });
  }
}

function seconds(): number {
  return 1;
}

function validate(): number {
  return 2;
}
`;
