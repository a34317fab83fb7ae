// @ts-check
/** Other programs: npm, and the commands that the tools bring along. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Longer than any tool takes on a slow machine; one that hangs is ended. */
const TIMEOUT_MS = 120_000;

/**
 * Runs a program to its end and gives what it printed.
 *
 * @param {string} program @param {string[]} args @param {{ cwd: string, env?: Record<string, string>, shell?: boolean }} options
 * @returns {Promise<string>}
 */
export function execute(program, args, { cwd, env = {}, shell = false }) {
  const { NODE_TEST_CONTEXT, ...inherited } = process.env; // a tool is no part of the test that runs it
  return new Promise((resolve, reject) => {
    const options = { cwd, shell, env: { ...inherited, ...env }, timeout: TIMEOUT_MS, maxBuffer: 2 ** 26 };
    execFile(program, args, options, (error, output, complaints) => {
      if (!error) resolve(output);
      else
        reject(
          new Error(`${[program, ...args].join(" ")} failed (${error.code ?? error.signal}):\n${output}${complaints}`),
        );
    });
  });
}

/** @param {string[]} args @param {string} cwd */
export function npm(args, cwd) {
  // What runs this may be npm, and says where it is; otherwise a shell finds it on every platform.
  const own = process.env.npm_execpath;
  return own ? execute(process.execPath, [own, ...args], { cwd }) : execute("npm", args, { cwd, shell: true });
}

/** What a program of the system begins with where its file has the name of a script: ELF, Mach-O. */
const PROGRAMS = ["7f454c46", "cffaedfe", "cafebabe"];

/**
 * How a command is run that an npm package brings along.
 *
 * @param {string} folder  the package @param {string} command
 */
export async function commandOf(folder, command) {
  const { bin } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = join(folder, typeof bin === "string" ? bin : bin[command]);
  // esbuild's installer, where it is let run, puts the program itself in the place of its script.
  const start = (await readFile(file)).toString("hex", 0, 4);
  return PROGRAMS.includes(start) ? [file] : [process.execPath, file];
}
