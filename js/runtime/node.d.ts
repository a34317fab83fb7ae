/** The two things of Node that `file-module.ts` needs. Node's own types would also allow Node's globals elsewhere. */

declare module "node:fs/promises" {
  export function readFile(path: string): Promise<Uint8Array>;
}

declare const __dirname: string;
